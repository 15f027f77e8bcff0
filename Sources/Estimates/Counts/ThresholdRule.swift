/// The classic rule of readiness gates: enough probes, and enough of them good, with no regard to
/// chance.
///
/// It passes when `trials >= minProbes` and `successes / trials >= passRate`. It is what
/// `gate.decision: threshold` means and what the files of the readiness-gate project ask for;
/// ``support(successes:trials:confidence:)`` says what the same probes really show.
package struct ThresholdRule: Sendable, Hashable, Codable {
    /// The number of probes below which nothing passes.
    package var minProbes: Int
    /// The share of good probes that passes, in 0...1.
    package var passRate: Double

    /// Makes the rule.
    package init(minProbes: Int, passRate: Double) {
        precondition(minProbes >= 1, "the rule needs at least one probe")
        precondition(passRate >= 0 && passRate <= 1, "a pass rate lies in 0...1")
        self.minProbes = minProbes
        self.passRate = passRate
    }

    /// Whether the rule passes.
    package func passes(successes: Int, trials: Int) -> Bool {
        trials >= minProbes && successes >= required(of: trials)
    }

    /// The rule in the words of the gate: undecided below `minProbes`, from there on met or
    /// violated.
    package func judged(successes: Int, trials: Int) -> Judgement {
        if trials < minProbes { return .undecided }
        return passes(successes: successes, trials: trials) ? .met : .violated
    }

    /// The smallest number of good probes among `trials` that passes.
    ///
    /// A product such as 0.95 * 20 counts as the whole number it stands for, whichever way it
    /// rounds.
    package func required(of trials: Int) -> Int {
        OrderStatistic.roundedUp(passRate * Double(trials))
    }

    /// The probability that the rule passes after exactly `trials` probes when the true share of
    /// good ones is `trueShare`.
    package func passProbability(trueShare: Double, trials: Int) -> Double {
        if trials < minProbes { return 0 }
        return BinomialDistribution(trials: trials, share: trueShare)
            .probability(atLeast: required(of: trials))
    }

    /// What the probes show by themselves: the exact one-sided lower bound for the share of good
    /// requests.
    package func support(successes: Int, trials: Int, confidence: Double = 0.95) -> Estimate {
        BinomialInterval.clopperPearson(
            successes: successes, trials: trials, confidence: confidence, sidedness: .lowerBound)
    }
}
