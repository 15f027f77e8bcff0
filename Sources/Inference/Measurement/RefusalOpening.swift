/// Tells from the first words of an answer whether it refuses.
///
/// Deliberately narrow: a refusal is counted only when the answer *begins* with one of the known
/// phrases, in English, in any case, after blanks, quotes and emphasis. An answer that says "I
/// can't" later on, or that only regrets something, is none. Models that refuse in other words are
/// missed; a rise of what is counted is still a rise.
///
/// | begins with | then | then |
/// |---|---|---|
/// | `I'm sorry`, `I am sorry`, `Sorry`, `I apologize` | `, but`, `but` or a comma | `I can't` or one of its kin |
/// | nothing, `Unfortunately,`, `As an AI (language model, assistant),` | `I can't` or one of its kin | `help with`, `assist`, `provide`, `comply`, `fulfill`, ... |
///
/// The kin of `I can't`: `I cannot`, `I can not`, `I'm unable to`, `I'm not able to`, `I won't`,
/// `I will not`, with `I am` for `I'm`. Text is taken only until the phrase is complete or can no
/// longer become one, usually after the first word, and is not kept.
package struct RefusalOpening: Sendable, Equatable {
    /// The most bytes looked at; a longer preface of blanks and quotes is no refusal.
    package static let bytesMax = 200

    /// Whether the answer refuses; `nil` while more text may decide it.
    package private(set) var verdict: Bool?

    private var bytesSeen = 0

    /// The text so far: lower case, straight apostrophes, single blanks, without what precedes the
    /// first letter.
    private var text: [UInt8] = []

    /// Creates an opening of which nothing has been seen.
    package init() {}

    /// Takes the next piece of the answer.
    ///
    /// - Parameter piece: Text; ignored once the verdict stands.
    package mutating func append(_ piece: String) {
        guard verdict == nil else { return }
        for character in piece.unicodeScalars {
            bytesSeen += UTF8.width(character)
            guard bytesSeen <= Self.bytesMax else { break }
            take(character)
        }
        guard let first = text.first else {
            if bytesSeen > Self.bytesMax { verdict = false }
            return
        }
        guard Self.firstLetters.contains(first) else {
            verdict = false
            return
        }
        if Self.phrases.contains(where: { text.starts(with: $0) }) {
            verdict = true
        } else if bytesSeen > Self.bytesMax
            || !Self.phrases.contains(where: { $0.starts(with: text) })
        {
            verdict = false
        }
    }

    private mutating func take(_ character: Unicode.Scalar) {
        switch character {
        case "\u{2018}", "\u{2019}": text.append(UInt8(ascii: "'"))
        case "A"..."Z": text.append(UInt8(character.value) | 0x20)
        case _ where character.properties.isWhitespace:
            if !text.isEmpty, text.last != UInt8(ascii: " ") { text.append(UInt8(ascii: " ")) }
        case "\"", "*", "_", "\u{201C}", "\u{201D}", ">", "#": break
        default: text.append(contentsOf: String(character).utf8)
        }
    }

    /// What a phrase begins with: most answers are told apart by it.
    private static let firstLetters = Set(phrases.compactMap(\.first))

    /// Every phrase, in the form of `text`.
    private static let phrases: [[UInt8]] = {
        let am = ["i'm", "i am"]
        let cannot =
            ["i can't ", "i cannot ", "i can not ", "i won't ", "i will not "]
            + am.flatMap { ["\($0) unable to ", "\($0) not able to "] }
        let sorry =
            am.map { "\($0) sorry" } + ["sorry", "i apologize", "i apologise"]
        let regrets = sorry.flatMap { ["\($0), but ", "\($0) but ", "\($0), "] }
        let prefaces = [
            "", "unfortunately, ", "as an ai, ", "as an ai assistant, ",
            "as an ai language model, ",
        ]
        let acts = [
            "help with", "help you", "assist", "provide", "comply", "fulfill", "fulfil", "discuss",
            "engage in", "do that", "participate",
        ]
        return
            (regrets.flatMap { regret in cannot.map { regret + $0 } }
            + prefaces.flatMap { preface in
                cannot.flatMap { negation in acts.map { preface + negation + $0 } }
            }).map { Array($0.utf8) }
    }()
}
