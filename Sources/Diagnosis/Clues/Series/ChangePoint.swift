package import Estimates
import Foundation

/// The split of a series in time order that tells the values before it from those after it best.
///
/// Every split is rated by the rank test of Wilcoxon, which a few wild values do not move; the best one counts. Because all
/// splits were tried, its p-value is that of the maximum. Neighbouring requests share their moment, so the statistic is shrunk
/// and the interval widened by the correlation that remains within the two parts.
///
/// A small p-value alone proves no more than that the series is not quite level, which none is for long: ask ``rose(by:)``,
/// which wants an effect as well.
///
/// - SeeAlso: Miller and Siegmund, "Maximally selected chi square statistics", Biometrics 38 (1982), for the p-value;
///   Newey and West, Econometrica 55 (1987), for the weights of the correlations.
package struct ChangePoint: Sendable, Hashable {
    /// Which changes are looked for.
    package enum Direction: Sendable, Hashable {
        case rise
        case either
    }

    /// The position of the first value after the change.
    package let index: Int
    /// When it was had, in the seconds of the series.
    package let seconds: Double
    /// The median before.
    package let before: Estimate
    /// The median after.
    package let after: Estimate
    /// Median after over median before, of positive values.
    package let ratio: Estimate
    /// How probable so clear a split is in a level series, all splits tried.
    package let pValue: Double

    /// How probable a split may be in a level series before it counts as a change.
    package static let significance = 1e-3

    /// Whether the series rose by more than a factor, over the whole interval.
    package func rose(by factor: Double) -> Bool {
        pValue < Self.significance && ratio.lower > factor
    }

    /// Whether it moved up or down by more than a factor, over the whole interval.
    package func moved(by factor: Double) -> Bool {
        pValue < Self.significance && (ratio.lower > factor || ratio.upper < 1 / factor)
    }

    /// The fewest values on either side of a split.
    package static let fewest = 8

    /// Finds the best split.
    ///
    /// - Parameters:
    ///   - series: Values in time order.
    ///   - direction: Whether only rises count.
    ///   - edge: The smallest share of the values on either side.
    /// - Returns: `nil` when there are too few values for two parts, or no split in the direction.
    package static func find(
        in series: [TimedValue], direction: Direction = .rise, edge: Double = 0.1
    ) -> ChangePoint? {
        let count = series.count
        let margin = max(fewest, Int((edge * Double(count)).rounded(.up)))
        guard count >= 2 * margin else { return nil }
        let values = series.map(\.value)
        let (ranks, ties) = Sample.ranks(values)
        let n = Double(count)
        let spread = (n + 1) - ties / (n * (n - 1))
        guard spread > 0 else { return nil }
        var best: (split: Int, score: Double)?
        var sum = ranks[..<(margin - 1)].reduce(0, +)
        for split in margin...(count - margin) {
            sum += ranks[split - 1]
            let k = Double(split)
            // Low ranks before the split make the score positive: a rise.
            let score =
                (k * (n + 1) / 2 - sum) / (k * (n - k) / 12 * spread).squareRoot()
            let rated = direction == .rise ? score : abs(score)
            if rated > (best?.score ?? 0) { best = (split, rated) }
        }
        guard let best else { return nil }
        let inflation = inflation(ranks, split: best.split)
        let least = Double(margin) / n
        let before = Array(values[..<best.split])
        let after = Array(values[best.split...])
        let both = searched(best.score / inflation.squareRoot(), least: least)
        return ChangePoint(
            index: best.split, seconds: series[best.split].seconds,
            before: MedianComparison.percentile(before), after: MedianComparison.percentile(after),
            ratio: MedianComparison.ratio(
                of: after, to: before, widening: inflation.squareRoot()),
            pValue: direction == .rise ? both / 2 : both)
    }

    /// The probability that the largest of all standardised splits exceeds a score in size.
    private static func searched(_ score: Double, least: Double) -> Double {
        guard score > 1 else { return 1 }
        let density = exp(-score * score / 2) / (2 * Double.pi).squareRoot()
        let odds = (1 - least) / least
        let tail = density * ((score - 1 / score) * 2 * log(odds) + 4 / score)
        return min(tail, 1)
    }

    /// By how much the variance of a sum exceeds that of independent values: 1 + 2 sum of the correlations within the parts.
    private static func inflation(_ ranks: [Double], split: Int) -> Double {
        let means = [Sample.mean(Array(ranks[..<split])), Sample.mean(Array(ranks[split...]))]
        let rest = ranks.indices.map { ranks[$0] - means[$0 < split ? 0 : 1] }
        let variance = rest.reduce(0) { $0 + $1 * $1 }
        guard variance > 0 else { return 1 }
        let reach = min(max(Int(Double(ranks.count).squareRoot()), 1), 24)
        var sum = 1.0
        for lag in 1...reach {
            var product = 0.0
            for index in lag..<rest.count { product += rest[index] * rest[index - lag] }
            sum += 2 * (1 - Double(lag) / Double(reach + 1)) * product / variance
        }
        return max(sum, 1)
    }
}
