/// Intervals for percentiles of values that come in clusters, such as the gaps inside requests.
///
/// Whole requests are drawn with replacement and the percentile of their pooled gaps is taken, many
/// times; the interval spans the middle of what comes out. The bootstrap sees m requests spread as
/// if their mean were known and errors normal, which makes it too short for few of them; so the
/// tails are cut where a t distribution with m - 1 degrees of freedom, widened by
/// sqrt(m / (m - 1)), would cut them.
///
/// It is for display: it remains approximate, most of all for p99 of few requests, and it is not
/// meant for looking at after every probe. Decisions are taken by ``GapShareTest``.
///
/// - SeeAlso: Davison and Hinkley, "Bootstrap Methods and their Application", 1997, 3.8;
///   Hesterberg, "What teachers should know about the bootstrap", The American Statistician 69
///   (2015), for the expanded percentile interval.
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
    ///   the draws reach the outermost value or too few requests have values beyond the percentile
    ///   (at 95 %: fewer than four others), because nothing then bounds it.
    ///
    /// Complexity: one sort, then per draw the requests plus the values beyond the percentile.
    package static func percentile(
        clusters: [[Double]], share: Double, confidence: Double = 0.95, resamples: Int = 1_000,
        using generator: inout some RandomNumberGenerator,
        provenance: Estimate.Provenance = .client
    ) -> Estimate {
        percentile(
            of: ClusterPool(clusters: clusters), share: share, confidence: confidence,
            resamples: resamples, using: &generator, provenance: provenance)
    }

    /// The same of values that were pooled before, for several percentiles of them.
    ///
    /// - Parameters:
    ///   - pool: The values of all requests.
    ///   - share: The percentile as a share, 0.99 for p99.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - resamples: How often to draw, 100 or more.
    ///   - generator: The source of randomness.
    ///   - provenance: Where the values came from.
    /// - Returns: The percentile and its interval.
    package static func percentile(
        of pool: ClusterPool, share: Double, confidence: Double = 0.95, resamples: Int = 1_000,
        using generator: inout some RandomNumberGenerator,
        provenance: Estimate.Provenance = .client
    ) -> Estimate {
        precondition(share >= 0 && share <= 1, "a share lies in 0...1")
        precondition(confidence > 0 && confidence < 1, "a confidence level lies between 0 and 1")
        precondition(resamples >= 100, "an interval takes at least 100 draws")
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
        let tail = tailProbability(confidence: confidence, clusters: pool.sizes.count)
        let cut = max(Int((tail * Double(resamples + 1)).rounded(.down)), 1)
        let lowest = positions[cut - 1]
        let highest = positions[resamples - cut]
        let enough = 1 + fewestBeyond(confidence: confidence)
        if lowest > 0 && pool.hasClusters(enough, atMost: point) {
            estimate.lower = min(pool.values[lowest], point)
        }
        if highest < pool.values.count - 1 && pool.hasClusters(enough, atLeast: point) {
            estimate.upper = max(pool.values[highest], point)
        }
        return estimate
    }

    /// How many requests, besides the one that holds the percentile, must have a value there or
    /// beyond for the draws to bound it.
    ///
    /// Draws cannot show what no request showed. Requests with such values are rare and so about
    /// Poisson distributed; when fewer than -ln((1 - confidence) / 2) of them are expected, the
    /// chance of none is more than an end may err. It is what asks for 72 single values before p95
    /// has an upper bound.
    private static func fewestBeyond(confidence: Double) -> Int {
        Int((-Elementary.naturalLog((1 - confidence) / 2)).rounded(.up))
    }

    /// What each end cuts off the draws: (1 - confidence) / 2, and less where requests are few.
    private static func tailProbability(confidence: Double, clusters: Int) -> Double {
        let count = Double(clusters)
        let quantile = StudentDistribution.upperQuantile(
            (1 - confidence) / 2, degreesOfFreedom: clusters - 1)
        return NormalDistribution.probability(above: (count / (count - 1)).squareRoot() * quantile)
    }
}
