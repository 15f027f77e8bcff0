/// A small, fast, seeded random number generator: the same seed gives the same numbers on every
/// machine.
///
/// For reproducible tests, benchmarks and resampling; not for secrets.
///
/// - SeeAlso: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014;
///   constants of Stafford's Mix13.
package struct SplitMix64: RandomNumberGenerator, Sendable, Hashable {
    private var state: UInt64

    /// Makes a generator whose whole sequence follows from the seed.
    package init(seed: UInt64) {
        state = seed
    }

    /// The next 64 random bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A uniform value in 0..<1 with 53 random bits.
    package mutating func nextUniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}
