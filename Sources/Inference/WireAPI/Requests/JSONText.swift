/// Writes the small JSON texts of requests.
struct JSONText {
    /// The bytes written so far.
    private(set) var bytes: [UInt8] = []

    /// Appends text as it is.
    ///
    /// - Parameter text: Well-formed JSON syntax.
    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Appends an integer.
    ///
    /// - Parameter value: The integer.
    mutating func number(_ value: Int) {
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Appends a finite number.
    ///
    /// - Parameter value: The number; must be finite.
    mutating func number(_ value: Double) {
        precondition(value.isFinite, "JSON has no text for \(value)")
        bytes.append(contentsOf: "\(value)".utf8)
    }

    /// Appends a boolean.
    ///
    /// - Parameter value: The boolean.
    mutating func boolean(_ value: Bool) {
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Appends an array of strings.
    ///
    /// - Parameter texts: The strings.
    mutating func strings(_ texts: [String]) {
        raw("[")
        for (index, text) in texts.enumerated() {
            if index > 0 { raw(",") }
            string(text)
        }
        raw("]")
    }

    /// Appends an array of messages, each with its role.
    ///
    /// - Parameter messages: The messages, oldest first.
    mutating func messages(_ messages: [ChatMessage]) {
        raw("[")
        for (index, message) in messages.enumerated() {
            if index > 0 { raw(",") }
            raw("{\"role\":")
            string(message.role.rawValue)
            raw(",\"content\":")
            string(message.content)
            raw("}")
        }
        raw("]")
    }

    /// Appends a string with quotes and escapes.
    ///
    /// - Parameter text: The string.
    mutating func string(_ text: String) {
        bytes.append(UInt8.quote)
        for byte in text.utf8 {
            switch byte {
            case UInt8.quote, UInt8.backslash:
                bytes.append(UInt8.backslash)
                bytes.append(byte)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: "\\u00".utf8)
                if digits.utf8.count == 1 { bytes.append(UInt8(ascii: "0")) }
                bytes.append(contentsOf: digits.utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8.quote)
    }
}
