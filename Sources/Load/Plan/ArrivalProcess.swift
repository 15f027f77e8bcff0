/// How the starts of an open loop scatter around their rate.
package enum ArrivalProcess: Sendable, Equatable {
    /// Evenly spaced.
    case constant

    /// Independent of each other: exponential times between starts, coefficient of variation 1.
    case poisson

    /// Gamma-distributed times between starts.
    ///
    /// The shape is the square of the reciprocal coefficient of variation: 1 is Poisson, below 1 comes
    /// in bursts (0.25: coefficient 2), above 1 is more even.
    case gamma(shape: Double)
}
