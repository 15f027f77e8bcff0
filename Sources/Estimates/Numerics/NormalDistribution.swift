/// The standard normal distribution.
enum NormalDistribution {
    /// The probability that a standard normal variable exceeds a value.
    static func probability(above value: Double) -> Double {
        0.5 * Elementary.complementaryError(value / 2.0.squareRoot())
    }

    /// The value that a standard normal variable stays below with the given probability, in 0...1.
    ///
    /// Bisection on the complementary error function to the last digit: it is called once per
    /// interval, never in a loop.
    static func quantile(_ probability: Double) -> Double {
        if probability <= 0 { return -.infinity }
        if probability >= 1 { return .infinity }
        if probability > 0.5 { return -quantile(1 - probability) }
        var low = -40.0
        var high = 0.0
        while true {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { return middle }
            if self.probability(above: -middle) < probability {
                low = middle
            } else {
                high = middle
            }
        }
    }
}
