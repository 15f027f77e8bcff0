import EngineModel

/// What the simulated model writes: plausible sentences, one token at a time, the same for the same seed.
struct Prose {
    private var random: RandomSource
    private var wordsLeft = 0
    private var startsSentence = true
    private var isFirst = true

    init(seed: UInt64) {
        random = RandomSource(seed: seed)
        wordsLeft = 7
    }

    /// The text of the next token: a word with the space before it, or a mark.
    mutating func nextToken() -> String {
        if wordsLeft == 0 {
            wordsLeft = random.integer(in: 5...14)
            startsSentence = true
            return "."
        }
        wordsLeft -= 1
        var word = Self.words[random.integer(in: 0...(Self.words.count - 1))]
        if startsSentence {
            word = word.prefix(1).uppercased() + word.dropFirst()
            startsSentence = false
        } else if wordsLeft > 2, random.unit() < 0.05 {
            return ","
        }
        defer { isFirst = false }
        return isFirst ? word : " " + word
    }

    private static let words = """
        the a this each every one another some any no its their our both that many few
        request answer queue batch engine server client token prompt model cache block slot step
        telescope mirror lens sky night star orbit signal light dome crew window minute second
        night wind cloud mountain valley river harbour bridge road map letter page word line
        waits runs moves holds gives takes keeps shows grows falls turns opens closes ends begins
        carries follows meets leaves finds counts reads writes measures compares fills drains
        slowly quickly often rarely again soon later early always never almost together alone
        long short small large bright dark quiet loud steady early late full empty clear plain
        before after under over between beyond with without toward against along across inside
        and or but so because while until although if when where as than
        """.split(whereSeparator: \.isWhitespace).map(String.init)
}
