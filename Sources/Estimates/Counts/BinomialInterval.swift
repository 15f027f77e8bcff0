/// Intervals for a share of successes among independent trials whose number was fixed beforehand.
///
/// For a number that one looks at after every probe use ``ShareTest``: these intervals are wrong
/// there.
package enum BinomialInterval {
    /// The exact interval: it holds the true share with at least the confidence stated, whatever
    /// the share is.
    ///
    /// lower = BetaInv(e; k, n - k + 1) and 0 at k = 0, upper = BetaInv(1 - e; k + 1, n - k) and 1
    /// at k = n, with e the error probability of each end.
    ///
    /// - Parameters:
    ///   - successes: k, in 0...trials.
    ///   - trials: n; without a trial the point is not a number and the interval 0...1.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - sidedness: One-sided intervals put the whole error probability on one end; the other is
    ///     0 or 1.
    ///   - provenance: Where the counts came from.
    /// - Returns: k / n inside the interval.
    /// - SeeAlso: Clopper and Pearson, "The use of confidence or fiducial limits", Biometrika 26
    ///   (1934).
    package static func clopperPearson(
        successes: Int, trials: Int, confidence: Double = 0.95, sidedness: Sidedness = .twoSided,
        provenance: Estimate.Provenance = .client
    ) -> Estimate {
        check(successes: successes, trials: trials)
        let error = sidedness.errorPerEnd(confidence: confidence)
        let failures = trials - successes
        var lower = 0.0
        var upper = 1.0
        if sidedness.hasLowerEnd && successes > 0 {
            lower = IncompleteBeta.inverse(error, a: Double(successes), b: Double(failures + 1))
        }
        if sidedness.hasUpperEnd && failures > 0 {
            upper = IncompleteBeta.inverse(1 - error, a: Double(successes + 1), b: Double(failures))
        }
        return share(
            successes, of: trials, lower: lower, upper: upper, confidence: confidence,
            provenance: provenance, method: .clopperPearson)
    }

    /// The score interval: shorter than the exact one, and right only on average over the shares.
    ///
    /// Its centre is (p + z^2/2n) / (1 + z^2/n), its half-width z / (1 + z^2/n) * sqrt(p (1 - p) /
    /// n + z^2 / 4n^2). For display; judgements use the exact interval.
    ///
    /// - Parameters:
    ///   - successes: k, in 0...trials.
    ///   - trials: n; without a trial the point is not a number and the interval 0...1.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - sidedness: One-sided intervals put the whole error probability on one end; the other is
    ///     0 or 1.
    ///   - provenance: Where the counts came from.
    /// - Returns: k / n inside the interval.
    /// - SeeAlso: Wilson, "Probable inference, the law of succession, and statistical inference",
    ///   JASA 22 (1927).
    package static func wilson(
        successes: Int, trials: Int, confidence: Double = 0.95, sidedness: Sidedness = .twoSided,
        provenance: Estimate.Provenance = .client
    ) -> Estimate {
        check(successes: successes, trials: trials)
        let error = sidedness.errorPerEnd(confidence: confidence)
        var lower = 0.0
        var upper = 1.0
        if trials > 0 {
            let n = Double(trials)
            let p = Double(successes) / n
            let z = NormalDistribution.quantile(1 - error)
            let scale = 1 + z * z / n
            let centre = (p + z * z / (2 * n)) / scale
            let halfWidth = z / scale * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
            // At k = 0 and k = n the ends are 0 and 1 exactly; rounding must not move them past the
            // point.
            if sidedness.hasLowerEnd && successes > 0 { lower = min(centre - halfWidth, p) }
            if sidedness.hasUpperEnd && successes < trials { upper = max(centre + halfWidth, p) }
        }
        return share(
            successes, of: trials, lower: lower, upper: upper, confidence: confidence,
            provenance: provenance, method: .wilson)
    }

    private static func check(successes: Int, trials: Int) {
        precondition(trials >= 0, "the number of trials is not negative")
        precondition(
            successes >= 0 && successes <= trials, "the successes are among the trials")
    }

    private static func share(
        _ successes: Int, of trials: Int, lower: Double, upper: Double, confidence: Double,
        provenance: Estimate.Provenance, method: Estimate.Method
    ) -> Estimate {
        Estimate(
            point: trials == 0 ? .nan : Double(successes) / Double(trials),
            lower: lower, upper: upper, count: trials, confidence: confidence,
            provenance: provenance, method: method)
    }
}
