/// The regularised incomplete beta function and its inverse.
///
/// I_x(a, b) is the distribution function of a Beta(a, b) variable, and with whole arguments the
/// tail of a binomial one: P(Bin(n, p) >= k) = I_p(k, n - k + 1).
///
/// - SeeAlso: NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction) and
///   8.17.5 (binomial tail); evaluated with the modified Lentz method (Thompson and Barnett 1986).
enum IncompleteBeta {
    /// ln B(a, b), for positive arguments.
    static func logBeta(_ a: Double, _ b: Double) -> Double {
        Elementary.logGamma(a) + Elementary.logGamma(b) - Elementary.logGamma(a + b)
    }

    /// I_x(a, b) and its complement, each accurate where it is the small one.
    static func tails(at x: Double, a: Double, b: Double) -> (lower: Double, upper: Double) {
        precondition(a > 0 && b > 0, "the parameters of a beta distribution are positive")
        if x <= 0 { return (0, 1) }
        if x >= 1 { return (1, 0) }
        let logFront =
            a * Elementary.naturalLog(x) + b * Elementary.naturalLogOnePlus(-x) - logBeta(a, b)
        let front = Elementary.exponential(logFront)
        // The fraction converges fast below the mean; above it the mirrored one does.
        if x < (a + 1) / (a + b + 2) {
            let lower = min(front * continuedFraction(x, a, b) / a, 1)
            return (lower, 1 - lower)
        }
        let upper = min(front * continuedFraction(1 - x, b, a) / b, 1)
        return (1 - upper, upper)
    }

    /// The regularised incomplete beta function I_x(a, b).
    static func regularised(at x: Double, a: Double, b: Double) -> Double {
        tails(at: x, a: a, b: b).lower
    }

    /// The x at which I_x(a, b) equals `probability`: the quantile function of Beta(a, b).
    ///
    /// Newton's method inside a bracket that bisection keeps shrinking, so it ends for every
    /// argument.
    static func inverse(_ probability: Double, a: Double, b: Double) -> Double {
        if probability <= 0 { return 0 }
        if probability >= 1 { return 1 }
        let logNorm = logBeta(a, b)
        var low = 0.0
        var high = 1.0
        var x = a / (a + b)
        // 1,100 halvings reach the smallest number there is; Newton needs about ten steps.
        for _ in 0..<1_100 {
            let tail = tails(at: x, a: a, b: b)
            // Compare the smaller tails: a difference from a value near 1 would lose its digits.
            let error =
                probability <= 0.5 ? tail.lower - probability : (1 - probability) - tail.upper
            if error == 0 { return x }
            if error < 0 { low = x } else { high = x }
            let logDensity =
                (a - 1) * Elementary.naturalLog(x) + (b - 1) * Elementary.naturalLogOnePlus(-x)
                - logNorm
            let newton = x - error / Elementary.exponential(logDensity)
            let next = newton > low && newton < high ? newton : low + (high - low) / 2
            if abs(next - x) <= 2 * x.ulp || next <= low || next >= high { return next }
            x = next
        }
        return x
    }

    /// The continued fraction of I_x(a, b), without the factor in front of it.
    private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        if abs(d) < tiny { d = tiny }
        d = 1 / d
        var fraction = d
        // It needs a few times sqrt(max(a, b)) steps; the limit serves counts beyond 10 to the 9.
        for m in 1...200_000 {
            let step = Double(m)
            let even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
            d = 1 + even * d
            if abs(d) < tiny { d = tiny }
            c = 1 + even / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            fraction *= d * c
            let odd =
                -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
            d = 1 + odd * d
            if abs(d) < tiny { d = tiny }
            c = 1 + odd / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let factor = d * c
            fraction *= factor
            if abs(factor - 1) <= 1e-16 { break }
        }
        return fraction
    }
}
