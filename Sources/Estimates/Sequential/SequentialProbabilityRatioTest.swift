/// Wald's test between two pass rates: it asks for few probes when the truth is at or beyond one of
/// them.
///
/// Each good probe adds ln(p1 / p0) and each bad one ln((1 - p1) / (1 - p0)) to the log likelihood
/// ratio; at ln((1 - beta) / alpha) or above the good rate is rejected, at ln(beta / (1 - alpha))
/// or below it is accepted. Between the two rates it may run long, and it says nothing about a rate
/// between them: the gate uses ``ShareTest``, this one stands beside it for comparison.
///
/// - SeeAlso: Wald, "Sequential tests of statistical hypotheses", Ann. Math. Stat. 16 (1945).
package struct SequentialProbabilityRatioTest: Sendable, Hashable {
    /// p0, the pass rate of an endpoint worth accepting.
    package let goodShare: Double
    /// p1, the pass rate of an endpoint to be rejected; below p0.
    package let badShare: Double
    /// The probability of rejecting at the good rate.
    package let alpha: Double
    /// The probability of accepting at the bad rate.
    package let beta: Double
    /// What a good probe adds: ln(p1 / p0), below zero.
    package let successIncrement: Double
    /// What a bad probe adds: ln((1 - p1) / (1 - p0)), above zero.
    package let failureIncrement: Double
    /// ln((1 - beta) / alpha): at or above it the good rate is rejected.
    package let rejectionBound: Double
    /// ln(beta / (1 - alpha)): at or below it the good rate is accepted.
    package let acceptanceBound: Double

    /// The probes recorded.
    package private(set) var trials = 0
    /// The good ones among them.
    package private(set) var successes = 0
    /// The log likelihood ratio of the bad rate to the good one, as far as it decided.
    package private(set) var logLikelihoodRatio = 0.0
    /// Met when the good rate was accepted, violated when it was rejected; the first decision
    /// stands.
    package private(set) var judgement = Judgement.undecided

    /// Makes the test before its first probe.
    ///
    /// - Parameters:
    ///   - goodShare: p0, between the bad share and 1.
    ///   - badShare: p1, between 0 and the good share.
    ///   - alpha: The probability of rejecting at p0, between 0 and 1/2.
    ///   - beta: The probability of accepting at p1, between 0 and 1/2.
    package init(goodShare: Double, badShare: Double, alpha: Double = 0.05, beta: Double = 0.05) {
        precondition(
            0 < badShare && badShare < goodShare && goodShare < 1,
            "the shares satisfy 0 < bad < good < 1")
        precondition(
            alpha > 0 && alpha < 0.5 && beta > 0 && beta < 0.5,
            "the error probabilities lie between 0 and 1/2")
        self.goodShare = goodShare
        self.badShare = badShare
        self.alpha = alpha
        self.beta = beta
        successIncrement = Elementary.naturalLog(badShare / goodShare)
        failureIncrement = Elementary.naturalLog((1 - badShare) / (1 - goodShare))
        rejectionBound = Elementary.naturalLog((1 - beta) / alpha)
        acceptanceBound = Elementary.naturalLog(beta / (1 - alpha))
    }

    /// Records one probe; after the decision it changes nothing.
    package mutating func record(_ good: Bool) {
        guard judgement == .undecided else { return }
        trials += 1
        if good { successes += 1 }
        // From the counts, not by adding up: no rounding error gathers.
        logLikelihoodRatio =
            Double(successes) * successIncrement + Double(trials - successes) * failureIncrement
        if logLikelihoodRatio >= rejectionBound {
            judgement = .violated
        } else if logLikelihoodRatio <= acceptanceBound {
            judgement = .met
        }
    }

    /// The number of good probes, without a bad one, that accepts.
    package var cleanProbesNeeded: Int {
        Int((acceptanceBound / successIncrement).rounded(.up))
    }

    /// The number of good probes that makes up for one bad one.
    package var successesPerFailure: Double {
        -failureIncrement / successIncrement
    }
}
