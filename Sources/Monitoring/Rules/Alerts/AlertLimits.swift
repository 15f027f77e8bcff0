import Readiness
package import Signals

/// The limits of a signal's alerts: the profile's objective where there is one, else the catalogue's.
///
/// An objective is the critical limit. The warning is the profile's own warning, or lies as far
/// before the objective as the catalogue's warning before its critical limit.
package struct AlertLimits: Sendable, Hashable {
    package let warning: AlertLimit?
    package let critical: AlertLimit?

    /// The limits of a signal; nil for one that has none.
    ///
    /// - Parameters:
    ///   - signal: The signal.
    ///   - subject: For what rules are generated.
    package init?(_ signal: Signal, for subject: GenerationSubject) {
        let ranges = signal.definition.ranges
        let hard = Self.objective(on: signal, among: subject.profile?.objectives ?? [])
        let soft = Self.objective(on: signal, among: subject.profile?.warnings ?? [])
        let known = ranges.map(Self.limits) ?? (warning: nil, critical: nil)
        critical = hard ?? known.critical
        warning = soft ?? hard.map { Self.before($0, like: known) } ?? known.warning
        if warning == nil, critical == nil { return nil }
    }

    private static func limits(
        _ ranges: SignalRanges
    ) -> (warning: AlertLimit?, critical: AlertLimit?) {
        func limit(_ above: Double?, _ below: Double?) -> AlertLimit? {
            guard let value = above ?? below else { return nil }
            return AlertLimit(
                statistic: ranges.statistic, value: value, isCeiling: above != nil, objective: nil)
        }
        return (
            limit(ranges.warningAbove, ranges.warningBelow),
            limit(ranges.criticalAbove, ranges.criticalBelow)
        )
    }

    /// A warning in the catalogue's proportion to an objective.
    private static func before(
        _ hard: AlertLimit, like known: (warning: AlertLimit?, critical: AlertLimit?)
    ) -> AlertLimit? {
        guard let warning = known.warning?.value, let critical = known.critical?.value,
            critical > 0, warning > 0
        else { return nil }
        return AlertLimit(
            statistic: hard.statistic, value: rounded(hard.value * (warning / critical)),
            isCeiling: hard.isCeiling, objective: hard.objective)
    }

    /// Three significant digits: a limit that nobody has written needs no more.
    static func rounded(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return value }
        var unit = 1.0
        while value * unit < 100 { unit *= 10 }
        return (value * unit).rounded() / unit
    }

    /// The objective on a signal: the engine's own before the client's, the highest percentile
    /// before others.
    private static func objective(on signal: Signal, among all: [Objective]) -> AlertLimit? {
        let found = all.filter { metrics(of: signal).contains($0.metric) }.compactMap { objective in
            limit(objective).map { (objective, $0) }
        }
        return found.max { order($0.0) < order($1.0) }?.1
    }

    private static func order(_ objective: Objective) -> (Int, Double) {
        let rank = if case .percentile(let rank) = objective.statistic { rank } else { 0.0 }
        return (objective.metric.isServerSide ? 1 : 0, rank)
    }

    private static func metrics(of signal: Signal) -> [ObjectiveMetric] {
        switch signal {
        case .timeToFirstToken: [.ttft, .serverTTFT]
        case .interTokenLatency: [.itl, .serverITL]
        case .timePerOutputToken: [.tpot, .serverTPOT]
        case .endToEndLatency: [.e2e, .serverE2E]
        case .errors: [.errorRate, .successRate]
        default: ObjectiveMetric.allCases.filter { $0.signal == signal }
        }
    }

    /// The limit that an objective sets; nil for a statistic that no rule can follow.
    private static func limit(_ objective: Objective) -> AlertLimit? {
        let ceiling = objective.comparison == .atMost
        func made(_ statistic: SignalStatistic, _ value: Double, ceiling: Bool) -> AlertLimit {
            AlertLimit(
                statistic: statistic, value: value, isCeiling: ceiling,
                objective: objective.description)
        }
        switch objective.statistic {
        case .percentile:
            guard ceiling, let share = objective.requiredShare else { return nil }
            return made(.quantile(share), objective.threshold, ceiling: true)
        case .share where objective.metric == .successRate:
            return objective.requiredShare.map {
                made(.value, BurnSchedule.errorBudget($0), ceiling: true)
            }
        case .share: return made(.value, objective.threshold, ceiling: true)
        case .maximum: return made(.maximum, objective.threshold, ceiling: ceiling)
        case .sustained: return made(.minimum, objective.threshold, ceiling: ceiling)
        case .rate: return made(.rate, objective.threshold, ceiling: ceiling)
        case .part: return made(.value, objective.threshold, ceiling: ceiling)
        case .mean: return made(.mean, objective.threshold, ceiling: ceiling)
        case .increase: return nil
        }
    }
}
