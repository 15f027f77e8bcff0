import Estimates
import Foundation

/// Seeded draws for histories.
struct Noise {
    private var generator: SplitMix64

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed &* 0x9E37_79B9 &+ 17)
    }

    /// 0 to 1.
    mutating func unit() -> Double { generator.nextUniform() }

    mutating func normal() -> Double {
        (-2 * log(max(unit(), 1e-300))).squareRoot() * cos(2 * Double.pi * unit())
    }

    /// A factor with the median 1.
    mutating func factor(_ spread: Double) -> Double { exp(spread * normal()) }

    mutating func chance(_ share: Double) -> Bool { unit() < share }
}
