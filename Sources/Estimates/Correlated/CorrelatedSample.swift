/// Shares and percentiles of a sample whose values hang together.
///
/// Every interval is the one that so many independent values would have as the sample is worth:
/// its number by the correlation time. With a correlation time of 1 it is the exact interval.
package struct CorrelatedSample: Sendable, Hashable {
    /// How many values there are.
    package let count: Int

    /// How many neighbours tell as much as one independent value; 1 or more.
    package let correlationTime: Double

    /// Describes a sample.
    ///
    /// - Parameters:
    ///   - count: How many values there are, 0 or more.
    ///   - correlationTime: How many neighbours tell as much as one independent value; below 1
    ///     counts as 1.
    package init(count: Int, correlationTime: Double) {
        precondition(count >= 0, "a sample size is not negative")
        precondition(correlationTime.isFinite, "a correlation time is finite")
        self.count = count
        self.correlationTime = max(correlationTime, 1)
    }

    /// How many independent values the sample is worth.
    package var effectiveCount: Double { Double(count) / correlationTime }

    /// A share of good ones with its interval: Clopper and Pearson's with both counts divided by
    /// the correlation time.
    ///
    /// - Parameters:
    ///   - successes: The good ones, in 0...count.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - sidedness: Which ends the interval has.
    ///   - provenance: Where the counts came from.
    /// - Returns: The share of all that there are; `count` is their number.
    package func share(
        successes: Int, confidence: Double, sidedness: Sidedness = .twoSided,
        provenance: Estimate.Provenance = .client
    ) -> Estimate {
        precondition(successes >= 0 && successes <= count, "the successes are in the sample")
        let error = sidedness.errorPerEnd(confidence: confidence)
        let good = Double(successes) / correlationTime
        let bad = Double(count - successes) / correlationTime
        return Estimate(
            point: count == 0 ? .nan : Double(successes) / Double(count),
            lower: sidedness.hasLowerEnd
                ? Self.lower(good: good, bad: bad, error: error) : 0,
            upper: sidedness.hasUpperEnd && bad > 0
                ? IncompleteBeta.inverse(1 - error, a: good + 1, b: bad) : 1,
            count: count, confidence: confidence, provenance: provenance, method: .clopperPearson)
    }

    private static func lower(good: Double, bad: Double, error: Double) -> Double {
        good > 0 ? IncompleteBeta.inverse(error, a: good, b: bad + 1) : 0
    }

    /// How many more good ones in a row would raise the lower bound of the share to a level.
    ///
    /// - Parameters:
    ///   - successes: The good ones until now, in 0...count.
    ///   - share: The level, in 0...1.
    ///   - confidence: The confidence of the bound, which has the whole error probability.
    /// - Returns: 0 when it is there already, `nil` when no number would do (a share of 1).
    package func furtherSuccesses(
        from successes: Int, toShow share: Double, confidence: Double
    ) -> Int? {
        guard share < 1 else { return nil }
        let bad = Double(count - successes) / correlationTime
        func isShown(_ further: Int) -> Bool {
            let good = Double(successes + further) / correlationTime
            return Self.lower(good: good, bad: bad, error: 1 - confidence) >= share
        }
        if count > 0, isShown(0) { return 0 }
        return Search.smallest(from: 1, upTo: 1_000_000_000, where: isShown)
    }

    /// A percentile with its interval: by the ranks that bracket it in a sample of the effective
    /// size, at the same heights in this one.
    ///
    /// - Parameters:
    ///   - sorted: The sample in ascending order, without a value that is not a number; failed
    ///     requests as `.infinity`.
    ///   - share: The percentile as a share, 0.95 for p95.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - provenance: Where the sample came from.
    /// - Returns: The nearest-rank point; `count` is the effective number, rounded down.
    package func percentile(
        sorted: [Double], share: Double, confidence: Double,
        provenance: Estimate.Provenance = .client
    ) -> Estimate {
        precondition(sorted.count == count, "the sample has as many values as it has")
        guard count > 0 else {
            return OrderStatistic.percentile(
                sorted: [], share: share, confidence: confidence, provenance: provenance)
        }
        let effective = max(Int(effectiveCount), 1)
        let ranks = OrderStatistic.ranks(share: share, count: effective, confidence: confidence)
        let scale = Double(count + 1) / Double(effective + 1)
        func value(_ rank: Double) -> Double { sorted[min(max(Int(rank), 1), count) - 1] }
        let point = sorted[OrderStatistic.nearestRank(share: share, count: count) - 1]
        let lower = ranks.lower.map { value((Double($0) * scale).rounded(.down)) }
        let upper = ranks.upper.map { value((Double($0) * scale).rounded(.up)) }
        return Estimate(
            point: point, lower: min(lower ?? -.infinity, point),
            upper: max(upper ?? .infinity, point), count: effective, confidence: confidence,
            provenance: provenance, method: .orderStatistic)
    }
}
