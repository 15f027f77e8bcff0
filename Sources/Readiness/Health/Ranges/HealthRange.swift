package import Estimates
package import Signals

/// Where a number is healthy, where it deserves a warning and where it is critical.
///
/// Taken from the catalogue, or from the objectives of a profile, which replace it.
package struct HealthRange: Sendable, Hashable {
    package var statistic: SignalStatistic
    package var warningAbove: Double?
    package var criticalAbove: Double?
    package var warningBelow: Double?
    package var criticalBelow: Double?
    /// Whether a value out of range moves the grade of the whole.
    package var judges: Bool
    /// Where the limits come from; a sentence.
    package var source: String

    package init(
        _ statistic: SignalStatistic, warningAbove: Double? = nil, criticalAbove: Double? = nil,
        warningBelow: Double? = nil, criticalBelow: Double? = nil, judges: Bool = true,
        source: String
    ) {
        self.statistic = statistic
        self.warningAbove = warningAbove
        self.criticalAbove = criticalAbove
        self.warningBelow = warningBelow
        self.criticalBelow = criticalBelow
        self.judges = judges
        self.source = source
    }

    /// The range of the catalogue.
    package init(_ ranges: SignalRanges) {
        self.init(
            ranges.statistic, warningAbove: ranges.warningAbove,
            criticalAbove: ranges.criticalAbove, warningBelow: ranges.warningBelow,
            criticalBelow: ranges.criticalBelow, judges: ranges.judges, source: ranges.source)
    }

    /// What an estimate shows.
    package struct Standing: Sendable, Hashable {
        /// What is shown: a problem as soon as the whole interval lies in one, healthy only when
        /// all of it is, else unknown.
        package var grade: HealthGrade
        /// The worst that is not excluded.
        package var worst: HealthGrade
        /// Whether the single best value is out of range although the interval does not decide.
        package var leansBad: Bool
    }

    /// Grades an estimate.
    ///
    /// An interval that reaches from warning to critical is a warning that may be critical: that it
    /// is not healthy is certain. One that reaches down to healthy is unknown.
    package func standing(of estimate: Estimate) -> Standing {
        guard !estimate.point.isNaN, !estimate.lower.isNaN, !estimate.upper.isNaN else {
            return Standing(grade: .unknown, worst: .critical, leansBad: false)
        }
        // What fell into a bucket lies above its lower edge, never on it.
        let isOpen = estimate.method == .histogramBucket && estimate.lower < estimate.upper
        let ends = [
            grade(of: isOpen ? estimate.lower.nextUp : estimate.lower), grade(of: estimate.upper),
        ]
        let point = grade(of: estimate.point)
        let worst = ends.reduce(point, HealthGrade.worse)
        let best = ends.min { $0.severity < $1.severity } ?? point
        guard best == .healthy, worst != .healthy else {
            return Standing(grade: best, worst: worst, leansBad: false)
        }
        return Standing(grade: .unknown, worst: worst, leansBad: point != .healthy)
    }

    private func grade(of value: Double) -> HealthGrade {
        if let limit = criticalAbove, value > limit { return .critical }
        if let limit = criticalBelow, value < limit { return .critical }
        if let limit = warningAbove, value > limit { return .warning }
        if let limit = warningBelow, value < limit { return .warning }
        return .healthy
    }

    /// The limits in words: `warning > 1 s, critical > 2 s`.
    package func text(_ unit: HealthUnit) -> String {
        let limits: [(String, Double?)] = [
            ("warning >", warningAbove), ("critical >", criticalAbove),
            ("warning <", warningBelow), ("critical <", criticalBelow),
        ]
        return limits.compactMap { words, limit in
            limit.map { "\(words) \(HealthFigure.text($0, unit))" }
        }.joined(separator: ", ")
    }
}
