#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The random quantities of the engine model, drawn from one seeded generator.
package struct RandomSource: Sendable {
    private var generator: SeededGenerator
    private var spare = 0.0
    private var hasSpare = false

    /// Starts the sequence that belongs to a seed.
    package init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// A number in 0 ..< 1.
    package mutating func unit() -> Double {
        generator.unit()
    }

    /// An integer, each value of the range equally likely.
    package mutating func integer(in range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    /// A standard normal number (Marsaglia's polar method).
    package mutating func normal() -> Double {
        if hasSpare {
            hasSpare = false
            return spare
        }
        while true {
            let x = 2 * generator.unit() - 1
            let y = 2 * generator.unit() - 1
            let square = x * x + y * y
            guard square < 1, square > 0 else { continue }
            let scale = (-2 * log(square) / square).squareRoot()
            spare = y * scale
            hasSpare = true
            return x * scale
        }
    }

    /// A positive factor with mean 1: `exp(N(-cv^2 / 2, cv))`.
    ///
    /// - Parameter variation: `cv`, the spread; 0 gives exactly 1 and draws nothing.
    /// - Returns: The factor.
    package mutating func noise(variation: Double) -> Double {
        guard variation > 0 else { return 1 }
        return exp(variation * normal() - variation * variation / 2)
    }

    /// An exponentially distributed number with the given mean.
    package mutating func exponential(mean: Double) -> Double {
        -mean * log(1 - generator.unit())
    }
}
