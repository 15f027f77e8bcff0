package import Readiness

/// How much worse a metric may be and still count as the same.
package struct Tolerance: Sendable, Equatable {
    /// The metric; a client-side one.
    package var metric: ObjectiveMetric

    /// The difference that does not matter, as a share of the baseline: 0.1 for 10 %.
    package var share: Double

    /// Creates a tolerance.
    ///
    /// - Parameters:
    ///   - metric: The metric.
    ///   - share: The difference that does not matter, as a share of the baseline, 0 or more.
    package init(metric: ObjectiveMetric, share: Double) {
        precondition(share >= 0 && share.isFinite, "a tolerance is not negative")
        self.metric = metric
        self.share = share
    }

    /// Whether a ratio of the candidate to the baseline is within the tolerance.
    ///
    /// - Parameter ratio: The candidate's value by the baseline's.
    package func contains(ratio: Double) -> Bool { abs(ratio - 1) <= share }
}
