/// How many tokens prompts or answers have.
package enum LengthDistribution: Equatable, Sendable {
    /// Always the same.
    case fixed(Int)
    /// Each value of the range equally likely.
    case uniform(ClosedRange<Int>)
    /// Around a mean with a relative spread, never below 1.
    case spread(mean: Double, variation: Double)

    /// Mean number of tokens, before rounding.
    package var mean: Double {
        switch self {
        case .fixed(let tokens): Double(tokens)
        case .uniform(let range): Double(range.lowerBound + range.upperBound) / 2
        case .spread(let mean, _): mean
        }
    }

    /// Draws a length of at least 1.
    package func draw(_ random: inout RandomSource) -> Int {
        switch self {
        case .fixed(let tokens):
            max(1, tokens)
        case .uniform(let range):
            max(1, random.integer(in: range))
        case .spread(let mean, let variation):
            max(1, Int((mean * random.noise(variation: variation)).rounded()))
        }
    }
}
