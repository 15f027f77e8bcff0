package import Estimates
import Readiness

/// How a candidate stands against a baseline.
///
/// The raw values are part of the JSON output and are never renamed.
package enum ComparisonStanding: String, Sendable, Equatable, Codable, CaseIterable {
    /// The whole interval lies beyond the tolerance on the good side.
    case better
    /// The whole interval lies within the tolerance.
    case same
    /// The whole interval lies within the tolerance or on its good side: the same or better.
    case notWorse = "not_worse"
    /// The interval reaches into the bad side, and not only there.
    case undecided
    /// The whole interval lies beyond the tolerance on the bad side.
    case worse

    /// Judges an interval by a tolerance.
    ///
    /// - Parameters:
    ///   - interval: The contrast on the tolerance's scale.
    ///   - tolerance: The tolerance.
    package init(_ interval: Estimate, _ tolerance: Tolerance) {
        let range = tolerance.range
        guard !interval.lower.isNaN, !interval.upper.isNaN else {
            self = .undecided
            return
        }
        let (isBelow, isAbove) = (
            interval.upper < range.lowerBound, interval.lower > range.upperBound
        )
        let (reachesBelow, reachesAbove) = (
            interval.lower < range.lowerBound, interval.upper > range.upperBound
        )
        let isLargerBetter = tolerance.metric.comparison == .atLeast
        if isAbove {
            self = isLargerBetter ? .better : .worse
        } else if isBelow {
            self = isLargerBetter ? .worse : .better
        } else if !reachesBelow, !reachesAbove {
            self = .same
        } else {
            self = (isLargerBetter ? reachesBelow : reachesAbove) ? .undecided : .notWorse
        }
    }

    /// Whether a finding is beyond the tolerance, whichever side: what luck alone may bring when
    /// many are asked.
    var isBeyond: Bool { self == .better || self == .worse }

    /// The whole made of its parts.
    ///
    /// Worse when one part is; undecided when one is and none is worse; else better when one part
    /// is better, and the same or not worse when none is.
    ///
    /// - Parameter parts: The parts.
    /// - Returns: Undecided without parts.
    package static func whole(_ parts: [ComparisonStanding]) -> ComparisonStanding {
        for standing in [worse, undecided, better, notWorse, same] where parts.contains(standing) {
            return standing
        }
        return .undecided
    }
}
