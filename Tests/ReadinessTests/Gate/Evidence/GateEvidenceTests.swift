import Estimates
import Inference
import Load
import Readiness
import Testing

@Suite struct GateEvidenceTests {
    /// Records probes until the evidence decides.
    ///
    /// - Returns: After how many, and what.
    func decide(
        _ evidence: GateEvidence, most: Int = 1000, _ probe: (Int) -> ProbeRecord
    ) -> (after: Int, decision: GateEvidence.Decision) {
        var evidence = evidence
        for index in 0..<most {
            evidence.record(probe(index))
            if evidence.decision != .undecided { return (index + 1, evidence.decision) }
        }
        return (most, .undecided)
    }

    // MARK: - How many probes it takes

    @Test func `the default objectives are met by exactly 77 clean probes`() {
        let found = decide(GateEvidence()) { .good($0) }
        #expect(found == (77, .accept))
    }

    @Test func `one failure puts READY off to 127 probes`() {
        let found = decide(GateEvidence()) { $0 == 3 ? .broken($0) : .good($0) }
        #expect(found == (127, .accept))
    }

    @Test(arguments: ["server_error", "timeout_first_token", "truncated", "empty", "rate_limited"])
    func `a dead endpoint is refused after two or three`(outcome: String) {
        let found = decide(GateEvidence()) { .broken($0, outcome: outcome) }
        #expect((2...3).contains(found.after))
        #expect(found.decision == .refuse)
    }

    @Test func `an endpoint that is always too slow is refused after two or three`() {
        let found = decide(GateEvidence()) { .good($0, ttft: .seconds(5)) }
        #expect((2...3).contains(found.after))
        #expect(found.decision == .refuse)
    }

    @Test func `one that fails a fifth of its requests is refused after some thirty`() {
        let found = decide(GateEvidence()) { $0 % 5 == 4 ? .broken($0) : .good($0) }
        #expect((20...50).contains(found.after))
        #expect(found.decision == .refuse)
    }

    @Test func `ten probes decide nothing about a p95`() {
        let found = decide(GateEvidence(), most: 10) { .good($0) }
        #expect(found == (10, .undecided))
    }

    @Test func `minProbes holds back READY`() {
        let gate = Profile.Gate(minProbes: 100)
        #expect(decide(GateEvidence(gate: gate)) { .good($0) } == (100, .accept))
    }

    @Test func `minProbes does not hold back NOT READY`() {
        let gate = Profile.Gate(minProbes: 100)
        #expect(decide(GateEvidence(gate: gate)) { .broken($0) }.after <= 3)
    }

    // MARK: - Start order

    @Test func `probes are judged in start order however they complete`() {
        var evidence = GateEvidence()
        for index in (0..<100).reversed() {
            evidence.record(.good(index))
            if index > 0 {
                #expect(evidence.probes.isEmpty)
                #expect(evidence.decision == .undecided)
            }
        }
        #expect(evidence.probes.map(\.index) == Array(0..<100))
        #expect(evidence.decision == .accept)
    }

    @Test func `fast probes that overtake slow ones do not decide`() {
        // Four at a time, of which one is always slow: judged as they complete, the first 77 would
        // be clean.
        var evidence = GateEvidence()
        for index in 0..<400 where index % 4 != 0 { evidence.record(.good(index)) }
        #expect(evidence.decision == .undecided)
        for index in stride(from: 0, to: 400, by: 4) {
            evidence.record(.good(index, ttft: .seconds(5)))
        }
        #expect(evidence.decision == .refuse)
    }

    @Test func `what waits for a predecessor that never comes is judged in the end`() {
        var evidence = GateEvidence()
        for index in [5, 3, 1] { evidence.record(.good(index)) }
        #expect(evidence.probes.isEmpty)
        evidence.flush()
        #expect(evidence.probes.map(\.index) == [1, 3, 5])
        evidence.record(renumbered: .good(0))
        #expect(evidence.probes.map(\.index) == [1, 3, 5, 6])
    }

    @Test func `renumbered probes are taken as they come`() {
        var evidence = GateEvidence()
        for _ in 0..<3 { evidence.record(renumbered: .good(17)) }
        #expect(evidence.probes.map(\.index) == [0, 1, 2])
    }

    @Test func `an objective that is contradicted after it was met can no longer be READY`() {
        // The p90 is met after 38 probes and contradicted while the p99 still needs hundreds.
        let early = Objective(metric: .ttft, statistic: .percentile(90), threshold: 2)
        let far = Objective(metric: .e2e, statistic: .percentile(10), threshold: 1000)
        var evidence = GateEvidence([early, far], gate: Profile.Gate(minProbes: 200))
        for index in 0..<40 { evidence.record(.good(index)) }
        #expect(evidence.progress.further == 160)
        for index in 40..<90 { evidence.record(.good(index, ttft: .seconds(9))) }
        #expect(evidence.progress.further == nil)
    }

    // MARK: - What counts

    @Test func `requests without a fate are kept apart`() {
        var evidence = GateEvidence()
        evidence.record(.good(0))
        evidence.record(.broken(1))
        evidence.record(.cut(2, after: .milliseconds(1)))
        #expect(evidence.counted == 2)
        #expect(evidence.succeeded == 1)
        #expect(evidence.probes.count == 3)
    }

    @Test func `warm-up requests count for nothing`() {
        var evidence = GateEvidence()
        for _ in 0..<200 { evidence.recordWarmup(.good()) }
        for _ in 0..<3 { evidence.recordWarmup(.broken()) }
        #expect(evidence.counted == 0)
        #expect(evidence.decision == .undecided)
        #expect(evidence.hasSucceeded)
        #expect(evidence.progress.further == 77)
    }

    @Test func `a decision stands whatever comes later`() {
        var evidence = GateEvidence()
        for index in 0..<77 { evidence.record(.good(index)) }
        for index in 77..<120 { evidence.record(.broken(index)) }
        #expect(evidence.decision == .accept)
    }

    // MARK: - Nothing can ever work

    @Test(arguments: [
        "unauthorized", "forbidden", "model_not_found", "path_not_found", "redirected",
    ])
    func `a fault of the configuration ends the run at once`(outcome: String) {
        var evidence = GateEvidence()
        evidence.recordWarmup(.made(outcome: outcome, .configuration))
        #expect(evidence.decision == .refuse)
        #expect(evidence.fatal?.outcome == outcome)
    }

    @Test func `an endpoint that is not there ends the run at once`() {
        let found = decide(GateEvidence()) { .refused($0) }
        #expect(found == (1, .refuse))
    }

    @Test func `a rejected request may be one prompt's fault, two are not`() {
        var evidence = GateEvidence()
        evidence.recordWarmup(.made(outcome: "rejected", .configuration))
        #expect(evidence.fatal == nil)
        evidence.record(.made(0, outcome: "rejected", .configuration))
        #expect(evidence.fatal?.outcome == "rejected")
    }

    @Test func `once a request succeeded, one that finds nothing has failed`() {
        var evidence = GateEvidence()
        evidence.record(.good(0))
        for index in 1..<20 { evidence.record(.refused(index)) }
        #expect(evidence.fatal == nil)
        #expect(evidence.decision == .refuse)
        #expect(evidence.counted == 20 && evidence.succeeded == 1)
    }

    @Test func `a warm-up that succeeded shows that the configuration works`() {
        var evidence = GateEvidence()
        evidence.recordWarmup(.good())
        evidence.record(.made(0, outcome: "unauthorized", .configuration))
        #expect(evidence.fatal == nil)
        #expect(evidence.decision == .undecided)
    }

    @Test func `failures and cancellations are not fatal`() {
        var evidence = GateEvidence()
        evidence.recordWarmup(.broken())
        evidence.recordWarmup(.cut(after: .zero))
        #expect(evidence.fatal == nil)
        #expect(!evidence.hasSucceeded)
    }

    // MARK: - Soft and server-side objectives

    @Test func `a soft objective blocks no READY, violated or undecided`() {
        let never = Objective(metric: .ttft, statistic: .percentile(99.9), threshold: 0.001)
        let far = Objective(metric: .ttft, statistic: .percentile(99.9), threshold: 1)
        for soft in [never, far] {
            let found = decide(GateEvidence(warnings: [soft])) { .good($0) }
            #expect(found == (77, .accept))
        }
    }

    @Test func `READY waits for no gauge and no counter`() {
        let evidence = GateEvidence([.ttft, .kvCache, .preemptions])
        #expect(decide(evidence) { .good($0) } == (77, .accept))
    }

    @Test func `READY waits until the engine has observed enough requests`() throws {
        let median = Objective(metric: .ttft, statistic: .percentile(50), threshold: 2)
        let queue = try Objective.parse("queue p95 <= 300ms")
        #expect(decide(GateEvidence([median, queue])) { .good($0) } == (77, .accept))
        #expect(decide(GateEvidence([median], warnings: [queue])) { .good($0) } == (6, .accept))
    }

    @Test func `an objective on a histogram takes its part of the error of refusing`() throws {
        func refusal(_ objectives: [Objective]) -> Int {
            decide(GateEvidence(objectives)) { .good($0, ttft: .seconds($0 % 4 == 0 ? 9 : 1)) }.0
        }
        let queue = try Objective.parse("queue p95 <= 300ms")
        let alone = refusal([.ttft])
        #expect(refusal([.ttft, queue]) > alone)
        #expect(refusal([.ttft, .kvCache]) == alone)
    }

    @Test func `a window judges every objective on the server, hard and soft`() throws {
        var evidence = GateEvidence([.errors, .preemptions], warnings: [.kvCache])
        evidence.record(try SignalWindow.of([Metrics(), Metrics(kvCache: 0.9, preemptions: 2)]))
        #expect(evidence.meters.map(\.judgement) == [.undecided, .violated, .violated])
    }

    @Test func `a gauge above its limit refuses at the next probe`() throws {
        var evidence = GateEvidence([.ttft, .kvCache])
        evidence.record(.good(0))
        evidence.record(try Metrics(kvCache: 0.9).reading)
        evidence.record(try Metrics(kvCache: 0.1).reading)
        evidence.record(.good(1))
        #expect(evidence.decision == .refuse)
    }

    @Test func `where only the server is limited, the whole budget is watched`() throws {
        var evidence = GateEvidence([.kvCache], gate: Profile.Gate(maxProbes: 200))
        evidence.record(try Metrics().reading)
        for index in 0..<200 {
            #expect(evidence.progress.further == 200 - index)
            evidence.record(.good(index))
            #expect(evidence.decision == .undecided)
        }
    }

    // MARK: - Progress

    @Test func `progress tells how far the gate has got`() {
        var evidence = GateEvidence(warnings: [.itl])
        #expect(
            evidence.progress
                == GateProgress(
                    counted: 0, succeeded: 0, further: 77,
                    judgements: [.undecided, .undecided, .undecided, .undecided]))
        for index in 0..<10 { evidence.record(.good(index)) }
        evidence.record(.cut(10, after: .zero))
        #expect(evidence.progress.counted == 10)
        #expect(evidence.progress.further == 67)
        evidence.record(.broken(11))
        #expect(evidence.progress.counted == 11)
        #expect(evidence.progress.succeeded == 10)
        // The failure takes more than it gave.
        #expect(evidence.progress.further == 116)
        for index in 12..<30 { evidence.record(.broken(index)) }
        #expect(evidence.progress.further == nil)
        #expect(evidence.progress.judgements.prefix(3) == [.violated, .violated, .violated])
    }

    @Test func `progress counts down to minProbes once the objectives are met`() {
        var evidence = GateEvidence(gate: Profile.Gate(minProbes: 100))
        for index in 0..<80 { evidence.record(.good(index)) }
        #expect(evidence.progress.further == 20)
    }
}
