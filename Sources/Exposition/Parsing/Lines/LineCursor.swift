/// A place in one line of a body, and the small steps that the grammar takes from it.
struct LineCursor {
    let bytes: ByteBody
    /// The number of the line, from 1.
    let line: Int
    /// The index of the first byte of the line in the body.
    let start: Int
    /// The index after the last byte of the line, line ending excluded.
    let end: Int
    var position: Int

    init(bytes: ByteBody, line: Int, start: Int, end: Int) {
        self.bytes = bytes
        self.line = line
        self.start = start
        self.end = end
        self.position = start
    }

    var isAtEnd: Bool { position >= end }

    /// Whether the whole line is `# EOF`.
    var isEndMark: Bool {
        end - start == 5
            && ByteBody.areEqual(bytes.base + start, StaticString("# EOF").utf8Start, 5)
    }

    /// The byte here; 0 at the end of the line, which no rule of the grammar expects.
    @inline(__always)
    var byte: UInt8 { position < end ? bytes[position] : 0 }

    @inline(__always)
    mutating func skipBlanks() {
        while position < end, Self.isBlank(bytes[position]) { position += 1 }
    }

    var isAtBlank: Bool { position < end && Self.isBlank(bytes[position]) }

    /// The bytes up to the next blank or the end of the line; may be empty.
    @inline(__always)
    mutating func token() -> Range<Int> {
        let first = position
        while position < end, !Self.isBlank(bytes[position]) { position += 1 }
        return first..<position
    }

    @inline(__always)
    mutating func metricName() throws(ExpositionError) -> TextRange {
        let first = position
        guard position < end, NameGrammar.startsMetricName(bytes[position]) else {
            throw unexpected("a metric name")
        }
        while position < end, NameGrammar.continuesMetricName(bytes[position]) { position += 1 }
        return TextRange(first, position)
    }

    @inline(__always)
    mutating func labelName() throws(ExpositionError) -> TextRange {
        let first = position
        guard position < end, NameGrammar.startsLabelName(bytes[position]) else {
            throw unexpected("a label name or }")
        }
        while position < end, NameGrammar.continuesLabelName(bytes[position]) { position += 1 }
        return TextRange(first, position)
    }

    /// The raw bytes between the quotes that start here: UTF-8, escapes checked but not replaced.
    ///
    /// - Parameter isLenient: whether a backslash before any other character stands for itself, as
    ///   OpenMetrics has it.
    /// - Returns: where the bytes stand, without the quotes.
    /// - Throws: `unterminatedQuote`, `invalidEscape` or `invalidUTF8`.
    @inline(__always)
    mutating func quoted(isLenient: Bool) throws(ExpositionError) -> TextRange {
        try expect(UInt8(ascii: "\""))
        let first = position
        var hasEscapes = false
        var highBits: UInt8 = 0
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let text = TextRange(first, position, hasEscapes: hasEscapes)
                if highBits >= 0x80 { try checkUTF8(text, at: first - 1) }
                position += 1
                return text
            }
            position += 1
            highBits |= byte
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                guard position < end else { break }
                try checkEscape(isLenient: isLenient)
            }
        }
        throw error(.unterminatedQuote, at: first - 1)
    }

    /// The name between the quotes that start here; it is not empty.
    mutating func quotedName(isLenient: Bool) throws(ExpositionError) -> TextRange {
        let first = position
        let name = try quoted(isLenient: isLenient)
        guard name.length > 0 else { throw error(.emptyName, at: first) }
        return name
    }

    /// Steps over the character behind a backslash.
    private mutating func checkEscape(isLenient: Bool) throws(ExpositionError) {
        switch bytes[position] {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "n"): position += 1
        case _ where isLenient: return
        default:
            throw error(.invalidEscape("\\ before \(describe(at: position))"), at: position - 1)
        }
    }

    /// - Throws: `invalidUTF8` at `index` unless the bytes are UTF-8.
    func checkUTF8(_ range: TextRange, at index: Int) throws(ExpositionError) {
        guard String(validating: bytes.slice(range), as: UTF8.self) != nil else {
            throw error(.invalidUTF8, at: index)
        }
    }

    @inline(__always)
    mutating func expect(_ expected: UInt8) throws(ExpositionError) {
        guard byte == expected, position < end else {
            throw unexpected(String(UnicodeScalar(expected)))
        }
        position += 1
    }

    /// Steps over the one blank that OpenMetrics puts between the parts of a line.
    @inline(__always)
    mutating func expectSpace(before next: StaticString) throws(ExpositionError) {
        guard byte == UInt8(ascii: " ") else { throw unexpected("one blank before \(next)") }
        position += 1
    }

    func expectEnd() throws(ExpositionError) {
        guard isAtEnd else { throw unexpected("the end of the line") }
    }

    /// An error at `index` of the body, or at the current position.
    func error(_ reason: ExpositionError.Reason, at index: Int? = nil) -> ExpositionError {
        ExpositionError(line: line, column: (index ?? position) - start + 1, reason: reason)
    }

    func unexpected(_ expected: String) -> ExpositionError {
        let found = isAtEnd ? nil : describe(at: position)
        return error(.unexpected(found: found, expected: expected))
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// The character at `index` in quotes, or its byte in hexadecimal when it cannot be printed.
    private func describe(at index: Int) -> String {
        let next = bytes.slice(TextRange(index, min(index + 4, end)))
        let scalar = String(decoding: next, as: UTF8.self).unicodeScalars.first
        guard let scalar, scalar != "\u{FFFD}", scalar.properties.generalCategory != .control
        else {
            return "byte 0x" + String(bytes[index], radix: 16, uppercase: true)
        }
        return "'\(scalar)'"
    }
}
