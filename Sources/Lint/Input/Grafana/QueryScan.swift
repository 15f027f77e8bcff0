/// Follows a query from its beginning and knows what kind of thing comes next.
struct QueryScan {
    /// What may stand at a place.
    enum Place {
        /// Inside quotes.
        case string
        /// In brackets, or behind `offset`.
        case duration
        /// A name in a list of labels, or a label in braces.
        case labels
        /// A metric, a number or an expression.
        case operand
    }

    private var quote: UInt8?
    private var isEscaped = false
    private var brackets = 0
    private var braces = 0
    private var parentheses: [Bool] = []
    /// The words before the open parentheses, empty where there is none.
    private var callees: [String] = []
    private var lastByte: UInt8 = 0
    private var word: [UInt8] = []
    private var lastWord = ""

    /// What comes next.
    var place: Place {
        if quote != nil { return .string }
        if brackets > 0 { return .duration }
        if braces > 0 || parentheses.last == true { return .labels }
        if currentWord == "offset" { return .duration }
        return .operand
    }

    /// Whether the last byte was no part of a name or number.
    var isAtWordStart: Bool { word.isEmpty }

    /// Whether a matcher of a label may begin here.
    var isAtMatcher: Bool {
        braces > 0 && [UInt8(ascii: "{"), UInt8(ascii: ",")].contains(lastByte)
    }

    /// Whether the first argument of an aggregation or function begins here, or a parenthesis.
    var isAtParenthesis: Bool { lastByte == UInt8(ascii: "(") }

    /// What the innermost parenthesis belongs to; empty where no word stands before it.
    var callee: String { callees.last ?? "" }

    private var currentWord: String {
        word.isEmpty ? lastWord : String(decoding: word, as: UTF8.self)
    }

    private static let listWords: Set<String> = [
        "by", "without", "on", "ignoring", "group_left", "group_right",
    ]

    /// Takes the next byte of the query.
    mutating func take(_ byte: UInt8) {
        if ![0x20, 0x09, 0x0A, 0x0D].contains(byte) { lastByte = byte }
        if let quote {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") {
                isEscaped = true
            } else if byte == quote {
                self.quote = nil
            }
            return
        }
        if GrafanaVariables.isWord(byte) || byte == UInt8(ascii: ":") {
            word.append(byte)
            return
        }
        if !word.isEmpty {
            lastWord = String(decoding: word, as: UTF8.self).lowercased()
            word = []
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): quote = byte
        case UInt8(ascii: "["): brackets += 1
        case UInt8(ascii: "]"): brackets -= 1
        case UInt8(ascii: "{"): braces += 1
        case UInt8(ascii: "}"): braces -= 1
        case UInt8(ascii: "("):
            parentheses.append(Self.listWords.contains(lastWord))
            callees.append(lastWord)
        case UInt8(ascii: ")"):
            _ = parentheses.popLast()
            _ = callees.popLast()
        default: break
        }
        if byte != 0x20, byte != 0x0A, byte != 0x09, byte != UInt8(ascii: "-") { lastWord = "" }
    }
}
