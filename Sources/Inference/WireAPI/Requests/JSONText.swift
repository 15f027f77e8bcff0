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
        var text = text
        bytes.append(UInt8.quote)
        text.withUTF8 { escape(UnsafeRawBufferPointer($0)) }
        bytes.append(UInt8.quote)
    }

    /// Appends the body of a string; what needs no escape is taken in one piece.
    private mutating func escape(_ text: UnsafeRawBufferPointer) {
        var start = 0
        for (index, byte) in text.enumerated()
        where byte < 0x20 || byte == UInt8.quote || byte == UInt8.backslash {
            bytes.append(contentsOf: text[start..<index])
            start = index + 1
            if byte < 0x20 {
                bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
                bytes.append(contentsOf: String(byte, radix: 16).utf8)
            } else {
                bytes.append(UInt8.backslash)
                bytes.append(byte)
            }
        }
        bytes.append(contentsOf: text[start...])
    }
}
