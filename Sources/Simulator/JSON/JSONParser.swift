/// A strict JSON parser (RFC 8259) whose errors name the place as Python's does.
package struct JSONParser {
    /// Deepest nesting of lists and objects that is accepted.
    package static let depthLimit = 64

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Parses a whole text.
    ///
    /// - Parameter bytes: UTF-8 text.
    /// - Returns: The document.
    /// - Throws: ``JSONParseError`` for the first byte that cannot stand there.
    package static func parse(_ bytes: [UInt8]) throws(JSONParseError) -> JSONValue {
        var parser = JSONParser(bytes)
        parser.skipSpace()
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.failure("Extra data") }
        return value
    }

    private func failure(_ message: String, at offset: Int? = nil) -> JSONParseError {
        JSONParseError(message: message, offset: offset ?? position)
    }

    private var current: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private mutating func take(word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        let matches = word.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + length]) }
        if matches {
            position += length
        }
        return matches
    }

    private mutating func value() throws(JSONParseError) -> JSONValue {
        switch current {
        case UInt8(ascii: "{"):
            return try nested { (parser) throws(JSONParseError) in try parser.object() }
        case UInt8(ascii: "["):
            return try nested { (parser) throws(JSONParseError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t") where take(word: "true"): return .bool(true)
        case UInt8(ascii: "f") where take(word: "false"): return .bool(false)
        case UInt8(ascii: "n") where take(word: "null"): return .null
        default: return try number()
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONParseError) -> JSONValue
    ) throws(JSONParseError) -> JSONValue {
        guard depth < Self.depthLimit else { throw failure("Nesting too deep") }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func object() throws(JSONParseError) -> JSONValue {
        position += 1
        var members: [JSONValue.Member] = []
        skipSpace()
        if take("}") { return .object([]) }
        while true {
            guard current == UInt8(ascii: "\"") else {
                throw failure("Expecting property name enclosed in double quotes")
            }
            let name = try string()
            skipSpace()
            guard take(":") else { throw failure("Expecting ':' delimiter") }
            skipSpace()
            members.append(JSONValue.Member(name: name, value: try value()))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw failure("Expecting ',' delimiter") }
            skipSpace()
        }
    }

    private mutating func array() throws(JSONParseError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return .array([]) }
        while true {
            elements.append(try value())
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { throw failure("Expecting ',' delimiter") }
            skipSpace()
        }
    }

    private mutating func number() throws(JSONParseError) -> JSONValue {
        let start = position
        _ = take("-")
        let digits = takeDigits()
        let leadingZero = digits.count > 1 && bytes[digits.lowerBound] == UInt8(ascii: "0")
        guard !digits.isEmpty, !leadingZero else {
            throw failure("Expecting value", at: start)
        }
        var isInteger = true
        if take(".") {
            isInteger = false
            guard !takeDigits().isEmpty else { throw failure("Expecting value", at: start) }
        }
        if take("e") || take("E") {
            isInteger = false
            _ = take("+") || take("-")
            guard !takeDigits().isEmpty else { throw failure("Expecting value", at: start) }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int(text) { return .integer(value) }
        guard let value = Double(text) else { throw failure("Expecting value", at: start) }
        return .double(value)
    }

    private mutating func takeDigits() -> Range<Int> {
        let start = position
        while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            position += 1
        }
        return start..<position
    }

    private mutating func string() throws(JSONParseError) -> String {
        let start = position
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw failure("Invalid UTF-8 in string", at: start)
                }
                return string
            case UInt8(ascii: "\\"):
                try escape(into: &text)
            case 0..<0x20:
                throw failure("Invalid control character at", at: position - 1)
            default:
                text.append(byte)
            }
        }
        throw failure("Unterminated string starting at", at: start)
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONParseError) {
        let start = position - 1
        let byte = current
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte ?? 0)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            let scalar = try unicodeEscape(at: start)
            text.append(contentsOf: String(Character(scalar)).utf8)
        default:
            throw failure("Invalid \\escape", at: start)
        }
    }

    /// Reads the digits after `\u`, and the second half of a surrogate pair; a lone half becomes U+FFFD.
    private mutating func unicodeEscape(at start: Int) throws(JSONParseError) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        let unit = try fourHexDigits(at: start)
        guard unit & 0xF800 == 0xD800 else { return Unicode.Scalar(unit) ?? replacement }
        guard unit < 0xDC00, take(word: "\\u") else { return replacement }
        let low = try fourHexDigits(at: start)
        guard low & 0xFC00 == 0xDC00 else { return replacement }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? replacement
    }

    private mutating func fourHexDigits(at start: Int) throws(JSONParseError) -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(
                String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
            bytes[position] != UInt8(ascii: "+"), bytes[position] != UInt8(ascii: "-")
        else { throw failure("Invalid \\uXXXX escape", at: start) }
        position += 4
        return value
    }
}
