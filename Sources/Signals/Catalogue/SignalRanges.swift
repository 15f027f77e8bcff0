package import Estimates

/// Where a signal is healthy, where it deserves a warning and where it is critical.
///
/// A range may have two sides. What lies beyond no limit is healthy.
package struct SignalRanges: Sendable, Hashable {
    /// The number of the signal that the limits are for.
    package let statistic: SignalStatistic
    package let warningAbove: Double?
    package let criticalAbove: Double?
    package let warningBelow: Double?
    package let criticalBelow: Double?
    /// Whether a value out of range judges the endpoint.
    ///
    /// Ranges of the machine below only inform: a busy GPU is what one pays for.
    package let judges: Bool
    /// What has to hold besides for the critical range to be critical; a sentence.
    package let condition: String?
    /// Where the limits come from; a sentence.
    package let source: String

    init(
        _ statistic: SignalStatistic, warningAbove: Double? = nil, criticalAbove: Double? = nil,
        warningBelow: Double? = nil, criticalBelow: Double? = nil, judges: Bool = true,
        condition: String? = nil, source: String
    ) {
        self.statistic = statistic
        self.warningAbove = warningAbove
        self.criticalAbove = criticalAbove
        self.warningBelow = warningBelow
        self.criticalBelow = criticalBelow
        self.judges = judges
        self.condition = condition
        self.source = source
    }

    /// How far out of range a value is.
    package enum Grade: String, Sendable, Hashable, CaseIterable, Codable {
        case healthy
        case warning
        case critical
        /// The interval lies on both sides of a limit, or there is no evidence.
        case unknown
    }

    /// Grades an estimate: a limit is passed only when the whole interval lies beyond it.
    ///
    /// An interval that holds values of two grades is `unknown`: nothing is claimed that the evidence
    /// does not decide.
    package func grade(of estimate: Estimate) -> Grade {
        let critical = judgement(estimate, above: criticalAbove, below: criticalBelow)
        if critical == .violated { return .critical }
        let warning = judgement(estimate, above: warningAbove, below: warningBelow)
        if critical == .undecided { return .unknown }
        switch warning {
        case .met: return .healthy
        case .violated: return .warning
        case .undecided: return .unknown
        }
    }

    private func judgement(_ estimate: Estimate, above: Double?, below: Double?) -> Judgement {
        // A bucket holds its upper bound and not its lower one: what lies in (15, 20] is above 15.
        if estimate.method == .histogramBucket, let above, estimate.lower >= above,
            estimate.upper > above
        {
            return .violated
        }
        let limits =
            [above.map(Limit.atMost), below.map(Limit.atLeast)].compactMap { $0 }
        let judgements = limits.map(estimate.judged(against:))
        if judgements.contains(.violated) { return .violated }
        if judgements.contains(.undecided) { return .undecided }
        return estimate.point.isNaN ? .undecided : .met
    }
}
