import Readiness
import Signals

/// The limits by which panels are coloured: those of the alerts of the same run.
extension BoardQueries {
    /// The quantile that a time is shown by: that of the profile's limit, else of the catalogue's.
    func judgedShare(_ signal: Signal) -> Double {
        guard let limit = limits(on: signal).first, case .quantile(let share) = limit.statistic
        else { return 0.95 }
        return share
    }

    /// Where a statistic changes colour: by its own range, or by that of a sibling on the same
    /// scale.
    func thresholds(_ signal: Signal, _ statistic: SignalStatistic) -> PanelThresholds {
        let own = shownRange(signal, statistic)
        return PanelThresholds(
            own ?? shownRanges(signal).first { $0.statistic.isSibling(of: statistic) })
    }

    /// The range of one statistic of a signal.
    func shownRange(_ signal: Signal, _ statistic: SignalStatistic) -> HealthRange? {
        shownRanges(signal).first { $0.statistic == statistic }
    }

    /// The ranges of a signal, the one that matters most first: as the alerts have them for times
    /// that the profile limits, else those of a health report.
    func shownRanges(_ signal: Signal) -> [HealthRange] {
        let limits = limits(on: signal).filter { $0.objective != nil }
        guard AlertRules.felt.contains(signal), !limits.isEmpty else { return ranges[signal] }
        let alerts = AlertLimits(signal, for: subject)
        var found: [HealthRange] = []
        for limit in limits where !found.contains(where: { $0.statistic == limit.statistic }) {
            func value(_ other: AlertLimit?) -> Double? {
                guard let other, other.statistic == limit.statistic, other.isCeiling,
                    other.objective != nil
                else { return nil }
                return other.value
            }
            found.append(
                HealthRange(
                    limit.statistic, warningAbove: value(alerts?.warning),
                    criticalAbove: value(alerts?.critical), source: "The profile's objectives."))
        }
        return found
    }

    /// The limits of a signal's alerts: the profile's before the catalogue's, the critical one
    /// before the warning.
    private func limits(on signal: Signal) -> [AlertLimit] {
        let alerts = AlertLimits(signal, for: subject)
        let all = [alerts?.critical, alerts?.warning].compactMap(\.self)
        return all.filter { $0.objective != nil } + all.filter { $0.objective == nil }
    }
}

extension SignalStatistic {
    /// Whether the two are on one scale, so that a limit of one says something about the other.
    ///
    /// A limit on one quantile says nothing about another one.
    fileprivate func isSibling(of other: SignalStatistic) -> Bool {
        switch (self, other) {
        case (.quantile, .mean): true
        case (.value, .maximum), (.value, .average), (.maximum, .value), (.maximum, .average),
            (.minimum, .value), (.average, .value), (.average, .maximum):
            true
        default: self == other
        }
    }
}
