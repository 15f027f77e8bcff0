import Readiness

/// A limit to be drawn: an objective on the plotted metric.
struct PlotLimit {
    /// The limit in base units.
    var value: Double
    /// The share of requests that must keep it.
    var share: Double
    /// The limit in words, such as `p95 <= 2 s`.
    var label: String

    /// The limits of a report on one metric, hard and soft ones, in order.
    static func on(_ metric: ObjectiveMetric, in report: GateReport) -> [PlotLimit] {
        report.objectives.compactMap { result in
            let objective = result.objective
            guard objective.metric == metric, let share = objective.requiredShare else {
                return nil
            }
            let sign = objective.comparison == .atMost ? "≤" : "≥"
            let soft = result.severity == .soft ? " (soft)" : ""
            return PlotLimit(
                value: objective.threshold, share: share,
                label: "\(objective.statistic) \(sign) \(objective.thresholdText)\(soft)")
        }
    }
}
