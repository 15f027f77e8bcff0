import Estimates
import Readiness

/// A rough count of the requests that an undecided comparison lacks.
enum NeededRequests {
    /// Nobody waits for more.
    private static let most = 1_000_000.0

    /// How many more requests on each side would decide, roughly.
    ///
    /// Intervals shrink as the root of the count. What decides is an interval so short that it no
    /// longer reaches over the nearer end of the tolerance that separates the verdicts.
    ///
    /// - Parameters:
    ///   - row: An undecided row.
    ///   - tolerance: Its tolerance.
    ///   - counts: Requests on each side.
    /// - Returns: Two digits of it; `nil` where the point lies at an end of the tolerance, or
    ///   nothing bounds the interval and no count is known to.
    static func more(
        _ row: StatisticComparison, tolerance: Tolerance, counts: (Int, Int)
    ) -> Int? {
        let interval = row.judged ?? row.change
        let present = Double(min(counts.0, counts.1))
        guard present > 0 else { return nil }
        if case .percentile(let rank) = row.statistic, !isBounded(interval),
            let least = OrderStatistic.neededCount(
                share: rank / 100, confidence: interval.confidence, sidedness: .twoSided),
            Double(least) > present
        {
            return rounded(2 * Double(least) - present)
        }
        guard isBounded(interval), interval.point.isFinite else {
            return row.statistic == .paired ? rounded(max(10, present)) : nil
        }
        let isRatio = row.contrast == .ratio
        func scale(_ value: Double) -> Double { isRatio ? value.logarithm : value }
        // Which end matters: the one between undecided and a verdict.
        let isLargerBetter = tolerance.metric.comparison == .atLeast
        let end = isLargerBetter ? tolerance.range.lowerBound : tolerance.range.upperBound
        let distance = abs(scale(interval.point) - scale(end))
        let isInside =
            isLargerBetter ? interval.point >= end : interval.point <= end
        let reach =
            isInside != isLargerBetter
            ? scale(interval.upper) - scale(interval.point)
            : scale(interval.point) - scale(interval.lower)
        guard distance > 0, reach > 0, reach.isFinite else { return nil }
        let ratio = reach / distance
        return rounded(present * (ratio * ratio - 1))
    }

    private static func isBounded(_ interval: Estimate) -> Bool {
        interval.upper.isFinite && interval.lower.isFinite
            && (interval.lower > 0 || interval.method != .recoveredVariance)
    }

    private static func rounded(_ count: Double) -> Int? {
        guard count.isFinite, count <= most else { return nil }
        let whole = max(1, Int(count.rounded(.up)))
        var unit = 1
        while whole / unit >= 100 { unit *= 10 }
        return (whole + unit - 1) / unit * unit
    }
}
