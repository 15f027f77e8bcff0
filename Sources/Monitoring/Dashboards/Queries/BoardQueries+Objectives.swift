import Readiness
import Signals

/// Queries on the series by which objectives are followed.
extension BoardQueries {
    /// Whether the engine's counters carry an objective: else no rule records what these queries ask.
    var hasObjectives: Bool {
        // Options that cannot be meant are refused where the rules are made.
        (try? ServiceObjectives(subject))?.all.isEmpty != true
    }

    /// What is left of each objective's error budget.
    var budgetRemaining: String { "min by (slo) (\(slo(SLOSeries.budgetRemaining)))" }

    /// The share of good events over a window.
    func attainment(_ window: String) -> String {
        "1 - max by (slo) (\(slo(SLOSeries.badShare(window))))"
    }

    /// The share that must be good.
    var objective: String { "max by (slo) (\(slo(SLOSeries.objective)))" }

    /// How many times as fast as the period allows the budget is spent.
    func burnRate(_ window: String) -> String {
        "max by (slo) (\(slo(SLOSeries.badShare(window))) / "
            + "((1 - \(slo(SLOSeries.objective))) > 0))"
    }

    private func slo(_ name: String) -> String { "\(name){\(recordedChoice)}" }

    /// A limit on a latency, and the bound of the histogram that comes next below it.
    func attainableLimit(_ signal: Signal) -> (wanted: Double, bound: Double, share: Double)? {
        guard
            let range = ranges[signal].first(where: {
                if case .quantile = $0.statistic { true } else { false }
            }), case .quantile(let share) = range.statistic,
            let wanted = range.criticalAbove ?? range.warningAbove,
            let bound = subject.bounds(of: signal)?.last(where: { $0 <= wanted })
        else { return nil }
        return (wanted, bound, share)
    }
}
