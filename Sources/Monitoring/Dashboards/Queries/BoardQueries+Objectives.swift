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

    /// Where the burn rate of an objective changes colour: from its slowest one that writes a ticket,
    /// and from its slowest one that pages.
    private func burnThresholds(of objective: ServiceObjective) -> PanelThresholds {
        func slowest(_ tier: AlertTier) -> Double? {
            objective.rates.filter { $0.window.tier == tier }.map(\.factor).min()
                .map(Self.rounded)
        }
        let steps: [(Double, PanelThresholds.Grade)] = [
            slowest(.warning).map { ($0, .warning) }, slowest(.critical).map { ($0, .critical) },
        ].compactMap(\.self)
        return PanelThresholds(from: .healthy, steps)
    }

    /// Where burn rates change colour when all objectives alert at the same ones; else nothing is
    /// said about all.
    var burnThresholds: PanelThresholds {
        let all = Set(objectives.map(burnThresholds(of:)))
        return all.count == 1 ? all.first ?? .none : .none
    }

    /// The thresholds of each objective's burn rate where they differ.
    ///
    /// - Parameter legend: How an objective's series is called, with `{{slo}}` for the objective.
    /// - Returns: One for each objective; none where the panel's hold for all.
    func burnThresholds(by legend: String) -> [Panel.SeriesThresholds] {
        guard !burnThresholds.judges else { return [] }
        return objectives.map {
            Panel.SeriesThresholds(
                name: legend.replacing("{{slo}}", with: $0.id), thresholds: burnThresholds(of: $0))
        }
    }

    /// From which burn rates on the last hour pages, in words.
    var pageWords: String {
        let pages = objectives.compactMap { objective in
            objective.rates.first { $0.window == .fastPage }.map {
                (factor: ShortNumber.text($0.factor), id: objective.id)
            }
        }
        guard let first = pages.first else { return "Nothing pages: all objectives are soft." }
        if pages.allSatisfy({ $0.factor == first.factor }) {
            return "Above \(first.factor)x over the hour and the last 5 minutes somebody is paged."
        }
        return "Somebody is paged above "
            + pages.map { "\($0.factor)x (\($0.id))" }.joined(separator: ", ")
            + ", over the hour and the last 5 minutes."
    }

    private static func rounded(_ factor: Double) -> Double { (factor * 1e4).rounded() / 1e4 }

    private func slo(_ name: String) -> String { "\(name){\(recordedChoice)}" }

    /// A limit on a latency, and the bound at which it is counted: the objective's as the SLO has
    /// it, else the catalogue's.
    func attainableLimit(_ signal: Signal) -> (wanted: Double, bound: Double, share: Double)? {
        for counted in subject.countedLimits where counted.signal == signal && counted.isCertain {
            if let bound = counted.boundSeconds, let share = counted.objective.requiredShare {
                return (counted.objective.threshold, bound, share)
            }
        }
        guard
            let range = shownRanges(signal).first(where: {
                if case .quantile = $0.statistic { true } else { false }
            }), case .quantile(let share) = range.statistic,
            let wanted = range.criticalAbove ?? range.warningAbove,
            let bound = subject.bounds(of: signal)?.last(where: { $0 <= wanted })
        else { return nil }
        return (wanted, bound, share)
    }
}
