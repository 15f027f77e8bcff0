import Comparison
import Estimates
import Foundation
import Inference
import Load
import Readiness

/// Comparisons of runs made up from a seed.
enum SampleComparison {
    static let names = [
        "comparison-worse", "comparison-same", "comparison-undecided", "comparison-bunched",
        "comparison-silent",
    ]

    static func report(_ name: String) -> ComparisonReport {
        let now = Date(timeIntervalSince1970: 1_795_230_900)
        let (baseline, candidate): (ComparedSide, ComparedSide) =
            switch name {
            case "comparison-worse":
                (
                    side("runs/stable", seed: 1),
                    side("runs/canary", seed: 2, ttft: 0.4, failEvery: 9, model: "demo-8b-awq")
                )
            case "comparison-same":
                (
                    side("http://stable:8000", seed: 3, run: "x"),
                    side("http://canary:8000", seed: 4, run: "x")
                )
            case "comparison-bunched":
                (
                    side("http://engine:8000", seed: 5), side("http://gateway", seed: 6, bunch: 4)
                )
            case "comparison-silent":
                (silent("http://127.0.0.1:9"), side("http://canary:8000", seed: 9, count: 7))
            default:
                (
                    side("a\u{1B}[31m|<b>.jsonl", seed: 7, count: 8),
                    side("b.jsonl", seed: 8, count: 5, warmup: 0)
                )
            }
        var report = Comparison.report(
            baseline: baseline, candidate: candidate, plan: ComparisonPlan(), name: name, now: now)
        if name == "comparison-same" { report.directory = "runs/compare-20261121T031500Z" }
        if name == "comparison-undecided" { report.notes = ["the last line is\nno <line>"] }
        return report
    }

    /// A side where nobody listens.
    private static func silent(_ place: String) -> ComparedSide {
        let records = (0..<5).map { index in
            var record = ProbeRecord(
                index: index, provider: "chat", model: "default",
                timestamp: Date(timeIntervalSince1970: 1_795_230_000 + Double(index)),
                outcome: "connect_failed", outcomeClass: .unreachable)
            record.error = "connection refused <\u{1B}[1m>"
            record.intendedStart = .seconds(index)
            return record
        }
        return ComparedSide(place: place, records: records)
    }

    private static func side(
        _ place: String, seed: UInt64, ttft: Double = 0.2, failEvery: Int = .max, bunch: Int = 1,
        model: String = "demo-8b", count: Int = 160, warmup: Int = 2, run: String? = nil
    ) -> ComparedSide {
        var random = SplitMix64(seed: seed)
        func time(_ seconds: Double) -> Duration {
            let factor = 0.9 + 0.1 * (random.nextUniform() + random.nextUniform())
            return .microseconds(Int((seconds * factor * 1e6).rounded()))
        }
        let records = (0..<count).map { index in
            let fails = index % failEvery == failEvery - 1
            var record = ProbeRecord(
                index: index, provider: "chat", model: model,
                timestamp: Date(timeIntervalSince1970: 1_795_230_000 + Double(index)),
                outcome: fails ? "cut" : "completed", outcomeClass: fails ? .failure : .success)
            record.isWarmup = index < warmup
            record.intendedStart = .seconds(index)
            record.maxTokens = 17
            record.interleaved = run
            record.round = run.map { _ in index }
            let first = time(ttft)
            record.endToEnd = first
            guard !fails else { return record }
            record.timeToFirstByte = first
            record.timeToFirstToken = first
            let even = (0..<16).map { _ in time(0.02) }
            let lumps = even.indices.map { place -> Duration in
                guard bunch > 1 else { return even[place] }
                return place % bunch == bunch - 1
                    ? even[(place - bunch + 1)...place].reduce(.zero, +) : .microseconds(8)
            }
            record.gaps = Gaps(lumps)
            record.endToEnd = record.gaps.reduce(first, +)
            (record.chunks, record.reads) = (17, 16 / bunch + 1)
            record.outputTokens = 17
            record.isStream = true
            return record
        }
        return ComparedSide(place: place, records: records)
    }
}
