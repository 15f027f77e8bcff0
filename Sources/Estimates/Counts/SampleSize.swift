/// How many probes a statement needs.
package enum SampleSize {
    /// The number of probes, all of them good, that show a share at a fixed sample size: the
    /// smallest n with share^n <= alpha.
    ///
    /// - Parameters:
    ///   - share: The share to show, in 0...1.
    ///   - alpha: The error probability, between 0 and 1.
    /// - Returns: `nil` for a share of 1, which no finite number of probes shows.
    package static func zeroFailureCount(share: Double, alpha: Double) -> Int? {
        acceptanceCount(failures: 0, share: share, alpha: alpha)
    }

    /// The number of probes that show a share when up to `failures` of them fail: the smallest n
    /// with P(Bin(n, 1 - share) <= failures) <= alpha.
    ///
    /// - Parameters:
    ///   - failures: The acceptance number c, 0 or more.
    ///   - share: The share to show, in 0...1.
    ///   - alpha: The error probability, between 0 and 1.
    /// - Returns: `nil` where no number of probes up to a million million is enough, as for a share
    ///   of 1.
    /// - SeeAlso: Wilks, "Determination of sample sizes for setting tolerance limits", Ann. Math.
    ///   Stat. 12 (1941).
    package static func acceptanceCount(failures: Int, share: Double, alpha: Double) -> Int? {
        precondition(failures >= 0, "the acceptance number is not negative")
        precondition(share >= 0 && share <= 1, "a share lies in 0...1")
        precondition(alpha > 0 && alpha < 1, "an error probability lies between 0 and 1")
        if share == 1 { return nil }
        return Search.smallest(from: failures + 1, upTo: 1_000_000_000_000) { n in
            BinomialDistribution(trials: n, share: share).probability(atLeast: n - failures)
                <= alpha * (1 + 1e-12)
        }
    }

    /// How many independent probes a clustered sample is worth: n / (1 + (m - 1) rho), the design
    /// effect.
    ///
    /// - Parameters:
    ///   - count: The number of probes n.
    ///   - perCluster: How many share a cluster, such as a replica or a minute: m, 1 or more.
    ///   - correlation: The intra-class correlation rho, in 0...1.
    /// - Returns: The effective number, at most `count`.
    /// - SeeAlso: Kish, "Survey Sampling", 1965.
    package static func effective(count: Int, perCluster: Double, correlation: Double) -> Double {
        precondition(perCluster >= 1, "a cluster holds at least one probe")
        precondition(correlation >= 0 && correlation <= 1, "a correlation here lies in 0...1")
        return Double(count) / (1 + (perCluster - 1) * correlation)
    }

    /// The probability that at least one of `count` probes reaches a canary that gets the share
    /// `weight` of the traffic.
    package static func hitProbability(weight: Double, count: Int) -> Double {
        precondition(weight >= 0 && weight <= 1, "a traffic weight lies in 0...1")
        return BinomialDistribution(trials: count, share: weight).probability(atLeast: 1)
    }

    /// The number of probes after which at least one has reached the canary with the given
    /// probability.
    ///
    /// - Returns: `nil` where the weight is 0.
    package static func countToHit(weight: Double, probability: Double) -> Int? {
        zeroFailureCount(share: 1 - weight, alpha: 1 - probability)
    }
}
