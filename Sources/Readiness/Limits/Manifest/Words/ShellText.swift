/// Splits shell text into the words of its commands, as far as command lines of engines need it.
///
/// Quotes, backslashes, line continuations, comments, `;`, `&&`, `||`, `|`, `&`, variables with
/// defaults and assignments are understood. Loops, conditions and substitutions are not: their words
/// come out as they stand and match no engine.
struct ShellText {
    /// The commands in order, each with at least one word.
    private(set) var commands: [[ManifestWord]] = []
    /// Variables: those given and those that the text sets.
    private(set) var variables: [String: String]

    private let scalars: [Character]
    private var index = 0
    private var line: Int?
    private var command: [ManifestWord] = []
    private var word: String?
    private var wordLine: Int?
    private var isQuoted = false

    /// Splits a text.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - line: the line of the file it begins on.
    ///   - variables: what `$NAME` stands for; an unknown one stays as it is.
    init(_ text: String, line: Int? = nil, variables: [String: String] = [:]) {
        scalars = Array(text.replacing("\r\n", with: "\n"))
        self.line = line
        self.variables = variables
        split()
    }

    private mutating func split() {
        while index < scalars.count {
            let character = scalars[index]
            switch character {
            case "\\": readEscape()
            case "'": readSingleQuotes()
            case "\"": readDoubleQuotes()
            case "$": readVariable(isQuoted: false)
            case "#" where word == nil:
                while index < scalars.count, scalars[index] != "\n" { index += 1 }
            case "\n", ";", "|", "&":
                endCommand()
                advance()
            case " ", "\t", "\r":
                endWord()
                advance()
            default:
                append(String(character))
                advance()
            }
        }
        endCommand()
    }

    private mutating func advance() {
        if scalars[index] == "\n", let current = line { line = current + 1 }
        index += 1
    }

    private mutating func append(_ text: String) {
        if word == nil { wordLine = line }
        word = (word ?? "") + text
    }

    private mutating func endWord() {
        defer { (word, isQuoted) = (nil, false) }
        guard let word, !word.isEmpty || isQuoted else { return }
        // "NAME=value" before a command sets a variable for what follows.
        if command.isEmpty || command.allSatisfy({ $0.text == "export" }),
            let sign = word.firstIndex(of: "="), Self.isName(word[..<sign])
        {
            variables[String(word[..<sign])] = String(word[word.index(after: sign)...])
            command = []
            return
        }
        command.append(ManifestWord(word, line: wordLine))
    }

    private mutating func endCommand() {
        endWord()
        if !command.isEmpty { commands.append(command) }
        command = []
    }

    // MARK: - Quotes

    private mutating func readEscape() {
        advance()
        guard index < scalars.count else { return append("\\") }
        // A backslash at the end of a line joins it with the next.
        if scalars[index] != "\n" { append(String(scalars[index])) }
        advance()
    }

    private mutating func readSingleQuotes() {
        append("")
        isQuoted = true
        advance()
        while index < scalars.count, scalars[index] != "'" {
            append(String(scalars[index]))
            advance()
        }
        if index < scalars.count { advance() }
    }

    private mutating func readDoubleQuotes() {
        append("")
        isQuoted = true
        advance()
        while index < scalars.count, scalars[index] != "\"" {
            switch scalars[index] {
            case "\\":
                advance()
                guard index < scalars.count else { return }
                if scalars[index] != "\n" {
                    append(("$`\"\\".contains(scalars[index]) ? "" : "\\") + String(scalars[index]))
                }
                advance()
            case "$": readVariable(isQuoted: true)
            default:
                append(String(scalars[index]))
                advance()
            }
        }
        if index < scalars.count { advance() }
    }

    // MARK: - Variables

    private mutating func readVariable(isQuoted: Bool) {
        let start = index
        guard let (name, fallback, end) = Self.variable(in: scalars, at: index) else {
            append("$")
            return advance()
        }
        let value = variables[name].flatMap { $0.isEmpty ? nil : $0 } ?? fallback
        while index < end { advance() }
        guard let value else {
            // Unknown: the word keeps the reference, so that a message can name it.
            return append(String(scalars[start..<end]))
        }
        guard !isQuoted else { return append(value) }
        // An unquoted value is split into words again.
        let parts = value.split(separator: " ", omittingEmptySubsequences: true)
        for (number, part) in parts.enumerated() {
            if number > 0 { endWord() }
            append(String(part))
        }
    }

    /// Reads `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME-default}`.
    ///
    /// - Returns: the name, the default, and where the text goes on.
    static func variable(
        in text: [Character], at start: Int
    ) -> (name: String, fallback: String?, end: Int)? {
        var index = start + 1
        guard index < text.count else { return nil }
        if text[index] != "{" {
            while index < text.count, isNameCharacter(text[index]) { index += 1 }
            let name = String(text[(start + 1)..<index])
            return isName(name) ? (name, nil, index) : nil
        }
        guard let close = text[index...].firstIndex(of: "}") else { return nil }
        let inside = String(text[(index + 1)..<close])
        let name = String(inside.prefix { isNameCharacter($0) })
        guard isName(name) else { return nil }
        let rest = inside.dropFirst(name.count)
        let fallback: String? =
            if rest.hasPrefix(":-") {
                String(rest.dropFirst(2))
            } else if rest.hasPrefix("-") {
                String(rest.dropFirst())
            } else {
                nil
            }
        return (name, fallback, close + 1)
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_")
    }

    private static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.first, !first.isNumber else { return false }
        return text.allSatisfy(isNameCharacter)
    }
}
