package import Estimates
import Foundation

/// Positive values split into a fast and a slow group, and whether they are two groups at all.
///
/// The split minimises the variance of the logarithms within the groups. Any sample can be split so; what tells two groups from
/// one is the valley: of the values between the two medians a third lies in the middle third when there is no valley, and a fifth
/// when the density falls steadily. Fewer than that, by a binomial test, is a valley.
///
/// - SeeAlso: Otsu, "A threshold selection method from gray-level histograms", IEEE SMC 9 (1979).
package struct TwoSpeeds: Sendable, Hashable {
    /// The median of the fast group.
    package let fast: Estimate
    /// The median of the slow group.
    package let slow: Estimate
    /// Slow over fast.
    package let ratio: Estimate
    /// The share of the slow group.
    package let slowShare: Estimate
    /// Values above are slow.
    package let boundary: Double
    /// Variance between the groups over the whole, of the logarithms: 0.64 for one normal group, 0.75 for a flat one.
    package let separation: Double
    /// How probable so empty a middle is without a valley.
    package let pValue: Double

    /// Whether there are two groups whose medians differ by more than a factor and of which the smaller has a share of its own.
    package func isTwo(ratio least: Double, share: Double = 0.1) -> Bool {
        pValue < ChangePoint.significance && separation > 0.8 && ratio.lower > least
            && min(slowShare.point, 1 - slowShare.point) >= share
    }

    /// Splits a sample.
    ///
    /// - Parameter values: In any order; what is not positive is left out.
    /// - Returns: `nil` with fewer than 20 values, or when all are equal.
    package static func split(_ values: [Double]) -> TwoSpeeds? {
        let sorted = values.filter { $0 > 0 && $0.isFinite }.sorted()
        guard sorted.count >= 20 else { return nil }
        let logs = sorted.map { log($0) }
        guard let (cut, separation) = cut(logs) else { return nil }
        let fast = Array(logs[..<cut])
        let slow = Array(logs[cut...])
        let low = Sample.median(sorted: fast)
        let high = Sample.median(sorted: slow)
        let third = (high - low) / 3
        let between = logs.count { $0 > low && $0 < high }
        let middle = logs.count { $0 > low + third && $0 < high - third }
        let valley = BinomialDistribution(trials: between, share: 0.2)
        return TwoSpeeds(
            fast: MedianComparison.percentile(Array(sorted[..<cut])),
            slow: MedianComparison.percentile(Array(sorted[cut...])),
            ratio: MedianComparison.ratio(
                of: Array(sorted[cut...]), to: Array(sorted[..<cut])),
            slowShare: BinomialInterval.clopperPearson(
                successes: slow.count, trials: logs.count),
            boundary: (sorted[cut - 1] * sorted[cut]).squareRoot(), separation: separation,
            pValue: valley.probability(atMost: middle))
    }

    /// The position of the best cut of ascending values and its share of the variance.
    static func cut(_ sorted: [Double]) -> (index: Int, separation: Double)? {
        let n = Double(sorted.count)
        let mean = Sample.mean(sorted)
        let total = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        guard total > 0 else { return nil }
        var best: (index: Int, between: Double)?
        var sum = 0.0
        for index in 1..<sorted.count {
            sum += sorted[index - 1] - mean
            let k = Double(index)
            let between = sum * sum / k + sum * sum / (n - k)
            if sorted[index] > sorted[index - 1], between > (best?.between ?? -1) {
                best = (index, between)
            }
        }
        return best.map { ($0.index, $0.between / total) }
    }
}
