/// The difference of two shares of independent trials, such as the failures of two endpoints.
package enum ShareContrast {
    /// Newcombe's interval for the candidate's share minus the baseline's.
    ///
    /// | counts | 95 % |
    /// |---|---|
    /// | 56 of 70 minus 48 of 80 | 0.2 (0.0524 to 0.3339) |
    /// | 9 of 10 minus 3 of 10 | 0.6 (0.1705 to 0.8090) |
    /// | 10 of 10 minus 0 of 10 | 1 (0.6075 to 1) |
    ///
    /// - Parameters:
    ///   - candidate: Hits and trials of the candidate.
    ///   - baseline: Hits and trials of the baseline.
    ///   - confidence: The confidence level, between 0 and 1.
    /// - Returns: The difference in -1...1; unknown without a trial on one side.
    /// - SeeAlso: Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
    package static func difference(
        candidate: (hits: Int, trials: Int), baseline: (hits: Int, trials: Int),
        confidence: Double = 0.95
    ) -> Estimate {
        var difference = RecoveredInterval.difference(
            BinomialInterval.wilson(
                successes: candidate.hits, trials: candidate.trials, confidence: confidence),
            BinomialInterval.wilson(
                successes: baseline.hits, trials: baseline.trials, confidence: confidence))
        difference.lower = max(difference.lower, -1)
        difference.upper = min(difference.upper, 1)
        difference.method = .newcombe
        return difference
    }
}
