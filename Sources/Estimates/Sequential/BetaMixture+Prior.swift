/// The priors of a gate, for an objective "at least `share` of the requests are good".
///
/// The gate was designed for a share of 0.95 with Beta(50, 1) for accepting and Beta(1, 1) for
/// refusing. For other shares the wagers keep their shape in units of the allowed failure rate
/// 1 - share: the accepting prior expects about 2/5 of it, the refusing one ten times it or, where
/// that is more than half of all requests, a half. So objectives of every share need the same
/// multiple of their zero-failure count, and the first failure alone never refuses.
///
/// | share | accepting | clean probes | with one failure | fixed number | refusing | dead after |
/// |---|---|---|---|---|---|---|
/// | 0.5 | Beta(5, 1) | 6 | 10 | 5 | Beta(1, 1) | 8 or 10 |
/// | 0.8 | Beta(12.5, 1) | 18 | 30 | 14 | Beta(1, 1) | 3 or 4 |
/// | 0.9 | Beta(25, 1) | 38 | 62 | 29 | Beta(1, 1) | 2 or 3 |
/// | 0.95 | Beta(50, 1) | 77 | 127 | 59 | Beta(1, 1) | 2 |
/// | 0.98 | Beta(125, 1) | 195 | 321 | 149 | Beta(4, 1) | 2 |
/// | 0.99 | Beta(250, 1) | 392 | 644 | 299 | Beta(9, 1) | 2 |
/// | 0.995 | Beta(500, 1) | 787 | 1,291 | 598 | Beta(19, 1) | 2 |
/// | 0.999 | Beta(2500, 1) | 3,940 | 6,464 | 2,995 | Beta(99, 1) | 2 |
///
/// All at 95 %, and "dead after" with three hard objectives judged by ``JointRefusal``: all of them
/// missed by every probe, or only one.
extension BetaMixture {
    /// The prior of the bound that accepts: Beta(a, 1) with a (1 - share) = 5/2.
    ///
    /// A density that grows towards 1 wagers on an endpoint clearly better than it has to be, which
    /// is what a healthy one is.
    ///
    /// - Parameter share: The share of good requests that the objective asks for, in 0...1; beyond
    ///   0.999999 the prior grows no further.
    /// - Returns: Beta(50, 1) for 0.95.
    package static func accepting(share: Double) -> BetaMixture {
        BetaMixture(a: rounded(2.5 / allowance(of: share)), b: 1)
    }

    /// The prior of the bound that refuses: Beta(a, 1) with (a + 1) (1 - share) = 1/10, and the
    /// uniform one up to a share of 0.95.
    ///
    /// - Parameter share: The share of good requests that the objective asks for, in 0...1. At 1 a
    ///   single failure is proof under every prior, and the uniform one gives the plainest bound.
    /// - Returns: Beta(1, 1) for 0.95.
    package static func refusing(share: Double) -> BetaMixture {
        if share == 1 { return .uniform }
        return BetaMixture(a: max(1, rounded(0.1 / allowance(of: share) - 1)), b: 1)
    }

    private static func allowance(of share: Double) -> Double {
        precondition(share >= 0 && share <= 1, "a share lies in 0...1")
        return max(1 - share, 1e-6)
    }

    /// 1 - 0.95 is not quite 0.05: without rounding 50 would be 49.99999999999996.
    private static func rounded(_ parameter: Double) -> Double {
        (parameter * 1e6).rounded() / 1e6
    }
}
