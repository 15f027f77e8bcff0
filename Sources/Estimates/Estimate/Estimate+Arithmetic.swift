extension Estimate {
    /// The estimate in another unit: every value times a positive factor.
    ///
    /// - Parameter factor: Positive and finite, such as 1,000 for seconds to milliseconds.
    /// - Returns: The same estimate with point and bounds in the new unit.
    package func scaled(by factor: Double) -> Estimate {
        precondition(factor > 0 && factor.isFinite, "a unit factor is positive and finite")
        var scaled = self
        scaled.point *= factor
        scaled.lower *= factor
        scaled.upper *= factor
        return scaled
    }

    /// The estimate of the opposite share: a share of good requests becomes the share of bad ones.
    package var complement: Estimate {
        var complement = self
        complement.point = 1 - point
        complement.lower = 1 - upper
        complement.upper = 1 - lower
        return complement
    }

    /// Whether the method found a bound from below.
    package var hasLowerBound: Bool { lower > -.infinity }

    /// Whether the method found a bound from above.
    package var hasUpperBound: Bool { upper < .infinity }
}
