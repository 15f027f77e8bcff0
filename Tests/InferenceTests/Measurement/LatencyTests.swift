import Inference
import Testing

@Suite struct LatencyTests {
    private static let start = ContinuousClock.now

    /// A measurement with the first token and the end at the given seconds after the start.
    private static func measured(
        firstToken: Double?, end: Double, chunks: Int, usage: Int? = nil
    ) -> MeasuredRequest {
        var instants = PhaseInstants(intendedStart: start - .seconds(1), start: start)
        instants.resolved = start + .milliseconds(1)
        instants.connected = start + .milliseconds(3)
        instants.secured = start + .milliseconds(7)
        instants.firstByte = start + .milliseconds(20)
        instants.firstChunk = start + .milliseconds(21)
        instants.firstToken = firstToken.map { start + .seconds($0) }
        instants.end = start + .seconds(end)
        var measured = MeasuredRequest(instants: instants, outcome: .completed(.stop))
        measured.chunkCount = chunks
        measured.usage = usage.map { TokenUsage(completionTokens: $0) }
        return measured
    }

    @Test func `phases are differences of their instants`() {
        let measured = Self.measured(firstToken: 0.5, end: 2.5, chunks: 11)
        #expect(measured.startDelay == .seconds(1))
        #expect(measured.resolveTime == .milliseconds(1))
        #expect(measured.connectTime == .milliseconds(2))
        #expect(measured.secureTime == .milliseconds(4))
    }

    @Test func `latencies count from the intended start`() {
        let measured = Self.measured(firstToken: 0.5, end: 2.5, chunks: 11)
        #expect(measured.timeToFirstByte == .milliseconds(1020))
        #expect(measured.timeToFirstChunk == .milliseconds(1021))
        #expect(measured.timeToFirstToken == .milliseconds(1500))
        #expect(measured.endToEnd == .milliseconds(3500))
    }

    @Test func `time per token is what the end adds to the first token`() {
        // (2.5 s - 0.5 s) / (11 - 1)
        let counted = Self.measured(firstToken: 0.5, end: 2.5, chunks: 11)
        #expect(counted.timePerOutputToken == .milliseconds(200))
        #expect(counted.tokensPerSecond == 5)
        #expect(counted.tokensAreEstimated && counted.tokenCount == 11)
        // (2.5 s - 0.5 s) / (21 - 1)
        let reported = Self.measured(firstToken: 0.5, end: 2.5, chunks: 11, usage: 21)
        #expect(reported.timePerOutputToken == .milliseconds(100))
        #expect(reported.tokensPerSecond == 10)
        #expect(!reported.tokensAreEstimated && reported.tokenCount == 21)
    }

    @Test func `an answer of one token or in one piece has no writing phase`() {
        let single = Self.measured(firstToken: 1, end: 1, chunks: 1)
        #expect(single.timePerOutputToken == nil)
        // One token in the 2 s from the intended start.
        #expect(single.tokensPerSecond == 0.5)
        let whole = Self.measured(firstToken: 1, end: 1, chunks: 1, usage: 20)
        #expect(whole.timePerOutputToken == .zero)
        #expect(whole.tokensPerSecond == 10)
    }

    @Test func `an answer without a token has no speed`() {
        let empty = Self.measured(firstToken: nil, end: 1, chunks: 0)
        #expect(empty.timeToFirstToken == nil)
        #expect(empty.timePerOutputToken == nil)
        #expect(empty.tokensPerSecond == nil)
    }

    @Test func `phases that did not happen have no length`() {
        let now = ContinuousClock.now
        let measured = MeasuredRequest(
            instants: PhaseInstants(intendedStart: now, start: now), outcome: .truncated)
        #expect(measured.resolveTime == nil && measured.connectTime == nil)
        #expect(measured.secureTime == nil && measured.endToEnd == nil)
        #expect(measured.timeToFirstByte == nil && measured.tokensPerSecond == nil)
        #expect(measured.startDelay == .zero)
    }

    @Test(arguments: [
        (Duration.zero, 0.0, Int64(0)), (.milliseconds(1500), 1.5, 1_500_000_000),
        (.nanoseconds(1), 1e-9, 1), (.seconds(-2), -2, -2_000_000_000),
        (.seconds(100_000), 100_000, 100_000_000_000_000),
    ])
    func `a duration in seconds and in nanoseconds`(
        _ duration: Duration, _ seconds: Double, _ nanoseconds: Int64
    ) {
        #expect(duration.seconds == seconds)
        #expect(duration.nanoseconds == nanoseconds)
    }
}
