import EngineModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The draws by which one world of the catalogue differs from the next.
struct CatalogueDraw {
    private var random: RandomSource

    /// Starts the draws of a fault; the same name and seed give the same world on every machine.
    ///
    /// - Parameters:
    ///   - name: The fault's name.
    ///   - seed: Of the world.
    init(about name: String, seed: UInt64) {
        // FNV-1a: Swift's own hash differs from run to run.
        let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        random = RandomSource(seed: SeededGenerator.mixed(hash, seed))
    }

    /// A number in 0 ..< 1.
    mutating func unit() -> Double {
        random.unit()
    }

    /// A number between two others.
    mutating func between(_ lower: Double, _ upper: Double) -> Double {
        lower + (upper - lower) * random.unit()
    }

    /// A whole number, each of the range equally likely.
    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        random.integer(in: range)
    }

    /// True in this share of the draws.
    mutating func chance(_ share: Double) -> Bool {
        random.unit() < share
    }

    /// One of several, each equally likely; at least one must be there.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[random.integer(in: 0...choices.count - 1)]
    }

    /// A seed for other draws.
    mutating func seed() -> UInt64 {
        SeededGenerator.mixed(UInt64(random.integer(in: 0...Int.max)), 0)
    }

    /// `base` to the power of `exponent`.
    static func power(_ base: Double, _ exponent: Double) -> Double {
        pow(base, exponent)
    }
}
