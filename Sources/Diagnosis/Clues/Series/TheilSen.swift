package import Estimates

/// The slope of a straight line through points of which a few may lie anywhere.
///
/// It is the median of the slopes of all pairs; its interval cuts the sorted slopes where Kendall's statistic would.
///
/// - SeeAlso: Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63 (1968).
package struct TheilSen: Sendable, Hashable {
    /// Units of y per unit of x.
    package let slope: Estimate

    /// The most points that take part: more are thinned evenly in the order of x.
    private static let most = 160

    /// Fits a line; `nil` with fewer than 8 points or when all have the same x.
    package init?(_ points: [(x: Double, y: Double)]) {
        let ordered = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        let used =
            ordered.count <= Self.most
            ? ordered
            : (0..<Self.most).map { ordered[$0 * (ordered.count - 1) / (Self.most - 1)] }
        guard used.count >= 8 else { return nil }
        var slopes: [Double] = []
        for right in used.indices {
            for left in 0..<right where used[right].x > used[left].x {
                slopes.append(
                    (used[right].y - used[left].y) / (used[right].x - used[left].x))
            }
        }
        guard slopes.count >= 8 else { return nil }
        slopes.sort()
        let n = Double(used.count)
        let deviation = (n * (n - 1) * (2 * n + 5) / 18).squareRoot()
        // Equal x leave fewer pairs: the cut keeps its share of them.
        let kept = Double(slopes.count) / (n * (n - 1) / 2)
        let reach = 1.96 * deviation * kept.squareRoot()
        let lower = Int(((Double(slopes.count) - reach) / 2).rounded(.down))
        let upper = Int(((Double(slopes.count) + reach) / 2).rounded(.up))
        let middle = Sample.median(sorted: slopes)
        slope = Estimate(
            point: middle, lower: lower >= 1 ? slopes[lower - 1] : -.infinity,
            upper: upper < slopes.count ? slopes[upper] : .infinity, count: points.count,
            confidence: 0.95, method: .orderStatistic)
    }
}
