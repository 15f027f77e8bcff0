/// The decision to refuse an endpoint over several hard objectives, from what has been won by
/// wagering against each of them.
///
/// Let M_i be the capital of the wager against objective i, ``ShareTest/refusingLogCapital`` or
/// ``GapShareTest/refusingLogCapital``. If objective i holds, M_i stays at or below a nonnegative
/// martingale that starts at 1. So for every set S of objectives that all hold, the mean of their
/// capitals stays below such a martingale too, however the objectives hang together within a probe,
/// and by Ville's inequality it *ever* reaches 1 / alpha with probability alpha at most. Hence:
///
/// - The endpoint is *refused* when the mean over all objectives reaches 1 / alpha. An endpoint
///   that keeps all of them is ever refused with probability alpha at most.
/// - Objective i is *violated* when the mean over every set that contains it reaches 1 / alpha,
///   which is the closed test. Were any objective that holds called violated, then at that moment
///   the mean over all that hold would have reached 1 / alpha: the probability that this ever
///   happens to any of them is alpha at most, whichever hold and whichever do not.
///
/// With x_i = alpha M_i, the capital in units of what a lone objective needs, no search through the
/// sets is necessary. The mean over S reaches 1 / alpha when the terms x_j - 1 in S add up to zero
/// or more, and among the sets that contain i the least sum is that of i and all others with a
/// shortfall. So i is violated exactly when its surplus x_i - 1 covers the shortfalls 1 - x_j of
/// all others that have one, and the endpoint is refused exactly when all surpluses together cover
/// all shortfalls.
///
/// It is never later than dividing alpha among h objectives: a single x_i >= h has a surplus of
/// h - 1, and h - 1 others cannot lack more, for no capital is negative. Objectives missed together
/// need no more probes than one alone. A refusal may come before any single objective can be named.
///
/// The set of objectives is fixed before the first probe. One that is met keeps its place and its
/// capital: of a mean over a set that the outcomes choose, Ville's inequality says nothing. One that
/// cannot be judged for now may show a capital of zero, since less than was won is always allowed.
///
/// - SeeAlso: Vovk and Wang, "E-values: calibration, combination and applications", Ann. Stat. 49
///   (2021), for the mean and its closed test; Marcus, Peritz and Gabriel, "On closed testing
///   procedures with special reference to ordered analysis of variance", Biometrika 63 (1976).
package struct JointRefusal: Sendable, Hashable {
    /// What the capitals of one moment allow to say.
    package struct Result: Sendable, Hashable {
        /// Whether the objectives are not all kept, even if none can be named.
        package let refusesAny: Bool
        /// Whether each objective, in the order of its capital, is violated; never without
        /// ``refusesAny``.
        package let violated: [Bool]
    }

    /// The probability of ever refusing an endpoint that keeps all objectives, and of ever calling
    /// an objective violated that holds.
    package let alpha: Double

    /// Makes the rule.
    ///
    /// - Parameter alpha: The error probability, between 0 and 1.
    package init(alpha: Double) {
        precondition(alpha > 0 && alpha < 1, "an error probability lies between 0 and 1")
        self.alpha = alpha
    }

    /// Judges the capitals of one moment; nothing is remembered.
    ///
    /// - Parameter logCapitals: The natural logarithm of what was won against each hard objective,
    ///   all of them at every call; infinite values are allowed, `.nan` is not. Without an
    ///   objective nothing is refused.
    /// - Returns: The judgement of this moment. What it once said may be held on to: the error
    ///   probabilities are for all moments together.
    package func judge(logCapitals: [Double]) -> Result {
        precondition(!logCapitals.contains { $0.isNaN }, "a capital is a number")
        // Beyond the range of the exponential function a capital becomes zero or infinite, on the
        // side of 1 it is on anyway.
        let logAlpha = Elementary.naturalLog(alpha)
        let capitals = logCapitals.map { Elementary.exponential($0 + logAlpha) }
        var surplus = 0.0
        var shortfall = 0.0
        for capital in capitals {
            if capital >= 1 { surplus += capital - 1 } else { shortfall += 1 - capital }
        }
        return Result(
            refusesAny: !capitals.isEmpty && surplus >= shortfall,
            violated: capitals.map { $0 >= 1 && $0 - 1 >= shortfall })
    }
}
