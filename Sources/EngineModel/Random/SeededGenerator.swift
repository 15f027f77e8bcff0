/// A small, fast, reproducible source of random bits (xoshiro256++ seeded through SplitMix64).
///
/// The same seed gives the same numbers on every machine and in every release, so a virtual run can be
/// repeated from the seed recorded in its result. Not for cryptography.
///
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// Starts the sequence that belongs to a seed; any value is a good seed.
    package init(seed: UInt64) {
        var state = seed
        s0 = Self.splitMix(&state)
        s1 = Self.splitMix(&state)
        s2 = Self.splitMix(&state)
        s3 = Self.splitMix(&state)
    }

    /// The next 64 random bits.
    package mutating func next() -> UInt64 {
        let sum = s0 &+ s3
        let result = ((sum << 23) | (sum >> 41)) &+ s0
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// A number in 0 ..< 1 with 53 random bits.
    package mutating func unit() -> Double {
        Double(next() >> 11) * 0x1.0p-53
    }

    /// One well-mixed value for a pair of numbers, for draws that must not depend on their order.
    ///
    /// `mixed(seed, 7)` is the same however many other draws were made before it.
    package static func mixed(_ seed: UInt64, _ index: UInt64) -> UInt64 {
        var state = seed ^ (index &+ 1) &* 0xD134_2543_DE82_EF95
        return splitMix(&state)
    }

    private static func splitMix(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
