import Estimates
import Foundation
import Inference
import Load

/// Makes requests as an engine of given speed would answer them, the same ones every time.
struct SampleRequests {
    /// When every sample run began: 2026-11-21 03:15:00 UTC.
    static let start = Date(timeIntervalSince1970: 1_795_230_900)

    private(set) var records: [ProbeRecord] = []
    private var random: SplitMix64
    private var clock = 0.0
    private var warmups = 0
    private var counted = 0

    /// Creates a run without requests.
    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// Adds an answered request.
    ///
    /// - Parameters:
    ///   - ttft: The time to the first token, in seconds, about which it scatters by a tenth.
    ///   - gap: The usual gap between two chunks, in seconds.
    ///   - tokens: How many tokens come, one in each chunk.
    ///   - spacing: How long after it the next one starts, in seconds.
    ///   - isWarmup: Whether it is one of the warm-up.
    mutating func answer(
        ttft: Double, gap: Double = 0.02, tokens: Int = 32, spacing: Double = 0.35,
        isWarmup: Bool = false
    ) {
        var record = begin("completed", .success, isWarmup: isWarmup)
        let first = milli(ttft * scatter(0.1))
        record.httpStatus = 200
        if record.index == 0 {
            record.resolve = .microseconds(410)
            record.connect = .microseconds(180)
            record.secure = .microseconds(2350)
        }
        record.reusedConnection = record.index != 0
        let connected = record.index == 0 ? 0.00294 : 0
        record.startDelay = .microseconds(40 + Int(random.nextUniform() * 60))
        record.requestWritten = .seconds(milli(connected + 0.0002))
        record.responseHead = .seconds(milli(first * 0.3))
        record.timeToFirstByte = .seconds(milli(first * 0.3 + 0.0003))
        record.timeToFirstChunk = .seconds(milli(first * 0.3 + 0.0004))
        record.timeToFirstToken = .seconds(first)
        record.gaps = Gaps((1..<max(tokens, 1)).map { _ in .seconds(milli(gap * scatter(0.3))) })
        let end = first + record.gaps.reduce(0) { $0 + $1.seconds } + 0.0005
        record.endToEnd = .seconds(milli(end))
        record.outputTokens = tokens
        record.promptTokens = 128
        record.chunks = tokens
        record.reads = tokens
        record.timePerOutputToken = .seconds(milli((end - first) / Double(max(tokens - 1, 1))))
        record.tokensPerSecond = ((Double(tokens) - 1) / (end - first) * 100).rounded() / 100
        record.finishReason = "length"
        record.sawEndMark = true
        record.isStream = true
        record.bodyBytes = tokens * 180
        finish(record, spacing: spacing)
    }

    /// Adds a request that ended otherwise.
    mutating func fail(
        _ outcome: String, _ outcomeClass: Outcome.Class = .failure, error: String,
        status: Int? = nil, after end: Double = 0.004, spacing: Double = 0.35,
        isWarmup: Bool = false
    ) {
        var record = begin(outcome, outcomeClass, isWarmup: isWarmup)
        record.error = error
        record.httpStatus = status
        record.endToEnd = .seconds(milli(end))
        record.startDelay = .microseconds(50)
        finish(record, spacing: spacing)
    }

    private func begin(
        _ outcome: String, _ outcomeClass: Outcome.Class, isWarmup: Bool
    ) -> ProbeRecord {
        var record = ProbeRecord(
            index: isWarmup ? warmups : counted, provider: "chat-demo", model: "demo",
            timestamp: Self.start.addingTimeInterval(clock), outcome: outcome,
            outcomeClass: outcomeClass)
        record.isWarmup = isWarmup
        record.intendedStart = .seconds(milli(clock))
        return record
    }

    private mutating func finish(_ record: ProbeRecord, spacing: Double) {
        records.append(record)
        if record.isWarmup { warmups += 1 } else { counted += 1 }
        clock += spacing
    }

    /// A factor around 1, skewed upwards as waiting times are.
    private mutating func scatter(_ width: Double) -> Double {
        let (first, second) = (random.nextUniform(), random.nextUniform())
        return 1 + width * (first - 0.5) + (second > 0.9 ? width * 2 * first : 0)
    }

    /// Whole microseconds, as records in a file have them.
    private func milli(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }
}
