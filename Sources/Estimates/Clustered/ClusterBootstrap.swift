/// Intervals for percentiles of values that come in clusters, such as the gaps inside requests.
///
/// Whole requests are drawn with replacement and the percentile of their pooled gaps is taken, many
/// times; the interval spans the middle of what comes out. It is for display: it is approximate, a
/// little too short with few requests, and not meant for looking at after every probe. Decisions
/// are taken by ``GapShareTest``.
///
/// - SeeAlso: Davison and Hinkley, "Bootstrap Methods and their Application", 1997, 3.8; Efron,
///   "Bootstrap methods: another look at the jackknife", Ann. Stat. 7 (1979).
package enum ClusterBootstrap {
    /// A percentile of the pooled values with a percentile-bootstrap interval.
    ///
    /// - Parameters:
    ///   - clusters: The values of each request, in any order, without a value that is not a
    ///     number. Requests without a value take no part.
    ///   - share: The percentile as a share, 0.99 for p99.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - resamples: How often to draw, 100 or more.
    ///   - generator: The source of randomness; a seeded one makes the interval reproducible.
    ///   - provenance: Where the values came from.
    /// - Returns: The nearest-rank percentile of the pooled values; `count` is the number of
    ///   requests that have values, for these are the independent ones. An end is infinite where
    ///   the draws reach the outermost value, because nothing then bounds it, and both are with
    ///   fewer than two requests.
    ///
    /// Complexity: one sort, then per draw the requests plus the values beyond the percentile.
    package static func percentile(
        clusters: [[Double]], share: Double, confidence: Double = 0.95, resamples: Int = 1_000,
        using generator: inout some RandomNumberGenerator,
        provenance: Estimate.Provenance = .client
    ) -> Estimate {
        precondition(share >= 0 && share <= 1, "a share lies in 0...1")
        precondition(confidence > 0 && confidence < 1, "a confidence level lies between 0 and 1")
        precondition(resamples >= 100, "an interval takes at least 100 draws")
        let pool = ClusterPool(clusters: clusters.filter { !$0.isEmpty })
        guard !pool.values.isEmpty else {
            var unknown = Estimate.unknown(provenance: provenance, method: .clusterBootstrap)
            unknown.confidence = confidence
            return unknown
        }
        let point = pool.values[
            OrderStatistic.nearestRank(share: share, count: pool.values.count) - 1]
        var estimate = Estimate(
            point: point, lower: -.infinity, upper: .infinity, count: pool.sizes.count,
            confidence: confidence, provenance: provenance, method: .clusterBootstrap)
        guard pool.sizes.count >= 2 else { return estimate }

        var positions: [Int] = []
        positions.reserveCapacity(resamples)
        var weights = Array(repeating: 0, count: pool.sizes.count)
        for _ in 0..<resamples {
            for index in weights.indices { weights[index] = 0 }
            for _ in weights.indices {
                weights[Int.random(in: 0..<weights.count, using: &generator)] += 1
            }
            positions.append(pool.position(ofShare: share, weights: weights))
        }
        positions.sort()
        let tail = (1 - confidence) / 2 * Double(resamples + 1)
        let lowest = positions[max(Int(tail.rounded(.down)), 1) - 1]
        let highest = positions[resamples - max(Int(tail.rounded(.down)), 1)]
        if lowest > 0 { estimate.lower = min(pool.values[lowest], point) }
        if highest < pool.values.count - 1 { estimate.upper = max(pool.values[highest], point) }
        return estimate
    }
}
