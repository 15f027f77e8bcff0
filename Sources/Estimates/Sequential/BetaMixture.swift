/// A mixture of likelihood ratios: a wager against a pass rate whose gain is limited by chance at
/// all times at once.
///
/// M_n(p) = B(a + k, b + n - k) / (B(a, b) p^k (1 - p)^(n - k)), for k good among n probes, is a
/// martingale that starts at 1 when p is the true rate. So by Ville's inequality the chance that it
/// *ever* reaches 1 / alpha is at most alpha, and {p : M_n(p) < 1 / alpha} holds the true rate at
/// every n with probability 1 - alpha, however often one looks and whenever one stops. Used for one
/// end only, each of the two bounds below has that guarantee by itself.
///
/// - SeeAlso: Ville 1939; Robbins, "Statistical methods related to the law of the iterated
///   logarithm", Ann. Math. Stat. 41 (1970); Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform,
///   nonparametric, nonasymptotic confidence sequences", Ann. Stat. 49 (2021).
package struct BetaMixture: Sendable, Hashable, Codable {
    /// The weight of good probes in the prior, positive.
    package let a: Double
    /// The weight of bad probes in the prior, positive.
    package let b: Double

    /// Makes the mixture with the prior Beta(a, b).
    package init(a: Double, b: Double) {
        precondition(
            a > 0 && b > 0 && a.isFinite && b.isFinite,
            "the parameters of a beta prior are positive and finite")
        self.a = a
        self.b = b
    }

    /// The prior that favours no rate.
    package static let uniform = BetaMixture(a: 1, b: 1)

    /// ln M_n(share), the logarithm of the capital won against the claim that the true rate is
    /// `share`.
    ///
    /// - Returns: `.infinity` where the probes are impossible under that rate.
    package func logCapital(against share: Double, successes: Int, trials: Int) -> Double {
        precondition(share >= 0 && share <= 1, "a share lies in 0...1")
        let failures = trials - successes
        if (share == 0 && successes > 0) || (share == 1 && failures > 0) { return .infinity }
        let likelihood = Self.logLikelihood(of: share, successes: successes, failures: failures)
        return logEvidence(successes: successes, failures: failures) - likelihood
    }

    /// The lower end of the confidence sequence: every rate below it has lost against the wager.
    ///
    /// - Parameters:
    ///   - successes: k, in 0...trials.
    ///   - trials: n.
    ///   - alpha: The probability that the bound ever exceeds the true rate, between 0 and 1.
    /// - Returns: 0 without a good probe. Never above the exact root and within 1e-12 of it.
    package func lowerBound(successes: Int, trials: Int, alpha: Double) -> Double {
        lowerBound(successes: successes, trials: trials, alpha: alpha, atLeast: 0)
    }

    /// The upper end of the confidence sequence: every rate above it has lost against the wager.
    ///
    /// - Parameters:
    ///   - successes: k, in 0...trials.
    ///   - trials: n.
    ///   - alpha: The probability that the bound ever falls below the true rate, between 0 and 1.
    /// - Returns: 1 without a bad probe. Never below the exact root and within 1e-12 of it.
    package func upperBound(successes: Int, trials: Int, alpha: Double) -> Double {
        upperBound(successes: successes, trials: trials, alpha: alpha, atMost: 1)
    }

    /// The larger of the lower bound and `floor`; cheap where the floor stands.
    func lowerBound(successes: Int, trials: Int, alpha: Double, atLeast floor: Double) -> Double {
        check(successes: successes, trials: trials, alpha: alpha)
        let failures = trials - successes
        guard successes > 0 else { return floor }
        // The root is where k ln p + (n - k) ln(1 - p) meets this value, on the left of k / n.
        let target =
            Elementary.naturalLog(alpha) + logEvidence(successes: successes, failures: failures)
        if failures == 0 {
            return max(floor, Elementary.exponential(target / Double(trials)))
        }
        var start = target / Double(successes)
        if floor > 0 {
            let stands =
                floor * Double(trials) >= Double(successes)
                || Self.logLikelihood(of: floor, successes: successes, failures: failures) >= target
            if stands { return floor }
            start = max(
                start, Elementary.naturalLog(floor) - Elementary.naturalLogOnePlus(-floor))
        }
        let root = Self.leftRoot(
            from: start, target: target, successes: Double(successes), trials: Double(trials))
        return max(floor, root)
    }

    /// The smaller of the upper bound and `ceiling`; cheap where the ceiling stands.
    func upperBound(successes: Int, trials: Int, alpha: Double, atMost ceiling: Double) -> Double {
        1
            - BetaMixture(a: b, b: a).lowerBound(
                successes: trials - successes, trials: trials, alpha: alpha, atLeast: 1 - ceiling)
    }

    /// ln B(a + k, b + n - k) - ln B(a, b): the average likelihood under the prior.
    private func logEvidence(successes: Int, failures: Int) -> Double {
        IncompleteBeta.logBeta(a + Double(successes), b + Double(failures))
            - IncompleteBeta.logBeta(a, b)
    }

    /// k ln p + (n - k) ln(1 - p), where 0 ln 0 is 0.
    private static func logLikelihood(of share: Double, successes: Int, failures: Int) -> Double {
        var sum = 0.0
        if successes > 0 { sum += Double(successes) * Elementary.naturalLog(share) }
        if failures > 0 { sum += Double(failures) * Elementary.naturalLogOnePlus(-share) }
        return sum
    }

    /// The smaller p at which k ln p + (n - k) ln(1 - p) equals the target.
    ///
    /// In the log odds t the function is k t - n ln(1 + e^t), which is concave: Newton's method
    /// from a point left of the root climbs to it without ever stepping over, so the answer errs to
    /// the safe side.
    private static func leftRoot(
        from start: Double, target: Double, successes: Double, trials: Double
    ) -> Double {
        var logOdds = start
        for _ in 0..<200 {
            let share = 1 / (1 + Elementary.exponential(-logOdds))
            // ln(1 + e^t) without overflow on either side.
            let softplus =
                max(logOdds, 0)
                + Elementary.naturalLogOnePlus(Elementary.exponential(-abs(logOdds)))
            let shortfall = target - (successes * logOdds - trials * softplus)
            let slope = successes - trials * share
            guard shortfall > 0, slope > 0 else { return share }
            let next = logOdds + shortfall / slope
            if next - logOdds <= 4 * max(abs(logOdds), 1).ulp {
                return share
            }
            logOdds = next
        }
        return 1 / (1 + Elementary.exponential(-logOdds))
    }

    private func check(successes: Int, trials: Int, alpha: Double) {
        precondition(
            successes >= 0 && successes <= trials, "the successes are among the trials")
        precondition(alpha > 0 && alpha < 1, "an error probability lies between 0 and 1")
    }
}
