/// A forward-only reader of one JSON text (RFC 8259), over bytes that somebody else owns.
///
/// A measuring client reads one small object per token and needs a handful of its members. The
/// reader visits the members in order, converts only what is asked for and skips the rest while
/// still checking its syntax, so that "malformed" is decided by the whole text. Bytes inside
/// strings are taken as they are: engines cut characters between tokens, so invalid UTF-8 there is
/// not an error; decoding replaces it.
package struct JSONReader {
    /// How deep objects and arrays may nest before the text is refused.
    package static let depthMax = 128

    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var depth = 0

    /// Creates a reader at the start of a text.
    ///
    /// - Parameter bytes: The text; must stay valid while the reader is used.
    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// What kind of value comes next.
    package enum Kind {
        /// An object, an array, a string, a number, `true` or `false`, `null`, or the end.
        case object, array, string, number, boolean, null, end, invalid
    }

    /// Looks at the next value without reading it.
    ///
    /// - Returns: Its kind by the first character; `invalid` when no value can begin with it.
    package mutating func peek() -> Kind {
        skipSpace()
        guard position < bytes.count else { return .end }
        switch bytes[position] {
        case UInt8.openBrace: return .object
        case UInt8.openBracket: return .array
        case UInt8.quote: return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: return .invalid
        }
    }

    /// Reads an object member by member.
    ///
    /// - Parameter visit: Called with the raw bytes of each key (escapes not resolved: keys of the
    ///   wire formats have none); must read or skip exactly one value.
    /// - Throws: `JSONError` at the first byte that is not JSON; whatever `visit` throws.
    package mutating func readObject(
        _ visit: (_ key: UnsafeRawBufferPointer, _ reader: inout JSONReader) throws(JSONError) ->
            Void
    ) throws(JSONError) {
        try expect(UInt8.openBrace, "an object")
        try descend()
        skipSpace()
        if take(UInt8.closeBrace) {
            depth -= 1
            return
        }
        repeat {
            skipSpace()
            let key = try readRawString()
            skipSpace()
            try expect(UInt8.colon, "a colon after the key")
            try visit(key.bytes, &self)
            skipSpace()
        } while take(UInt8.comma)
        try expect(UInt8.closeBrace, "a comma or the end of the object")
        depth -= 1
    }

    /// Reads an array element by element.
    ///
    /// - Parameter visit: Called before each element; must read or skip exactly one value.
    /// - Throws: `JSONError` at the first byte that is not JSON; whatever `visit` throws.
    package mutating func readArray(
        _ visit: (_ reader: inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(UInt8.openBracket, "an array")
        try descend()
        skipSpace()
        if take(UInt8.closeBracket) {
            depth -= 1
            return
        }
        repeat {
            try visit(&self)
            skipSpace()
        } while take(UInt8.comma)
        try expect(UInt8.closeBracket, "a comma or the end of the array")
        depth -= 1
    }

    /// Reads a string and resolves its escapes.
    ///
    /// - Returns: The text; bytes that are not UTF-8 and lone surrogates become U+FFFD.
    /// - Throws: `JSONError` when the next value is not a well-formed string.
    package mutating func readString() throws(JSONError) -> String {
        skipSpace()
        let raw = try readRawString()
        return raw.hasEscapes
            ? JSONReader.unescape(raw.bytes) : String(decoding: raw.bytes, as: UTF8.self)
    }

    /// Reads a string without converting it.
    ///
    /// - Returns: The bytes between the quotes, escapes as written.
    /// - Throws: `JSONError` when the next value is not a well-formed string.
    package mutating func readStringBytes() throws(JSONError) -> UnsafeRawBufferPointer {
        skipSpace()
        return try readRawString().bytes
    }

    /// Reads a number.
    ///
    /// - Returns: Its value; an integer too large for a double is rounded.
    /// - Throws: `JSONError` when the next value is not a number.
    package mutating func readNumber() throws(JSONError) -> Double {
        skipSpace()
        let start = position
        try skipNumber()
        let text = bytes[start..<position]
        var small = 0
        if text.count < 16, text.allSatisfy({ (0x30...0x39).contains($0) }) {
            for byte in text { small = small * 10 + Int(byte - 0x30) }
            return Double(small)
        }
        return Double(String(decoding: text, as: UTF8.self)) ?? .nan
    }

    /// Reads a boolean.
    ///
    /// - Returns: Its value.
    /// - Throws: `JSONError` when the next value is neither `true` nor `false`.
    package mutating func readBoolean() throws(JSONError) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "t") else {
            try skipLiteral("false")
            return false
        }
        try skipLiteral("true")
        return true
    }

    /// Reads the next value if it is `null`.
    ///
    /// - Returns: Whether it was.
    /// - Throws: `JSONError` when the next value begins like `null` and is not.
    package mutating func readNull() throws(JSONError) -> Bool {
        guard peek() == .null else { return false }
        try skipLiteral("null")
        return true
    }

    /// Passes over the next value, checking its syntax.
    ///
    /// - Throws: `JSONError` at the first byte that is not JSON.
    package mutating func skipValue() throws(JSONError) {
        switch peek() {
        case .object:
            try readObject { (_, reader) throws(JSONError) in try reader.skipValue() }
        case .array:
            try readArray { (reader) throws(JSONError) in try reader.skipValue() }
        case .string: _ = try readRawString()
        case .number: try skipNumber()
        case .boolean: _ = try readBoolean()
        case .null: try skipLiteral("null")
        case .end, .invalid: throw failure("a value")
        }
    }

    /// Checks that nothing but white space is left.
    ///
    /// - Throws: `JSONError` when something else follows.
    package mutating func finish() throws(JSONError) {
        skipSpace()
        guard position == bytes.count else { throw failure("the end of the text") }
    }

    // MARK: - Scanning

    private struct RawString {
        var bytes: UnsafeRawBufferPointer
        var hasEscapes: Bool
    }

    private mutating func readRawString() throws(JSONError) -> RawString {
        try expect(UInt8.quote, "a string")
        let start = position
        var hasEscapes = false
        while position < bytes.count {
            switch bytes[position] {
            case UInt8.quote:
                let slice = UnsafeRawBufferPointer(rebasing: bytes[start..<position])
                position += 1
                return RawString(bytes: slice, hasEscapes: hasEscapes)
            case UInt8.backslash:
                hasEscapes = true
                try skipEscape()
            case 0..<0x20:
                throw failure("no bare control character in a string")
            default:
                position += 1
            }
        }
        throw failure("the closing quote of a string")
    }

    private mutating func skipEscape() throws(JSONError) {
        position += 1
        guard position < bytes.count else { throw failure("a character after the backslash") }
        switch bytes[position] {
        case UInt8.quote, UInt8.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            position += 1
            for _ in 0..<4 {
                guard position < bytes.count, JSONReader.hexDigit(bytes[position]) != nil else {
                    throw failure("four hexadecimal digits after \\u")
                }
                position += 1
            }
        default:
            throw failure("a known escape after the backslash")
        }
    }

    private mutating func skipNumber() throws(JSONError) {
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) {
            guard skipDigits() > 0 else { throw failure("a digit") }
        }
        if take(UInt8(ascii: ".")) {
            guard skipDigits() > 0 else { throw failure("a digit after the decimal point") }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard skipDigits() > 0 else { throw failure("a digit of the exponent") }
        }
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        return position - start
    }

    private mutating func skipLiteral(_ literal: StaticString) throws(JSONError) {
        for offset in 0..<literal.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == literal.utf8Start[offset] else {
                throw failure("the word \(literal)")
            }
            position += 1
        }
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8.space, UInt8.lineFeed, UInt8.carriageReturn, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8, _ what: String) throws(JSONError) {
        skipSpace()
        guard take(byte) else { throw failure(what) }
    }

    private mutating func descend() throws(JSONError) {
        depth += 1
        guard depth <= JSONReader.depthMax else {
            throw failure("at most \(JSONReader.depthMax) nested objects and arrays")
        }
    }

    private func failure(_ expected: String) -> JSONError {
        JSONError(
            offset: position,
            found: position < bytes.count ? bytes[position] : nil,
            expected: expected)
    }
}
