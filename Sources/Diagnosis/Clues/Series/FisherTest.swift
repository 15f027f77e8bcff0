import Foundation

/// The exact test of two shares.
///
/// - SeeAlso: Fisher, "The Design of Experiments", 1935.
package enum FisherTest {
    /// How probable so many successes or more are in the first sample, when both have the same share.
    ///
    /// Given the total of successes, those in the first sample are hypergeometric.
    ///
    /// - Parameters:
    ///   - successes: Successes of the first sample.
    ///   - trials: Trials of the first sample, not fewer.
    ///   - others: Successes of the second sample.
    ///   - otherTrials: Trials of the second sample, not fewer.
    /// - Returns: 0 to 1.
    package static func rise(
        _ successes: Int, of trials: Int, against others: Int, of otherTrials: Int
    ) -> Double {
        precondition(successes >= 0 && successes <= trials, "successes are among the trials")
        precondition(others >= 0 && others <= otherTrials, "successes are among the trials")
        let total = successes + others
        let most = min(total, trials)
        guard successes > max(0, total - otherTrials) else { return 1 }
        var probability = 0.0
        let all = logChoose(trials + otherTrials, total)
        for count in successes...most {
            probability += exp(
                logChoose(trials, count) + logChoose(otherTrials, total - count) - all)
        }
        return min(probability, 1)
    }

    /// The logarithm of the number of ways to choose.
    private static func logChoose(_ n: Int, _ k: Int) -> Double {
        logFactorial(n) - logFactorial(k) - logFactorial(n - k)
    }

    /// Stirling's series, exact to 1e-12 from 10 on; a product below.
    private static func logFactorial(_ n: Int) -> Double {
        guard n >= 10 else {
            return n < 2 ? 0 : log((2...n).reduce(1.0) { $0 * Double($1) })
        }
        let x = Double(n)
        let series =
            1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * x * x * x * x * x)
            - 1 / (1680 * x * x * x * x * x * x * x)
        return x * log(x) - x + 0.5 * log(2 * Double.pi * x) + series
    }
}
