package import Estimates

/// Whether failures come evenly or in bursts.
///
/// From the first failure to the last one the requests are a row of good and bad ones. In a random mix of both the number of
/// runs of equal ones is known; failures in bursts make fewer runs, failures in turn make more.
///
/// - SeeAlso: Wald and Wolfowitz, "On a test whether two samples are from the same population", Annals of Mathematical
///   Statistics 11 (1940).
package struct FailurePattern: Sendable, Hashable {
    /// How they come.
    package enum Kind: Sendable, Hashable {
        case steady
        case bursts
        case unclear
    }

    package let kind: Kind
    /// Failures.
    package let failures: Int
    /// The share of failures from the first one on.
    package let share: Estimate
    /// Runs of consecutive failures.
    package let bursts: Int
    /// By how many standard deviations there are more runs than in a random mix; negative for bursts.
    package let score: Double

    /// The fewest failures that say anything.
    package static let fewest = 6

    /// Looks at a row of requests, each failed or not, in the order of their start; `nil` with fewer than ``fewest`` failures.
    package init?(_ failed: [Bool]) {
        guard let first = failed.firstIndex(of: true), let last = failed.lastIndex(of: true),
            failed.count(where: { $0 }) >= Self.fewest
        else { return nil }
        let row = failed[first...last]
        let bad = Double(row.count { $0 })
        let good = Double(row.count) - bad
        var runs = 1.0
        var bursts = 1
        for index in row.indices.dropFirst() where row[index] != row[index - 1] {
            runs += 1
            if row[index] { bursts += 1 }
        }
        failures = Int(bad)
        self.bursts = bursts
        let goodAfter = failed.count - last - 1
        share = BinomialInterval.clopperPearson(
            successes: failures, trials: failed.count - first)
        let total = bad + good
        let expected = 2 * bad * good / total + 1
        let variance = (expected - 1) * (expected - 2) / max(total - 1, 1)
        score = variance > 0 ? (runs - expected) / variance.squareRoot() : 0
        // One outage that ended is a burst too; one that did not may be anything.
        let wasOutage = good <= 0.1 * bad && first >= 8 && goodAfter >= 8
        if score < -3.3 || wasOutage {
            kind = .bursts
        } else if good < 8 {
            kind = goodAfter < 8 && first < 8 ? .steady : .unclear
        } else {
            kind = score > -2 ? .steady : .unclear
        }
    }
}
