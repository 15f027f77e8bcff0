/// Student's t distribution.
enum StudentDistribution {
    /// The value exceeded with a probability in 0...0.5, for 1 or more degrees of freedom.
    ///
    /// - SeeAlso: NIST Handbook of Mathematical Functions (Abramowitz and Stegun), 26.7.1: with
    ///   x = v / (v + t^2), the probability beyond both -t and t is I_x(v / 2, 1 / 2).
    static func upperQuantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
        upperQuantile(probability, degreesOfFreedom: Double(degreesOfFreedom))
    }

    /// The same for degrees of freedom that are no whole number, as a difference of two means has.
    static func upperQuantile(_ probability: Double, degreesOfFreedom freedom: Double) -> Double {
        precondition(freedom >= 1, "there is at least one degree of freedom")
        precondition(
            probability >= 0 && probability <= 0.5, "an upper tail has at most half of all")
        let x = IncompleteBeta.inverse(2 * probability, a: freedom / 2, b: 0.5)
        return (freedom * (1 - x) / x).squareRoot()
    }

    /// The probability that a value exceeds a positive one or zero.
    static func probability(above value: Double, degreesOfFreedom freedom: Double) -> Double {
        precondition(value >= 0, "the upper tail begins at zero")
        guard value.isFinite else { return 0 }
        let x = freedom / (freedom + value * value)
        return IncompleteBeta.regularised(at: x, a: freedom / 2, b: 0.5) / 2
    }
}
