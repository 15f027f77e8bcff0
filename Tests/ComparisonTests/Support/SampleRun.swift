import Comparison
import Estimates
import Foundation
import Inference
import Load

/// Runs made up for tests: what an endpoint with known times would have left behind.
struct SampleRun {
    var count = 120
    var ttft = 0.2
    var gap = 0.02
    /// Half of the spread of every time, as a share of it.
    var spread = 0.3
    var failShare = 0.0
    var gaps = 20
    /// Tokens let out together; 1 streams evenly.
    var bunch = 1
    var model = "demo"
    var maxTokens = 21
    var startUnixSeconds = 1_800_000_000.0
    var warmup = 1
    /// The name of an interleaved run; its rounds are its requests.
    var interleaved: String?
    /// Slowness that both sides of a round share.
    var weather: [Double] = []

    func side(_ place: String, seed: UInt64) -> ComparedSide {
        var random = SplitMix64(seed: seed)
        return ComparedSide(place: place, records: (0..<count).map { record($0, &random) })
    }

    private func record(_ index: Int, _ random: inout SplitMix64) -> ProbeRecord {
        let isWarmup = index < warmup
        let fails = random.nextUniform() < failShare
        var record = ProbeRecord(
            index: index, provider: "test", model: model,
            timestamp: Date(timeIntervalSince1970: startUnixSeconds + Double(index)),
            outcome: fails ? "cut" : "completed", outcomeClass: fails ? .failure : .success)
        record.isWarmup = isWarmup
        record.intendedStart = .seconds(index)
        record.maxTokens = maxTokens
        record.promptTokens = 100
        if interleaved != nil, !isWarmup {
            record.interleaved = interleaved
            record.round = index - warmup
        }
        let climate = weather.isEmpty ? 1 : weather[index % weather.count]
        // Whole tenths of a millisecond, so that values tie.
        func time(_ seconds: Double) -> Duration {
            let factor = 1 + spread * (random.nextUniform() + random.nextUniform() - 1)
            return .microseconds(Int((seconds * climate * factor * 1e4).rounded()) * 100)
        }
        let first = time(ttft)
        guard !fails else {
            record.error = "cut"
            record.endToEnd = first
            return record
        }
        record.timeToFirstToken = first
        record.timeToFirstByte = first
        let even = (0..<gaps).map { _ in time(gap) }
        let lumps = even.indices.map { place -> Duration in
            guard bunch > 1 else { return even[place] }
            let isLast = place % bunch == bunch - 1
            return isLast
                ? even[(place - bunch + 1)...place].reduce(.zero, +) : .microseconds(10)
        }
        record.gaps = Gaps(lumps)
        record.endToEnd = record.gaps.reduce(first, +)
        record.chunks = gaps + 1
        record.reads = bunch > 1 ? gaps / bunch + 1 : gaps + 1
        record.outputTokens = gaps + 1
        record.isStream = true
        record.timePerOutputToken = .seconds(gap)
        return record
    }
}

extension Comparison {
    /// The report on two sides, at a fixed time.
    static func report(
        _ baseline: ComparedSide, _ candidate: ComparedSide, plan: ComparisonPlan = .init()
    ) -> ComparisonReport {
        report(
            baseline: baseline, candidate: candidate, plan: plan, name: "test",
            now: Date(timeIntervalSince1970: 1_800_000_000))
    }
}
