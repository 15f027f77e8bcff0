/// Judges regular expressions as RE2 does, the syntax that Prometheus takes, without running them.
///
/// Works without recursion, so that no expression, however nested, can exhaust the stack. Source:
/// the syntax page of RE2; decisions are compared with promtool 2.42.
struct RegexSyntax {
    /// How deep Go's trees of regular expressions may be.
    private static let deepest = 1000
    /// The most repetitions that counts may ask for, those of nested ones multiplied.
    private static let mostRepetitions = 1000

    let bytes: [UInt8]
    var position = 0
    private var groups: [Group] = []
    private var current = Group(isCapturing: false)

    /// Whether a regular expression, given without anchors, matches the empty text.
    ///
    /// - Throws: `RegexError` when it is none.
    static func matchesEmpty(_ pattern: [UInt8]) throws(RegexError) -> Bool {
        guard String(validating: pattern, as: UTF8.self) != nil else {
            throw RegexError("a regular expression has to be valid UTF-8")
        }
        var syntax = RegexSyntax(bytes: pattern)
        return try syntax.parse().isNullable
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension RegexSyntax {
    /// What is known about a part of an expression.
    private struct Piece {
        /// Whether it matches at the start of the empty text, using nothing.
        var isNullable: Bool
        /// How often its innermost part may be asked for, counts multiplied.
        var repetitions = 1
        /// The depth of its tree.
        var depth = 1
    }

    /// A group whose closing parenthesis has not come yet.
    private struct Group {
        var isCapturing: Bool
        var alternatives: [Piece] = []
        var sequence: [Piece] = []

        mutating func endAlternative() {
            var whole = Piece(isNullable: true)
            for piece in sequence {
                whole.isNullable = whole.isNullable && piece.isNullable
                whole.repetitions = max(whole.repetitions, piece.repetitions)
                whole.depth = max(whole.depth, piece.depth + (sequence.count > 1 ? 1 : 0))
            }
            alternatives.append(whole)
            sequence = []
        }

        mutating func end() -> Piece {
            endAlternative()
            let several = alternatives.count > 1 ? 1 : 0
            return Piece(
                isNullable: alternatives.contains(where: \.isNullable),
                repetitions: alternatives.map(\.repetitions).max() ?? 1,
                depth: (alternatives.map(\.depth).max() ?? 1) + several + (isCapturing ? 1 : 0))
        }
    }

    private mutating func parse() throws(RegexError) -> Piece {
        var follows = false
        while let byte = peek() {
            let isRepetition = try repetition(byte, follows: follows)
            if !isRepetition {
                try atom(byte)
            }
            follows = isRepetition
        }
        guard groups.isEmpty else {
            throw RegexError("a parenthesis is opened and never closed")
        }
        let whole = current.end()
        try checkDepth(whole)
        return whole
    }

    private mutating func atom(_ byte: UInt8) throws(RegexError) {
        switch byte {
        case UInt8(ascii: "("):
            try open()
        case UInt8(ascii: ")"):
            position += 1
            guard let outer = groups.popLast() else {
                throw RegexError(
                    "`)` closes nothing", hint: "write `\\)` for a parenthesis that is meant")
            }
            let piece = current.end()
            try checkDepth(piece)
            current = outer
            current.sequence.append(piece)
        case UInt8(ascii: "|"):
            position += 1
            current.endAlternative()
        case UInt8(ascii: "^"), UInt8(ascii: "$"):
            position += 1
            add(nullable: true)
        case UInt8(ascii: "["):
            try characterClass()
            add(nullable: false)
        case UInt8(ascii: "\\"):
            try escapeOutsideClass()
        default:
            takeCharacter()
            add(nullable: false)
        }
    }

    private func checkDepth(_ piece: Piece) throws(RegexError) {
        guard piece.depth <= Self.deepest else {
            throw RegexError("a regular expression is nested more than \(Self.deepest) deep")
        }
    }

    mutating func add(nullable: Bool) {
        current.sequence.append(Piece(isNullable: nullable))
    }

    func peek(_ distance: Int = 0) -> UInt8? {
        let index = position + distance
        return index < bytes.count ? bytes[index] : nil
    }

    /// Takes one character, however many bytes it has.
    mutating func takeCharacter() {
        repeat {
            position += 1
        } while peek().map { $0 & 0xC0 == 0x80 } ?? false
    }

    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    // MARK: - Groups

    private mutating func open() throws(RegexError) {
        position += 1
        guard peek() == UInt8(ascii: "?") else {
            return push(isCapturing: true)
        }
        position += 1
        if starts(with: "P<") {
            position += 2
            let name = bytes[position...].prefix { $0.isLetter || $0.isDigit }
            position = name.endIndex
            guard !name.isEmpty, peek() == UInt8(ascii: ">") else {
                throw RegexError(
                    "a group's name is made of letters, digits and underscores, and ends in `>`")
            }
            position += 1
            return push(isCapturing: true)
        }
        try flags()
    }

    private mutating func push(isCapturing: Bool) {
        groups.append(current)
        current = Group(isCapturing: isCapturing)
    }

    /// What follows `(?`: flags, and a colon if a group begins.
    private mutating func flags() throws(RegexError) {
        var isNegated = false
        var count = 0
        while let byte = peek() {
            position += 1
            switch byte {
            case UInt8(ascii: "i"), UInt8(ascii: "m"), UInt8(ascii: "s"), UInt8(ascii: "U"):
                count += 1
            case UInt8(ascii: "-") where !isNegated:
                isNegated = true
                count = 0
            case UInt8(ascii: ":") where !isNegated || count > 0:
                return push(isCapturing: false)
            case UInt8(ascii: ")") where !isNegated || count > 0:
                return
            default:
                throw RegexError(
                    "`(?` is followed by something RE2 does not know",
                    hint: "there is no lookahead, lookbehind or conditional; "
                        + "a named group is `(?P<name>...)`")
            }
        }
        throw RegexError("a parenthesis is opened and never closed")
    }

    // MARK: - Repetition

    /// Takes `*`, `+`, `?` or a count, and the `?` that makes it lazy.
    ///
    /// - Returns: Whether there was one. A brace that begins no count stands for itself.
    private mutating func repetition(_ byte: UInt8, follows: Bool) throws(RegexError) -> Bool {
        var counts: (least: Int, most: Int?)
        var isCounted = false
        switch byte {
        case UInt8(ascii: "*"): counts = (0, nil)
        case UInt8(ascii: "+"): counts = (1, nil)
        case UInt8(ascii: "?"): counts = (0, 1)
        case UInt8(ascii: "{"):
            guard let read = braceCounts() else { return false }
            counts = (read.least, read.most)
            isCounted = true
            position = read.end - 1
            guard counts.least <= Self.mostRepetitions,
                (counts.most ?? counts.least) <= Self.mostRepetitions,
                counts.most.map({ $0 >= counts.least }) ?? true
            else {
                throw RegexError(
                    "a count is at most \(Self.mostRepetitions), the smaller number first")
            }
        default: return false
        }
        position += 1
        if peek() == UInt8(ascii: "?") {
            position += 1
        }
        guard !follows else {
            throw RegexError(
                "a repetition is repeated", hint: "put the first one in a group: `(?:a*){2}`")
        }
        guard var piece = current.sequence.popLast() else {
            throw RegexError(
                "there is nothing before the repetition `\(Unicode.Scalar(byte))`",
                hint: "write `.*` for any text, or a backslash before a character that is meant")
        }
        if isCounted {
            try multiply(&piece, counts.least, counts.most)
        }
        piece.isNullable = piece.isNullable || counts.least == 0
        piece.depth += 1
        current.sequence.append(piece)
        return true
    }

    private func multiply(_ piece: inout Piece, _ least: Int, _ most: Int?) throws(RegexError) {
        if most == 0 {
            piece.repetitions = 1
            return
        }
        let product = piece.repetitions * Swift.max(1, most ?? least)
        guard Swift.max(least, most ?? 0) < 2 || product <= Self.mostRepetitions else {
            throw RegexError(
                "counts of nested repetitions multiply to more than \(Self.mostRepetitions)")
        }
        piece.repetitions = product
    }

    /// Reads `{2}`, `{2,}` or `{2,3}` without taking it, nil when there is something else.
    private func braceCounts() -> (least: Int, most: Int?, end: Int)? {
        var index = position + 1
        func number() -> Int? {
            let digits = bytes[index...].prefix { $0.isDigit }
            guard !digits.isEmpty else { return nil }
            index = digits.endIndex
            return Int(String(decoding: digits, as: UTF8.self)) ?? .max
        }
        guard let least = number(), index < bytes.count else { return nil }
        var most: Int? = least
        if bytes[index] == UInt8(ascii: ",") {
            index += 1
            most = number()
        }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "}") else { return nil }
        return (least, most, index + 1)
    }
}
