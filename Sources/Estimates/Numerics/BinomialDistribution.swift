/// The number of successes among independent trials of equal success probability.
package struct BinomialDistribution: Sendable, Hashable {
    /// The number of trials.
    package let trials: Int
    /// The success probability of each trial, 0...1.
    package let share: Double

    /// Makes the distribution of the successes among `trials` trials.
    package init(trials: Int, share: Double) {
        precondition(trials >= 0, "the number of trials is not negative")
        precondition(share >= 0 && share <= 1, "a share lies in 0...1")
        self.trials = trials
        self.share = share
    }

    /// P(X <= successes).
    package func probability(atMost successes: Int) -> Double {
        if successes < 0 { return 0 }
        if successes >= trials { return 1 }
        return IncompleteBeta.tails(
            at: share, a: Double(successes + 1), b: Double(trials - successes)
        ).upper
    }

    /// P(X >= successes).
    package func probability(atLeast successes: Int) -> Double {
        if successes <= 0 { return 1 }
        if successes > trials { return 0 }
        return IncompleteBeta.tails(
            at: share, a: Double(successes), b: Double(trials - successes + 1)
        ).lower
    }
}
