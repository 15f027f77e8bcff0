import Estimates

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Random numbers of the distributions that a load is made of, reproducible from a seed.
struct RandomDraws: Sendable {
    private var generator: SplitMix64

    /// Starts the sequence that belongs to a seed.
    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    /// Starts the sequence of one of many things under one seed.
    ///
    /// SplitMix64 steps by a constant: seeds that differ by steps would give the same numbers one
    /// place further on. Scrambling the number first keeps the sequences of neighbours apart.
    init(seed: UInt64, index: Int) {
        var scramble = SplitMix64(seed: UInt64(truncatingIfNeeded: index))
        generator = SplitMix64(seed: seed ^ scramble.next())
    }

    /// A number in 0..<1.
    mutating func uniform() -> Double { generator.nextUniform() }

    /// A whole number in 0..<count; the bias of the remainder is below 2^-32 for counts here.
    mutating func whole(below count: Int) -> Int { Int(generator.next() % UInt64(count)) }

    /// An exponential number of mean 1.
    mutating func exponential() -> Double { -log1p(-uniform()) }

    /// A gamma-distributed number of scale 1; its mean is the shape.
    ///
    /// - SeeAlso: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS
    ///   26(3), 2000; for shapes below 1 the remark at its end.
    mutating func gamma(shape: Double) -> Double {
        guard shape >= 1 else {
            let larger = gamma(shape: shape + 1)
            return larger * pow(1 - uniform(), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            if log1p(-uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
        }
    }

    /// A standard normal number, by Marsaglia's polar method.
    mutating func normal() -> Double {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            if square > 0, square < 1 { return x * (-2 * log(square) / square).squareRoot() }
        }
    }

    /// The exponential of a normal number of the given median and spread.
    ///
    /// - Parameters:
    ///   - median: The median, positive.
    ///   - sigma: The standard deviation of the logarithm.
    /// - Returns: A positive number.
    mutating func logNormal(median: Double, sigma: Double) -> Double {
        median * exp(sigma * normal())
    }
}
