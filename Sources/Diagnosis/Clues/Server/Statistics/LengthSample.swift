import Exposition
import Foundation
import Signals

/// The lengths of answers that engines observed in some time: by bucket, and their exact sum.
struct LengthSample {
    /// Answers above each bucket's lower and up to its upper bound, ascending by bound.
    let buckets: [(upper: Double, count: Double)]
    let sum: Double
    let count: Double

    /// - Parameters:
    ///   - engines: Whose answers.
    ///   - start: Only intervals whose middle is not before, Unix seconds.
    ///   - end: Only intervals whose middle is before.
    init(_ engines: [EngineTrack], from start: Double, to end: Double) {
        var counts: [Double: Double] = [:]
        var sum = 0.0
        var count = 0.0
        for track in engines {
            let name = Self.histogram(of: track)
            for (index, interval) in track.intervals.enumerated()
            where interval.middle >= start && interval.middle < end {
                guard let observed = interval.observed(.generationLength) else { continue }
                sum += observed.sum
                count += observed.count
                guard let name else { continue }
                let before = Self.cumulative(track.pages[index], name)
                for (bound, value) in Self.cumulative(track.pages[index + 1], name) {
                    counts[bound, default: 0] += value - (before[bound] ?? 0)
                }
            }
        }
        var below = 0.0
        buckets = counts.sorted { $0.key < $1.key }.map { bound, value in
            defer { below = value }
            return (bound, max(0, value - below))
        }
        self.sum = sum
        self.count = count
    }

    var mean: Double { count > 0 ? sum / count : .nan }

    /// The standard deviation as far as buckets tell it, by the middles of the buckets; the mean itself when they do not.
    private var deviation: Double {
        let total = buckets.reduce(0) { $0 + $1.count }
        guard total > 1 else { return mean }
        var lower = 0.0
        var squares = 0.0
        for bucket in buckets {
            let upper = bucket.upper.isFinite ? bucket.upper : 2 * lower
            let middle = (lower + upper) / 2
            squares += bucket.count * (middle - mean) * (middle - mean)
            lower = upper
        }
        return (squares / total).squareRoot()
    }

    /// The standard error of the logarithm of the quotient of two means.
    static func error(_ one: LengthSample, _ other: LengthSample) -> Double {
        func relative(_ sample: LengthSample) -> Double {
            let share = max(sample.deviation, 0.2 * sample.mean) / sample.mean
            return share * share / sample.count
        }
        return (relative(one) + relative(other)).squareRoot()
    }

    /// The population stability index over the engine's own buckets; nil without them.
    ///
    /// The sum of (q - p) ln(q / p); 0.1 is worth a look, 0.2 an action. Half an answer is added to every bucket that either
    /// sample has, so that an empty one is no infinity.
    static func stabilityIndex(_ before: LengthSample, _ after: LengthSample) -> Double? {
        let bounds = Set(before.buckets.map(\.upper)).intersection(after.buckets.map(\.upper))
        guard bounds.count >= 3 else { return nil }
        let pairs = bounds.sorted().map { bound in
            (
                before.buckets.first { $0.upper == bound }?.count ?? 0,
                after.buckets.first { $0.upper == bound }?.count ?? 0
            )
        }.filter { $0.0 + $0.1 > 0 }
        let first = pairs.reduce(0) { $0 + $1.0 + 0.5 }
        let second = pairs.reduce(0) { $0 + $1.1 + 0.5 }
        guard first > 0, second > 0 else { return nil }
        return pairs.reduce(0) { result, pair in
            let p = (pair.0 + 0.5) / first
            let q = (pair.1 + 0.5) / second
            return result + (q - p) * log(q / p)
        }
    }

    private static func histogram(of track: EngineTrack) -> String? {
        for source in track.dialect.sources[.generationLength] ?? [] {
            if case .histogram(let selector, _) = source.formula {
                return track.detection.naming.spell(selector.name) + "_bucket"
            }
        }
        return nil
    }

    private static func cumulative(_ page: MetricPage, _ name: String) -> [Double: Double] {
        page.samples(name).reduce(into: [:]) { result, sample in
            guard let bound = sample.label("le").flatMap({ Double($0) }) else { return }
            result[bound, default: 0] += sample.value
        }
    }
}
