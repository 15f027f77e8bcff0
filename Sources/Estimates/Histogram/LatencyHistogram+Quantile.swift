extension LatencyHistogram {
    /// The percentile of the recorded times, in seconds, with the edges of the bucket it fell into.
    ///
    /// The nearest-rank value of the recorded times lies between `lower` and `upper` for certain;
    /// nothing is said about times that were not recorded. For that use
    /// ``quantileEstimate(share:confidence:sidedness:provenance:)``.
    ///
    /// - Parameters:
    ///   - share: The percentile as a share, 0.95 for p95.
    ///   - provenance: Where the times came from.
    /// - Returns: Infinite where the percentile falls among failures; an unknown estimate when
    ///   nothing was recorded.
    package func quantile(
        _ share: Double, provenance: Estimate.Provenance = .client
    ) -> Estimate {
        guard !isEmpty else { return .unknown(provenance: provenance, method: .histogramBucket) }
        let rank = OrderStatistic.nearestRank(share: share, count: count)
        let edges = edges(ofRanks: [rank])[0]
        return Estimate(
            point: edges.middle, lower: edges.lower, upper: edges.upper, count: count,
            confidence: 1, provenance: provenance, method: .histogramBucket)
    }

    /// The percentile of the times as they would go on, in seconds: the interval of the order
    /// statistics, widened to the edges of the buckets its ends fell into.
    ///
    /// - Parameters:
    ///   - share: The percentile as a share, 0.95 for p95.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - sidedness: Which ends the interval has.
    ///   - provenance: Where the times came from.
    /// - Returns: An end is infinite where the sample is too small for it or its rank falls among
    ///   failures.
    package func quantileEstimate(
        share: Double, confidence: Double = 0.95, sidedness: Sidedness = .twoSided,
        provenance: Estimate.Provenance = .client
    ) -> Estimate {
        guard !isEmpty else {
            var unknown = Estimate.unknown(provenance: provenance, method: .orderStatistic)
            unknown.confidence = confidence
            return unknown
        }
        let ranks = OrderStatistic.ranks(
            share: share, count: count, confidence: confidence, sidedness: sidedness)
        let nearest = OrderStatistic.nearestRank(share: share, count: count)
        // Ascending: the lower rank is never above the nearest one, nor the upper rank below it.
        let found = edges(ofRanks: [ranks.lower ?? 1, nearest, ranks.upper ?? count])
        return Estimate(
            point: found[1].middle,
            lower: ranks.lower == nil ? -.infinity : found[0].lower,
            upper: ranks.upper == nil ? .infinity : found[2].upper,
            count: count, confidence: confidence, provenance: provenance, method: .orderStatistic)
    }

    /// How many recorded times are at or below a limit; a range where the limit divides a bucket.
    package func countAtMost(_ limit: Duration) -> ClosedRange<Int> {
        guard limit >= .zero else { return 0...0 }
        let (seconds, attoseconds) = min(limit, Self.longest).components
        let nanoseconds = UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
        var certain = 0
        var possible = 0
        for bucket in buckets where bucket.nanoseconds.lowerBound <= nanoseconds {
            possible += bucket.count
            // No time lies above the largest, so a limit there divides nothing.
            if min(bucket.nanoseconds.upperBound, largestNanoseconds) <= nanoseconds {
                certain += bucket.count
            }
        }
        return certain...possible
    }

    /// Where a rank lies, in seconds.
    private struct Edges {
        var lower: Double
        var upper: Double
        var middle: Double { lower == upper ? lower : lower + (upper - lower) / 2 }
    }

    /// The edges of the buckets that hold the ranks, which ascend; infinite for ranks among
    /// failures.
    private func edges(ofRanks ranks: [Int]) -> [Edges] {
        var found: [Edges] = []
        var passed = 0
        for bucket in buckets {
            passed += bucket.count
            let lowest = max(bucket.nanoseconds.lowerBound, smallestNanoseconds)
            let highest = min(bucket.nanoseconds.upperBound, largestNanoseconds)
            while found.count < ranks.count && ranks[found.count] <= passed {
                found.append(Edges(lower: Double(lowest) / 1e9, upper: Double(highest) / 1e9))
            }
            if found.count == ranks.count { break }
        }
        while found.count < ranks.count {
            found.append(Edges(lower: .infinity, upper: .infinity))
        }
        return found
    }
}
