/// Splits a command line as a shell does: blanks, and quotes of both kinds; nothing is expanded.
enum ShellWords {
    /// Splits a line.
    static func split(_ text: String, line: Int) throws(CaseSyntaxError) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in text {
            switch (character, quote) {
            case (let character, let open?) where character == open: quote = nil
            case (_, .some): word = (word ?? "") + String(character)
            case ("'", nil), ("\"", nil):
                quote = character
                word = word ?? ""
            case (" ", nil):
                if let done = word { words.append(done) }
                word = nil
            case (_, nil): word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { throw CaseSyntaxError(line: line, problem: "an open quote") }
        return words + [word].compactMap(\.self)
    }
}
