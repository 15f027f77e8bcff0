/// Cuts a query into tokens, one at a time.
struct Lexer {
    let text: String
    let bytes: [UInt8]
    var position = 0
    /// Whether the position lies between braces, where other rules hold.
    private var inBraces = false
    /// Whether the position lies between brackets, where a colon stands alone.
    private var inBrackets = false
    private var colonSeen = false
    private var bracketStart = 0
    private var braceStart = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// The next token, `.end` at the end and ever after.
    ///
    /// - Throws: An error when no token begins with what follows.
    mutating func next() throws(PromQLError) -> Token {
        skipBlanks()
        let start = position
        guard let byte = peek() else { return try endToken() }
        if inBraces {
            return try braceToken(byte, from: start)
        }
        if byte.isLetter || byte == UInt8(ascii: ":") {
            return inBrackets ? try colon(from: start) : word(from: start)
        }
        if byte.isDigit || (byte == UInt8(ascii: ".") && (peek(1)?.isDigit ?? false)) {
            return try numberOrDuration(from: start)
        }
        if byte.isQuote {
            return try string(from: start)
        }
        if let kind = symbol() {
            return try bracketed(Token(kind: kind, range: range(from: start)))
        }
        throw unexpectedCharacter(at: start)
    }
}

extension Lexer {
    func peek(_ distance: Int = 0) -> UInt8? {
        let index = position + distance
        return index < bytes.count ? bytes[index] : nil
    }

    func range(from start: Int) -> SourceRange {
        SourceRange(start: start, end: position)
    }

    func error(_ message: String, hint: String? = nil, at range: SourceRange) -> PromQLError {
        PromQLError(message, hint: hint, at: range, in: text)
    }

    /// Takes one byte when it is one of some characters.
    mutating func accept(_ characters: StaticString) -> Bool {
        guard let byte = peek() else { return false }
        let found = characters.withUTF8Buffer { $0.contains(byte) }
        if found {
            position += 1
        }
        return found
    }

    /// Takes bytes as long as they fit.
    mutating func acceptRun(_ fits: (UInt8) -> Bool) {
        while let byte = peek(), fits(byte) {
            position += 1
        }
    }

    private mutating func skipBlanks() {
        while let byte = peek() {
            if byte == UInt8(ascii: "#") {
                acceptRun { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            } else if byte.isBlank {
                position += 1
            } else {
                return
            }
        }
    }

    private func endToken() throws(PromQLError) -> Token {
        if inBraces {
            throw error(
                "a brace is opened and never closed", hint: "write `}` behind the last matcher",
                at: SourceRange(start: braceStart, end: braceStart + 1))
        }
        if inBrackets {
            throw error(
                "a bracket is opened and never closed", hint: "write `]` behind the duration",
                at: SourceRange(start: bracketStart, end: bracketStart + 1))
        }
        return Token(kind: .end, range: range(from: position))
    }

    /// The error about a character that begins no token.
    private func unexpectedCharacter(at start: Int) -> PromQLError {
        let scalar =
            String(decoding: bytes[start...].prefix(4), as: UTF8.self).unicodeScalars.first
            ?? "\u{FFFD}"
        let range = SourceRange(start: start, end: start + UTF8.width(scalar))
        let shown =
            scalar.properties.isWhitespace || scalar.value < 0x20
            ? "U+" + String(scalar.value, radix: 16, uppercase: true) : "`\(scalar)`"
        return error(
            "unexpected character \(shown)" + (inBraces ? " between braces" : ""), at: range)
    }

    // MARK: - Words and symbols

    private mutating func word(from start: Int) -> Token {
        acceptRun { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: ":") }
        let word = bytes[start..<position]
        let range = range(from: start)
        if word.contains(UInt8(ascii: ":")) {
            return Token(kind: .metricIdentifier, range: range)
        }
        return Token(kind: Self.meaning(of: word), range: range)
    }

    /// What a word means; the case of its letters does not matter for words with a meaning.
    private static func meaning(of word: ArraySlice<UInt8>) -> Token.Kind {
        let lowered = String(decoding: word, as: UTF8.self).lowercased()
        if lowered == "inf" || lowered == "nan" { return .number }
        if let keyword = Keyword(rawValue: lowered) { return .keyword(keyword) }
        if let aggregation = AggregationOperator(rawValue: lowered) {
            return .aggregation(aggregation)
        }
        if let operation = BinaryOperator(rawValue: lowered) { return .operation(operation) }
        return .identifier
    }

    private mutating func symbol() -> Token.Kind? {
        guard let byte = peek() else { return nil }
        let pair: Token.Kind? =
            switch (byte, peek(1)) {
            case (UInt8(ascii: "="), UInt8(ascii: "=")): .operation(.equal)
            case (UInt8(ascii: "!"), UInt8(ascii: "=")): .operation(.notEqual)
            case (UInt8(ascii: "<"), UInt8(ascii: "=")): .operation(.lessOrEqual)
            case (UInt8(ascii: ">"), UInt8(ascii: "=")): .operation(.greaterOrEqual)
            default: nil
            }
        if let pair {
            position += 2
            return pair
        }
        guard let kind = Self.symbols[byte] else { return nil }
        position += 1
        return kind
    }

    private static let symbols: [UInt8: Token.Kind] = [
        UInt8(ascii: "("): .leftParenthesis,
        UInt8(ascii: ")"): .rightParenthesis,
        UInt8(ascii: "{"): .leftBrace,
        UInt8(ascii: "["): .leftBracket,
        UInt8(ascii: "]"): .rightBracket,
        UInt8(ascii: ","): .comma,
        UInt8(ascii: "@"): .at,
        UInt8(ascii: "="): .equals,
        UInt8(ascii: "<"): .operation(.less),
        UInt8(ascii: ">"): .operation(.greater),
        UInt8(ascii: "+"): .operation(.add),
        UInt8(ascii: "-"): .operation(.subtract),
        UInt8(ascii: "*"): .operation(.multiply),
        UInt8(ascii: "/"): .operation(.divide),
        UInt8(ascii: "%"): .operation(.modulo),
        UInt8(ascii: "^"): .operation(.power),
    ]

    // MARK: - Brackets and braces

    /// Keeps count of the brackets and braces that a symbol opens or closes.
    private mutating func bracketed(_ token: Token) throws(PromQLError) -> Token {
        switch token.kind {
        case .leftBrace:
            inBraces = true
            braceStart = token.range.start
        case .leftBracket:
            inBrackets = true
            colonSeen = false
            bracketStart = token.range.start
            try requireDuration()
        case .rightBracket:
            inBrackets = false
        default:
            break
        }
        return token
    }

    /// Prometheus 2.42 takes any letter between brackets for the colon of a subquery, so that
    /// `[10m x 1m]` is one; a query that it runs is not refused here.
    private mutating func colon(from start: Int) throws(PromQLError) -> Token {
        position += 1
        let range = range(from: start)
        guard !colonSeen else {
            throw error(
                "unexpected `\(range.text(in: text))` in brackets",
                hint: "a subquery has a range and a step: `[10m:1m]`", at: range)
        }
        colonSeen = true
        return Token(kind: .colon, range: range)
    }

    /// A range begins right behind the bracket: not even a comment may come before it.
    private mutating func requireDuration() throws(PromQLError) {
        acceptRun { $0.isBlank }
        guard let byte = peek(), !byte.isDigit else { return }
        throw error(
            "expected a duration behind the bracket",
            hint: "write a range such as `[5m]`, or `[10m:1m]` for a subquery",
            at: SourceRange(start: position, end: position))
    }

    private mutating func braceToken(_ byte: UInt8, from start: Int) throws(PromQLError) -> Token {
        if byte.isLetter {
            acceptRun { $0.isLetter || $0.isDigit }
            return Token(kind: .identifier, range: range(from: start))
        }
        if byte.isQuote {
            return try string(from: start)
        }
        let kind: Token.Kind
        switch (byte, peek(1)) {
        case (UInt8(ascii: "}"), _):
            inBraces = false
            kind = .rightBrace
        case (UInt8(ascii: ","), _): kind = .comma
        case (UInt8(ascii: "="), UInt8(ascii: "~")): kind = .matches
        case (UInt8(ascii: "="), _): kind = .equals
        case (UInt8(ascii: "!"), UInt8(ascii: "=")): kind = .operation(.notEqual)
        case (UInt8(ascii: "!"), UInt8(ascii: "~")): kind = .notMatches
        default: throw unexpectedCharacter(at: start)
        }
        switch kind {
        case .matches, .notMatches, .operation: position += 2
        default: position += 1
        }
        return Token(kind: kind, range: range(from: start))
    }
}
