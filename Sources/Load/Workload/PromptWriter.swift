import Estimates

/// Writes the text of prompts word by word; equal seeds and numbers give equal texts.
struct PromptWriter {
    private var draws: RandomDraws
    /// The text so far.
    private(set) var text: String

    /// Characters that an average English token stands for; the usual rule of thumb.
    ///
    /// The server's own count, when it reports one, is what reports show.
    static let charactersPerToken = 4

    init(seed: UInt64, index: Int, beginning: String = "") {
        draws = RandomDraws(seed: seed, index: index)
        text = beginning
    }

    private mutating func pick(_ words: [String]) -> String {
        words[draws.whole(below: words.count)]
    }

    // MARK: - Sets

    /// A text of about so many characters, its end included.
    mutating func write(_ set: PromptSet, characters: Int) {
        switch set {
        case .shortChat: writeChat(characters)
        case .longContext: writeDocument(characters)
        case .code: writeCode(characters)
        case .rag: writePassages(characters)
        }
    }

    private mutating func writeChat(_ characters: Int) {
        let subject = pick(PromptWords.subjects)
        let question =
            "\(pick(PromptWords.openings)) \(subject)? " + pick(PromptWords.styles)
        let wanted = characters - question.utf8.count
        var next = "\(pick(PromptWords.names)) asks about \(subject). "
        // A sentence is added as long as that brings the length nearer to the aim.
        while wanted - text.utf8.count > next.utf8.count / 2 {
            text += next
            next = sentence()
        }
        text += question
    }

    private mutating func sentence() -> String {
        "\(pick(PromptWords.clauses)) \(pick(PromptWords.subjects)), \(pick(PromptWords.endings)) "
    }

    private mutating func writeDocument(_ characters: Int) {
        let question =
            "\n\nSummarise what the text above says about \(pick(PromptWords.subjects)), and name "
            + "what it leaves open. \(pick(PromptWords.styles))"
        var chapter = 1
        fill(to: characters - question.utf8.count) { writer in
            var part = "\n\n\(chapter). Of \(writer.pick(PromptWords.subjects))\n\n"
            chapter += 1
            for _ in 0..<6 { part += writer.sentence() }
            return part
        }
        text += question
    }

    private mutating func writeCode(_ characters: Int) {
        let instruction =
            "\n\nIn the files above, \(pick(PromptWords.changes)). Answer with the changed lines only."
        var file = 1
        fill(to: characters - instruction.utf8.count) { writer in
            let noun = writer.pick(PromptWords.nouns)
            var part = "\n\n// \(noun)\(file).py\n"
            file += 1
            for _ in 0..<3 {
                let verb = writer.pick(PromptWords.verbs)
                let other = writer.pick(PromptWords.nouns)
                part +=
                    "def \(verb)_\(noun)(\(other)s, limit=\(writer.draws.whole(below: 100))):\n"
                    + "    found = [\(other) for \(other) in \(other)s if \(other).count > limit]\n"
                    + "    return sorted(found, key=lambda \(other): \(other).\(noun)_id)\n\n"
            }
            return part
        }
        text += instruction
    }

    private mutating func writePassages(_ characters: Int) {
        let question =
            "\n\nQuestion: \(pick(PromptWords.openings)) \(pick(PromptWords.subjects))?"
        var number = 1
        fill(to: characters - question.utf8.count) { writer in
            var part =
                "\n\n[\(number)] \(writer.pick(PromptWords.names)), notes on "
                + "\(writer.pick(PromptWords.subjects)): "
            number += 1
            for _ in 0..<4 { part += writer.sentence() }
            return part
        }
        text += question
    }

    /// Appends parts until the text has a length; the last one is cut at the end of a word.
    private mutating func fill(to wanted: Int, _ part: (inout PromptWriter) -> String) {
        while text.utf8.count < wanted { text += part(&self) }
        trim(to: wanted)
    }

    /// Appends sentences until the text has exactly a length, cut within a word if need be.
    mutating func writeBlock(characters: Int) {
        let wanted = text.utf8.count + characters
        while text.utf8.count < wanted { text += sentence() }
        text.removeLast(text.utf8.count - wanted)
    }

    /// Cuts the text; it is ASCII, so that bytes are characters.
    private mutating func trim(to wanted: Int) {
        guard text.utf8.count > max(0, wanted), wanted > 0 else { return }
        text.removeLast(text.utf8.count - wanted)
        while let last = text.last, last != " ", last != "\n" { text.removeLast() }
    }
}
