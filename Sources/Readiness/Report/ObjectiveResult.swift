package import Estimates

/// What the evidence says about one objective.
package struct ObjectiveResult: Sendable, Equatable {
    /// Whether a violation makes the endpoint NOT READY or only DEGRADED.
    package enum Severity: String, Sendable, Equatable, Codable {
        /// From the profile's `objectives`.
        case hard
        /// From the profile's `warnings`.
        case soft
    }

    /// The objective.
    package var objective: Objective

    /// Hard or soft.
    package var severity: Severity

    /// Met, violated or undecided.
    package var judgement: Judgement

    /// Requests (for gaps: gaps) inside the limit; `nil` for server-side objectives.
    package var within: Int?

    /// Requests (for gaps: gaps) that count; `nil` for server-side objectives.
    package var total: Int?

    /// The share inside the limit with its bounds, which the judgement rests on; `nil` for
    /// server-side objectives.
    package var share: Estimate?

    /// The statistic itself in base units (seconds, ratio, tokens per second, count).
    ///
    /// An order-statistic interval for a percentile, a resampled one for gaps. Its bounds hold for this
    /// look alone; the judgement rests on `share`. `nil` when nothing was observed.
    package var observed: Estimate?

    /// The worst value seen, in base units; infinity when a request failed.
    package var worst: Double?

    /// How many more clean probes in a row would meet the objective; `nil` when none would.
    package var furtherCleanProbes: Int?

    /// After how many counted probes the judgement was reached.
    package var decidedAfter: Int?

    /// A remark, such as how a gauge was sampled or that a share rests on nothing.
    package var note: String?

    /// Creates a result.
    ///
    /// - Parameters:
    ///   - objective: The objective.
    ///   - severity: Hard or soft.
    ///   - judgement: Met, violated or undecided.
    package init(objective: Objective, severity: Severity, judgement: Judgement) {
        self.objective = objective
        self.severity = severity
        self.judgement = judgement
    }
}
