/// The exact behaviour of a rule that decides by counts and is asked after every probe.
///
/// The probability of each number of good probes among the runs still undecided is carried from
/// probe to probe, so error probabilities and running lengths come out without simulation, to
/// rounding. Probes are independent and good with one probability.
///
/// - SeeAlso: Armitage, McPherson and Rowe, "Repeated significance tests on accumulating data",
///   J. R. Stat. Soc. A 132 (1969), for the recursion.
package struct StoppingRecursion: Sendable, Hashable {
    /// The probability of the decision *met* within the budget.
    package private(set) var met = 0.0
    /// The probability of the decision *violated* within the budget.
    package private(set) var violated = 0.0
    /// The probability of a decision of either kind after exactly this many probes, by index.
    package private(set) var decisionProbabilities: [Double]

    /// The probability that the budget ends without a decision.
    package var undecided: Double { max(0, 1 - met - violated) }

    /// Follows a rule through all of its probes.
    ///
    /// - Parameters:
    ///   - trueShare: The probability that a probe is good, in 0...1.
    ///   - maxProbes: The budget, 1 or more.
    ///   - judge: The decision by the counts of good probes and of all probes so far.
    ///
    /// Complexity: the square of the budget, with one call of the rule for each pair of counts that
    /// is reached.
    package init(
        trueShare: Double, maxProbes: Int, judge: (_ successes: Int, _ trials: Int) -> Judgement
    ) {
        precondition(trueShare >= 0 && trueShare <= 1, "a share lies in 0...1")
        precondition(maxProbes >= 1, "a budget holds at least one probe")
        decisionProbabilities = Array(repeating: 0, count: maxProbes + 1)
        // Runs still undecided, by their number of good probes.
        var running = [1.0]
        for trials in 1...maxProbes {
            var next = Array(repeating: 0.0, count: trials + 1)
            for (successes, probability) in running.enumerated() where probability > 0 {
                next[successes] += probability * (1 - trueShare)
                next[successes + 1] += probability * trueShare
            }
            for successes in next.indices where next[successes] > 0 {
                switch judge(successes, trials) {
                case .undecided: continue
                case .met: met += next[successes]
                case .violated: violated += next[successes]
                }
                decisionProbabilities[trials] += next[successes]
                next[successes] = 0
            }
            running = next
        }
    }

    /// The mean number of probes until the decision, or the budget where none falls.
    package var meanProbes: Double {
        var sum = undecided * Double(decisionProbabilities.count - 1)
        for (trials, probability) in decisionProbabilities.enumerated() {
            sum += Double(trials) * probability
        }
        return sum
    }

    /// The number of probes within which the stated share of runs has a decision.
    ///
    /// - Returns: `nil` where fewer runs decide within the budget.
    package func probesToDecision(share: Double) -> Int? {
        var sum = 0.0
        for (trials, probability) in decisionProbabilities.enumerated() {
            sum += probability
            if sum >= share && sum > 0 { return trials }
        }
        return nil
    }
}
