package import Estimates

/// The distribution of one client-side metric over the counted probes.
package struct LatencySummary: Sendable, Equatable {
    /// Which metric; a client-side one.
    package var metric: ObjectiveMetric

    /// One percentile of it.
    package struct Percentile: Sendable, Equatable {
        /// The percentile's rank, such as 95.
        package var rank: Double

        /// Its value in base units with its interval; infinite where failed requests reach it.
        package var value: Estimate

        /// Creates a percentile.
        ///
        /// - Parameters:
        ///   - rank: The rank, such as 95.
        ///   - value: Its value in base units.
        package init(rank: Double, value: Estimate) {
            self.rank = rank
            self.value = value
        }
    }

    /// p50, p90, p95, p99.
    package var percentiles: [Percentile]

    /// The smallest and largest finite value, in base units; `nil` when there is none.
    package var range: ClosedRange<Double>?

    /// Values that went in, failed requests included.
    package var count: Int

    /// Creates a summary.
    ///
    /// - Parameters:
    ///   - metric: Which metric.
    ///   - percentiles: Its percentiles.
    ///   - range: Smallest and largest finite value.
    ///   - count: Values that went in.
    package init(
        metric: ObjectiveMetric, percentiles: [Percentile], range: ClosedRange<Double>?, count: Int
    ) {
        self.metric = metric
        self.percentiles = percentiles
        self.range = range
        self.count = count
    }
}
