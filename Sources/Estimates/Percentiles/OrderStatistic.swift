/// Percentiles of a sample and their intervals by rank: no assumption about the distribution.
///
/// Failed and timed-out requests take part as `.infinity`: they count as slower than any limit. A
/// sample is assumed to be independent; for the gaps inside requests use ``ClusterBootstrap`` or
/// ``GapShareTest``.
package enum OrderStatistic {
    /// The 1-based ranks that bracket a percentile; `nil` where the sample is too small for that
    /// end.
    package struct Ranks: Sendable, Hashable {
        /// The rank of the lower bound.
        package var lower: Int?
        /// The rank of the upper bound.
        package var upper: Int?
    }

    /// The nearest-rank percentile: the 1-based rank ceil(share * count), at least 1.
    ///
    /// A product such as 0.95 * 20 counts as the whole number it stands for, whichever way it
    /// rounds.
    package static func nearestRank(share: Double, count: Int) -> Int {
        precondition(share >= 0 && share <= 1, "a share lies in 0...1")
        precondition(count >= 1, "an empty sample has no percentile")
        return min(max(roundedUp(share * Double(count)), 1), count)
    }

    /// The ranks that bracket the percentile with the stated confidence.
    ///
    /// P(X_(u) >= q) = P(Bin(n, share) <= u - 1). The upper rank is the smallest u for which that
    /// is at least 1 - e, the lower rank the largest l for which P(Bin(n, share) <= l - 1) is at
    /// most e; e is the error probability of each end.
    ///
    /// - SeeAlso: David and Nagaraja, "Order Statistics", 3rd edition, 7.1.
    package static func ranks(
        share: Double, count: Int, confidence: Double = 0.95, sidedness: Sidedness = .twoSided
    ) -> Ranks {
        precondition(share >= 0 && share <= 1, "a share lies in 0...1")
        precondition(count >= 0, "a sample size is not negative")
        let error = sidedness.errorPerEnd(confidence: confidence)
        let below = BinomialDistribution(trials: count, share: share)
        var ranks = Ranks()
        if sidedness.hasUpperEnd {
            ranks.upper = Search.smallest(from: 1, upTo: count) { rank in
                below.probability(atLeast: rank) <= error
            }
        }
        if sidedness.hasLowerEnd {
            let tooHigh =
                Search.smallest(from: 1, upTo: count) { rank in
                    below.probability(atMost: rank - 1) > error
                } ?? count + 1
            ranks.lower = tooHigh > 1 ? tooHigh - 1 : nil
        }
        return ranks
    }

    /// A percentile of a sorted sample with its interval.
    ///
    /// - Parameters:
    ///   - sorted: The sample in ascending order, without a value that is not a number; failed
    ///     requests as `.infinity`.
    ///   - share: The percentile as a share, 0.95 for p95.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - sidedness: Which ends the interval has.
    ///   - provenance: Where the sample came from.
    /// - Returns: The nearest-rank point; `lower` is `-.infinity` and `upper` is `.infinity` where
    ///   the sample is too small for that end (``neededCount(share:confidence:sidedness:)`` tells
    ///   how many would do) or its rank falls among failed requests.
    package static func percentile(
        sorted: [Double], share: Double, confidence: Double = 0.95,
        sidedness: Sidedness = .twoSided, provenance: Estimate.Provenance = .client
    ) -> Estimate {
        guard !sorted.isEmpty else {
            var unknown = Estimate.unknown(provenance: provenance, method: .orderStatistic)
            unknown.confidence = confidence
            return unknown
        }
        let ranks = ranks(
            share: share, count: sorted.count, confidence: confidence, sidedness: sidedness)
        return Estimate(
            point: sorted[nearestRank(share: share, count: sorted.count) - 1],
            lower: ranks.lower.map { sorted[$0 - 1] } ?? -.infinity,
            upper: ranks.upper.map { sorted[$0 - 1] } ?? .infinity,
            count: sorted.count, confidence: confidence, provenance: provenance,
            method: .orderStatistic)
    }

    /// The smallest sample whose interval has the ends asked for.
    ///
    /// The upper end exists from the n with share^n <= e on, the lower one from (1 - share)^n <= e
    /// on.
    ///
    /// - Returns: `nil` where no sample is large enough: an upper bound of the maximum, a lower
    ///   bound of the minimum.
    package static func neededCount(
        share: Double, confidence: Double = 0.95, sidedness: Sidedness = .upperBound
    ) -> Int? {
        let error = sidedness.errorPerEnd(confidence: confidence)
        var needed = 1
        if sidedness.hasUpperEnd {
            guard let count = SampleSize.zeroFailureCount(share: share, alpha: error) else {
                return nil
            }
            needed = max(needed, count)
        }
        if sidedness.hasLowerEnd {
            guard let count = SampleSize.zeroFailureCount(share: 1 - share, alpha: error) else {
                return nil
            }
            needed = max(needed, count)
        }
        return needed
    }

    /// The smallest whole number not below a product that carries a rounding error of a few units
    /// in the last place.
    static func roundedUp(_ product: Double) -> Int {
        let nearest = product.rounded()
        let tolerance = 8 * max(product.magnitude, 1).ulp
        return Int(abs(product - nearest) <= tolerance ? nearest : product.rounded(.up))
    }
}
