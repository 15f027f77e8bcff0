package import Foundation
package import Inference

extension ProbeRecord {
    /// Makes the record of a measured request.
    ///
    /// - Parameters:
    ///   - measured: The measurement.
    ///   - index: The number in start order.
    ///   - provider: The profile's name.
    ///   - model: The model asked for.
    ///   - runStart: When the run began, on the monotonic clock.
    ///   - runStartDate: The same moment by the wall clock.
    package init(
        _ measured: MeasuredRequest, index: Int, provider: String, model: String,
        runStart: ContinuousClock.Instant, runStartDate: Date
    ) {
        let offset = runStart.duration(to: measured.instants.intendedStart)
        self.init(
            index: index, provider: provider, model: model,
            timestamp: runStartDate.addingTimeInterval(offset.seconds),
            outcome: measured.outcome.code, outcomeClass: measured.outcome.outcomeClass)
        error = measured.outcome.isSuccess ? nil : measured.outcome.description
        httpStatus = measured.status
        intendedStart = offset
        startDelay = measured.startDelay
        resolve = measured.resolveTime
        connect = measured.connectTime
        secure = measured.secureTime
        let start = measured.instants.intendedStart
        requestWritten = measured.instants.requestWritten.map { start.duration(to: $0) }
        responseHead = measured.instants.responseHead.map { start.duration(to: $0) }
        timeToFirstByte = measured.timeToFirstByte
        timeToFirstChunk = measured.timeToFirstChunk
        timeToFirstToken = measured.timeToFirstToken
        endToEnd = measured.endToEnd
        gaps = Gaps(nanoseconds: measured.gapNanoseconds)
        if measured.chunkCount > 0 || measured.usage != nil {
            outputTokens = measured.tokenCount
            outputTokensEstimated = measured.tokensAreEstimated
            timePerOutputToken = measured.timePerOutputToken
            tokensPerSecond = measured.tokensPerSecond
        }
        promptTokens = measured.usage?.promptTokens
        cachedTokens = measured.usage?.cachedTokens
        chunks = measured.chunkCount
        reads = measured.meaningfulReadCount
        switch measured.outcome {
        case .completed(let reason), .empty(let reason): finishReason = reason?.description
        case .rateLimited(let after, _): retryAfter = after
        default: break
        }
        sawEndMark = measured.sawEndMark
        isStream = measured.isStream
        serverTimings = measured.serverTimings
        reusedConnection = measured.reusedConnection
        bodyBytes = measured.bodyBytes
        replica = measured.replica
        maxTokens = measured.maxTokens
        reasoningChunks = measured.reasoningChunkCount
        isRefusal = measured.isRefusal
        serverClockOffset = Self.clockOffset(
            measured, runStart: runStart, runStartUnixSeconds: runStartDate.timeIntervalSince1970)
    }

    /// The server's clock against ours, as near to zero as the measurement allows.
    ///
    /// The date was written at some time between the end of the request and the arrival of the head;
    /// a proxy that holds the head back makes that long, and is no reason to suspect a clock.
    private static func clockOffset(
        _ measured: MeasuredRequest, runStart: ContinuousClock.Instant,
        runStartUnixSeconds: Double
    ) -> Duration? {
        guard let date = measured.serverDateUnixSeconds,
            let head = measured.instants.responseHead
        else { return nil }
        func against(_ instant: ContinuousClock.Instant) -> Double {
            Double(date) - runStartUnixSeconds - runStart.duration(to: instant).seconds
        }
        let least = against(head)
        let most = against(measured.instants.requestWritten ?? measured.instants.start)
        return .seconds(min(max(0, least), max(most, least)))
    }
}
