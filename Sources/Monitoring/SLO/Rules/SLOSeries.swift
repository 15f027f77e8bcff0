/// The names of the series by which objectives are followed.
///
/// All have the labels of the service and `slo`, the objective's id.
package enum SLOSeries {
    /// The share of bad events over a window, such as `5m` or `3d`.
    ///
    /// - Parameter window: The window in PromQL's spelling.
    /// - Returns: The name.
    package static func badShare(_ window: String) -> String { "slo:llm_bad:ratio_rate\(window)" }

    /// The events that counted in a window.
    ///
    /// - Parameter window: The window in PromQL's spelling.
    /// - Returns: The name.
    package static func total(_ window: String) -> String { "slo:llm_total:increase\(window)" }

    /// The events that counted in 5 minutes.
    package static let total = total("5m")

    /// The bad events in 5 minutes.
    package static let bad = "slo:llm_bad:increase5m"

    /// The objective: the share of events that must be good.
    package static let objective = "slo:llm_objective:ratio"

    /// What is left of the error budget of the period: 1 is all of it, below 0 it is overspent.
    package static let budgetRemaining = "slo:llm_error_budget:remaining_ratio"
}
