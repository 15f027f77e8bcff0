package import Estimates
package import Readiness

/// One metric, candidate against baseline.
package struct MetricComparison: Sendable, Equatable {
    /// The metric.
    package var metric: ObjectiveMetric

    /// The tolerance; `nil` where the metric is shown and not judged.
    package var tolerance: Tolerance?

    /// What was compared of it.
    package var statistics: [StatisticComparison]

    /// Whether requests to the candidate tend to have larger values, by ranks; `nil` for gaps, which
    /// are not independent, for shares, and for too few values.
    package var ranks: BrunnerMunzel?

    /// How often paired requests differ this much when there is no difference; `nil` where nothing
    /// was paired.
    package var pairedProbability: Double?

    /// The probability for pairs, or else for ranks, adjusted for the number of metrics that have one.
    package var adjustedProbability: Double?

    /// The baseline's values in ascending order, failures as infinite.
    package var baselineValues: [Double]

    /// The candidate's.
    package var candidateValues: [Double]

    /// How the candidate stands; `nil` where nothing was judged.
    package var standing: ComparisonStanding? {
        let parts = statistics.compactMap(\.standing)
        return parts.isEmpty ? nil : .whole(parts)
    }
}
