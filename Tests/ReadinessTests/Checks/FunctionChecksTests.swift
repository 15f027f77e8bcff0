import Load
import Readiness
import Testing

@Suite struct FunctionChecksTests {
    private func check(
        _ id: String, _ probes: [ProbeRecord], stream: Bool = true
    ) -> CheckResult? {
        FunctionChecks.results(of: probes, stream: stream).first { $0.id == id }
    }

    private func changed(
        _ count: Int, of total: Int, _ change: (inout ProbeRecord) -> Void
    ) -> [ProbeRecord] {
        (0..<total).map { index in
            var probe = ProbeRecord.good(index)
            if index < count { change(&probe) }
            return probe
        }
    }

    @Test func `every check is there, whatever was seen`() {
        let ids = ["streams", "unbuffered", "finish-reason", "end-mark", "non-empty", "usage"]
        for probes in [[], [ProbeRecord.good()], [.broken()], [.foreign()]] {
            for stream in [true, false] {
                let results = FunctionChecks.results(of: probes, stream: stream)
                #expect(results.map(\.id) == ids)
                #expect(results.allSatisfy { $0.group == .function && !$0.message.isEmpty })
            }
        }
    }

    @Test func `a sound endpoint passes`() {
        let results = FunctionChecks.results(of: changed(0, of: 5) { _ in }, stream: true)
        #expect(results.filter { $0.state == .passed }.count == 5)
        #expect(results.first { $0.state != .passed }?.id == "unbuffered")
    }

    @Test func `without an answer every check is skipped`() {
        for probes in [[], [ProbeRecord.broken(), .refused(1)]] {
            let results = FunctionChecks.results(of: probes, stream: true)
            #expect(results.allSatisfy { $0.state == .skipped })
        }
    }

    @Test func `a whole answer to a request for a stream fails`() {
        let result = check("streams", changed(2, of: 5) { $0.isStream = false })
        #expect(result?.state == .failed)
        #expect(
            result?.message == "2 of 5 answers came whole although a stream was asked for")
        #expect(
            check("streams", changed(0, of: 5) { _ in })?.message
                == "all 5 answers came as event streams")
    }

    @Test func `streams are looked at only where they were asked for`() {
        let probes = changed(5, of: 5) { $0.isStream = false }
        for id in ["streams", "unbuffered", "end-mark"] {
            let result = check(id, probes, stream: false)
            #expect(result?.state == .skipped)
            #expect(result?.message == "streaming was not asked for")
        }
        #expect(check("streams", [.foreign()])?.message == "no answer to look at")
    }

    /// An answer of 20 chunks in a second.
    private func long(_ index: Int, reads: Int, ttft: Duration) -> ProbeRecord {
        var probe = ProbeRecord.good(index)
        probe.chunks = 20
        probe.reads = reads
        probe.timeToFirstToken = ttft
        probe.endToEnd = .seconds(1)
        return probe
    }

    @Test func `answers that arrive all at once at the end were held back`() {
        let held = (0..<4).map { long($0, reads: 1, ttft: .milliseconds(990)) }
        #expect(check("unbuffered", held)?.state == .warning)
        #expect(
            check("unbuffered", held)?.message
                == "4 of 4 answers arrived all at once at the end: something on the way buffers the "
                + "stream")
    }

    @Test func `answers that arrive as they are written were not held back`() {
        let flowing = (0..<4).map { long($0, reads: 20, ttft: .milliseconds(100)) }
        #expect(check("unbuffered", flowing)?.state == .passed)
        // Fast at the end, but chunk by chunk.
        let fast = (0..<4).map { long($0, reads: 20, ttft: .milliseconds(990)) }
        #expect(check("unbuffered", fast)?.state == .passed)
        // Half of them may be chance.
        let half = (0..<4).map {
            long($0, reads: $0 < 2 ? 1 : 20, ttft: .milliseconds($0 < 2 ? 990 : 100))
        }
        #expect(check("unbuffered", half)?.state == .passed)
    }

    @Test func `short or few answers cannot tell whether they were held back`() {
        #expect(check("unbuffered", changed(0, of: 50) { _ in })?.state == .skipped)
        let two = (0..<2).map { long($0, reads: 1, ttft: .milliseconds(990)) }
        #expect(check("unbuffered", two)?.state == .skipped)
    }

    @Test func `finish reasons are counted, and a missing one is a warning`() {
        let mixed = changed(2, of: 5) { $0.finishReason = "length" }
        #expect(
            check("finish-reason", mixed)?.message
                == "every answer says why it ended (3 stop, 2 length)")
        let missing = check("finish-reason", changed(1, of: 5) { $0.finishReason = nil })
        #expect(missing?.state == .warning)
        #expect(missing?.message == "1 of 5 answers give no finish reason")
        #expect(check("finish-reason", [.foreign()])?.state == .skipped)
    }

    @Test func `a stream without its end mark is a warning`() {
        let result = check("end-mark", changed(3, of: 5) { $0.sawEndMark = false })
        #expect(result?.state == .warning)
        #expect(
            result?.message == "3 of 5 streams end without [DONE]; strict clients wait for it")
        #expect(check("end-mark", changed(5, of: 5) { $0.isStream = false })?.state == .skipped)
    }

    @Test func `empty answers are a warning`() {
        let empty = ProbeRecord.broken(5, outcome: "empty")
        let result = check("non-empty", changed(0, of: 5) { _ in } + [empty])
        #expect(result?.state == .warning)
        #expect(result?.message == "1 of 6 answers are empty")
        #expect(check("non-empty", [empty])?.message == "1 of 1 answers are empty")
        #expect(check("non-empty", [.good(), .broken(1)])?.state == .passed)
    }

    @Test func `missing token counts are a warning`() {
        let result = check("usage", changed(4, of: 5) { $0.outputTokensEstimated = true })
        #expect(result?.state == .warning)
        #expect(
            result?.message
                == "4 of 5 answers report no token counts; tokens are estimated from chunks")
        #expect(check("usage", [.foreign()])?.state == .skipped)
    }

    @Test func `answers that the end of our own run left before their end accuse nobody`() {
        let left = changed(2, of: 5) { probe in
            probe.sawEndMark = nil
            probe.outputTokensEstimated = true
        }
        #expect(check("end-mark", left)?.state == .passed)
        #expect(check("usage", left)?.state == .passed)
        let all = changed(5, of: 5) { $0.sawEndMark = nil }
        #expect(check("end-mark", all)?.state == .skipped)
        #expect(check("usage", all)?.state == .skipped)
    }
}
