import Foundation
import Inference
import Load

/// Records as a run makes them.
extension ProbeRecord {
    /// A request that ended in some way.
    static func made(
        _ index: Int = 0, outcome: String, _ outcomeClass: Outcome.Class, error: String? = nil
    ) -> ProbeRecord {
        var record = ProbeRecord(
            index: index, provider: "test", model: "m",
            timestamp: Date(timeIntervalSince1970: 1_000_000 + Double(index)), outcome: outcome,
            outcomeClass: outcomeClass)
        record.error = error
        return record
    }

    /// A whole streamed answer: 33 ms to the first byte, 0.1 s to the first of four tokens unless
    /// told, then one every 20 ms.
    static func good(
        _ index: Int = 0, ttft: Duration = .milliseconds(100), gap: Duration = .milliseconds(20)
    ) -> ProbeRecord {
        var record = made(index, outcome: "completed", .success)
        record.httpStatus = 200
        record.timeToFirstByte = min(.milliseconds(33), ttft)
        record.timeToFirstChunk = min(.milliseconds(34), ttft)
        record.timeToFirstToken = ttft
        record.gaps = [gap, gap, gap]
        record.endToEnd = ttft + gap * 3
        record.requestWritten = .milliseconds(1)
        record.outputTokens = 4
        record.chunks = 4
        record.reads = 4
        record.timePerOutputToken = gap
        record.tokensPerSecond = gap > .zero ? Duration.seconds(1) / gap : nil
        record.finishReason = "stop"
        record.sawEndMark = true
        record.isStream = true
        record.reusedConnection = true
        return record
    }

    /// An answer of the class 500.
    static func broken(_ index: Int = 0, outcome: String = "server_error") -> ProbeRecord {
        var record = made(index, outcome: outcome, .failure, error: "500 server error")
        record.httpStatus = 500
        record.endToEnd = .milliseconds(5)
        record.requestWritten = .milliseconds(1)
        record.reusedConnection = true
        return record
    }

    /// A request for which nothing listens.
    static func refused(_ index: Int = 0) -> ProbeRecord {
        made(index, outcome: "connect_refused", .unreachable, error: "connection refused: port 1")
    }

    /// A request that the end of the run cut short after a while.
    static func cut(
        _ index: Int = 0, after waited: Duration, ttft: Duration? = nil, gaps: Gaps = []
    ) -> ProbeRecord {
        var record = made(index, outcome: "cancelled_run_ended", .excluded)
        record.endToEnd = waited
        record.timeToFirstToken = ttft
        record.gaps = gaps
        record.chunks = ttft == nil ? 0 : gaps.count + 1
        record.requestWritten = .milliseconds(1)
        record.reusedConnection = true
        return record
    }

    /// The line of another tool: it says how it went and how long it took, and nothing else.
    static func foreign(_ index: Int = 0, isGood: Bool = true) -> ProbeRecord {
        var record = made(
            index, outcome: isGood ? "completed" : "failed", isGood ? .success : .failure)
        record.endToEnd = .milliseconds(500)
        return record
    }
}
