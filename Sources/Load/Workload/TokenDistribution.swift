/// How many tokens a prompt or an answer has: one number, or a distribution of them.
package enum TokenDistribution: Sendable, Equatable {
    /// Always the same.
    case fixed(Int)
    /// Each number of a range equally likely.
    case uniform(ClosedRange<Int>)
    /// Around a mean; what falls below 1 becomes 1.
    case normal(mean: Double, deviation: Double)
    /// A long tail: the logarithm is normal with this standard deviation.
    case logNormal(median: Double, sigma: Double)
    /// A few numbers with their weights.
    case choice([Option])

    /// A number of tokens and how often it comes.
    package struct Option: Sendable, Equatable {
        /// The number of tokens.
        package var tokens: Int
        /// How often it comes, against the other options' weights.
        package var weight: Double

        /// Creates an option.
        ///
        /// - Parameters:
        ///   - tokens: The number of tokens.
        ///   - weight: How often it comes.
        package init(tokens: Int, weight: Double) {
            self.tokens = tokens
            self.weight = weight
        }
    }

    /// The most tokens of a prompt or an answer.
    package static let tokensMax = 1_000_000

    /// The forms that ``parse(_:)`` reads.
    package static let forms =
        "128, uniform:64..256, normal:512,64, lognormal:512,0.8 or choice:128*0.7,2048*0.3"

    /// Reads a distribution.
    ///
    /// | text | meaning |
    /// | --- | --- |
    /// | `128` | always 128 |
    /// | `uniform:64..256` | 64 to 256, each equally likely |
    /// | `normal:512,64` | mean 512, standard deviation 64 |
    /// | `lognormal:512,0.8` | median 512, the logarithm's standard deviation 0.8 |
    /// | `choice:128*0.7,2048*0.3` | 128 in 70 of 100 cases, else 2048 |
    ///
    /// - Parameter text: What was written.
    /// - Returns: The distribution; `nil` when the text is none of the forms, or a number is outside
    ///   1...``tokensMax``.
    package static func parse(_ text: String) -> TokenDistribution? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return tokens(text[...]).map(fixed) }
        switch parts[0] {
        case "uniform":
            guard let dot = parts[1].firstIndex(of: "."), parts[1][dot...].hasPrefix(".."),
                let low = tokens(parts[1][..<dot]),
                let high = tokens(parts[1][dot...].dropFirst(2)), low <= high
            else { return nil }
            return .uniform(low...high)
        case "normal":
            guard let pair = pair(parts[1]), pair.1 >= 0 else { return nil }
            return .normal(mean: pair.0, deviation: pair.1)
        case "lognormal":
            guard let pair = pair(parts[1]), (0...5).contains(pair.1) else { return nil }
            return .logNormal(median: pair.0, sigma: pair.1)
        case "choice":
            let options = parts[1].split(separator: ",", omittingEmptySubsequences: false)
                .map(option)
            let known = options.compactMap(\.self)
            return known.count == options.count ? .choice(known) : nil
        default: return nil
        }
    }

    private static func tokens(_ text: Substring) -> Int? {
        Int(text).flatMap { (1...tokensMax).contains($0) ? $0 : nil }
    }

    private static func pair(_ text: Substring) -> (Double, Double)? {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
        guard numbers.count == 2, let first = Double(numbers[0]), let second = Double(numbers[1]),
            first >= 1, first <= Double(tokensMax), second.isFinite, second <= Double(tokensMax)
        else { return nil }
        return (first, second)
    }

    private static func option(_ text: Substring) -> Option? {
        let parts = text.split(separator: "*", omittingEmptySubsequences: false)
        guard let count = parts.first.flatMap(tokens), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return Option(tokens: count, weight: 1) }
        guard let weight = Double(parts[1]), weight > 0, weight.isFinite else { return nil }
        return Option(tokens: count, weight: weight)
    }

    /// The mean, for the cost of a plan; what is cut off at 1 is not reckoned with.
    package var mean: Double {
        switch self {
        case .fixed(let count): return Double(count)
        case .uniform(let range): return Double(range.lowerBound + range.upperBound) / 2
        case .normal(let mean, _): return mean
        case .logNormal(let median, let sigma):
            return RandomDraws.logNormalMean(median: median, sigma: sigma)
        case .choice(let options):
            let weight = options.reduce(0) { $0 + $1.weight }
            return options.reduce(0) { $0 + Double($1.tokens) * $1.weight } / weight
        }
    }

    /// Draws a number of tokens, 1 to ``tokensMax``.
    func draw(_ draws: inout RandomDraws) -> Int {
        let value: Double
        switch self {
        case .fixed(let count): return count
        case .uniform(let range): return range.lowerBound + draws.whole(below: range.count)
        case .normal(let mean, let deviation): value = mean + deviation * draws.normal()
        case .logNormal(let median, let sigma):
            value = draws.logNormal(median: median, sigma: sigma)
        case .choice(let options):
            var rest = draws.uniform() * options.reduce(0) { $0 + $1.weight }
            for option in options {
                rest -= option.weight
                if rest < 0 { return option.tokens }
            }
            return options[options.count - 1].tokens
        }
        return Int(min(Double(Self.tokensMax), max(1, value.rounded())))
    }
}
