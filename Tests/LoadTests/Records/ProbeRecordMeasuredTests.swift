import Foundation
import Inference
import Load
import Testing

@Suite struct ProbeRecordMeasuredTests {
    private let start = ContinuousClock.now
    private let date = Date(timeIntervalSince1970: 1_000_000)

    private func at(_ milliseconds: Int) -> ContinuousClock.Instant {
        start + .milliseconds(milliseconds)
    }

    private func record(_ measured: MeasuredRequest) -> ProbeRecord {
        ProbeRecord(
            measured, index: 5, provider: "p", model: "m", runStart: start, runStartDate: date)
    }

    /// Intended at 100 ms, begun at 102 ms.
    private func measured(_ outcome: Outcome) -> MeasuredRequest {
        MeasuredRequest(
            instants: PhaseInstants(intendedStart: at(100), start: at(102)), outcome: outcome)
    }

    @Test func `a whole answer is kept phase by phase`() {
        var answer = measured(.completed(.stop))
        answer.instants.resolved = at(103)
        answer.instants.connected = at(105)
        answer.instants.secured = at(109)
        answer.instants.requestWritten = at(110)
        answer.instants.responseHead = at(140)
        answer.instants.firstByte = at(141)
        answer.instants.firstChunk = at(142)
        answer.instants.firstToken = at(150)
        answer.instants.lastToken = at(190)
        answer.instants.end = at(200)
        answer.status = 200
        answer.gapNanoseconds = [20_000_000, 20_000_000]
        answer.chunkCount = 3
        answer.meaningfulReadCount = 3
        answer.usage = TokenUsage(promptTokens: 11, completionTokens: 6, cachedTokens: 4)
        answer.isStream = true
        answer.sawEndMark = true
        answer.bodyBytes = 900
        let found = record(answer)
        #expect(found.index == 5 && found.provider == "p" && found.model == "m")
        #expect(found.timestamp == date.addingTimeInterval(0.1))
        #expect(found.outcome == "completed" && found.outcomeClass == .success)
        #expect(found.error == nil && found.httpStatus == 200)
        #expect(found.intendedStart == .milliseconds(100))
        #expect(found.startDelay == .milliseconds(2))
        #expect(found.resolve == .milliseconds(1))
        #expect(found.connect == .milliseconds(2))
        #expect(found.secure == .milliseconds(4))
        #expect(found.requestWritten == .milliseconds(10))
        #expect(found.responseHead == .milliseconds(40))
        #expect(found.timeToFirstByte == .milliseconds(41))
        #expect(found.timeToFirstChunk == .milliseconds(42))
        #expect(found.timeToFirstToken == .milliseconds(50))
        #expect(found.endToEnd == .milliseconds(100))
        #expect(found.timePerOutputToken == .milliseconds(10))
        #expect(found.gaps == [.milliseconds(20), .milliseconds(20)])
        #expect(found.outputTokens == 6 && !found.outputTokensEstimated)
        #expect(found.promptTokens == 11 && found.cachedTokens == 4)
        #expect(found.chunks == 3 && found.reads == 3)
        #expect(found.finishReason == "stop" && found.sawEndMark == true)
        #expect(found.isStream == true && found.reusedConnection == false)
        #expect(found.bodyBytes == 900 && found.retryAfter == nil)
    }

    @Test func `a failure says why and has no tokens`() {
        var failure = measured(.connectFailed(.refused, "127.0.0.1 port 1"))
        failure.instants.end = at(103)
        let found = record(failure)
        #expect(found.outcome == "connect_refused" && found.outcomeClass == .unreachable)
        #expect(found.error == "connection refused: 127.0.0.1 port 1")
        #expect(found.outputTokens == nil && found.tokensPerSecond == nil)
        #expect(found.timeToFirstToken == nil && found.endToEnd == .milliseconds(3))
    }

    @Test func `a limit on the rate keeps the wait that was asked for`() {
        let found = record(measured(.rateLimited(retryAfter: .seconds(7), nil)))
        #expect(found.retryAfter == .seconds(7))
        #expect(found.outcomeClass == .failure)
    }

    @Test func `tokens counted from chunks are marked as estimated`() {
        var answer = measured(.completed(nil))
        answer.chunkCount = 4
        let found = record(answer)
        #expect(found.outputTokens == 4 && found.outputTokensEstimated)
        #expect(found.finishReason == nil)
    }

    @Test func `what was asked and how the answer begins is kept`() {
        var answer = measured(.completed(.contentFilter))
        answer.maxTokens = 96
        answer.chunkCount = 3
        answer.reasoningChunkCount = 2
        answer.isRefusal = true
        answer.serverTimings = ServerTimings(prefill: .milliseconds(7))
        let found = record(answer)
        #expect(found.maxTokens == 96)
        #expect(found.reasoningChunks == 2)
        #expect(found.isRefusal == true)
        #expect(found.serverTimings == ServerTimings(prefill: .milliseconds(7)))
        #expect(found.serverClockOffset == nil)
        #expect(found.repeats == nil)
    }

    /// The request is out at 0.125 s and the head is there at 5.25 s: the date is of some moment
    /// between.
    @Test(arguments: [(31, 25_750), (6, 750), (5, 0), (1, 0), (0, -125), (-30, -30_125)])
    func `the server's clock is suspected of no more than the wait for the head allows`(
        second: Int, offsetMilliseconds: Int
    ) {
        var answer = measured(.completed(.stop))
        answer.instants.requestWritten = at(125)
        answer.instants.responseHead = at(5250)
        answer.serverDateUnixSeconds = 1_000_000 + second
        #expect(record(answer).serverClockOffset == .milliseconds(offsetMilliseconds))
    }
}
