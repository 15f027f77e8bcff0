/// A place in one line of a body, and the small steps that the grammar takes from it.
///
/// The bytes are passed to each step, so that the cursor itself is a plain value.
struct LineCursor {
    /// The number of the line, from 1.
    let line: Int
    /// The index of the first byte of the line in the body.
    let start: Int
    /// The index after the last byte of the line, line ending excluded.
    let end: Int
    var position: Int

    init(line: Int, start: Int, end: Int) {
        self.line = line
        self.start = start
        self.end = end
        self.position = start
    }

    var isAtEnd: Bool { position >= end }

    func peek(_ bytes: Span<UInt8>) -> UInt8? {
        position < end ? bytes[position] : nil
    }

    mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while position < end, isBlank(bytes[position]) { position += 1 }
    }

    func atBlank(_ bytes: Span<UInt8>) -> Bool {
        position < end && isBlank(bytes[position])
    }

    /// The bytes up to the next blank or the end of the line; may be empty.
    mutating func token(_ bytes: Span<UInt8>) -> Range<Int> {
        let first = position
        while position < end, !isBlank(bytes[position]) { position += 1 }
        return first..<position
    }

    mutating func metricName(_ bytes: Span<UInt8>) throws(ExpositionError) -> Range<Int> {
        let first = position
        guard position < end, NameGrammar.startsMetricName(bytes[position]) else {
            throw unexpected(bytes, expected: "a metric name")
        }
        while position < end, NameGrammar.continuesMetricName(bytes[position]) { position += 1 }
        return first..<position
    }

    mutating func labelName(_ bytes: Span<UInt8>) throws(ExpositionError) -> Range<Int> {
        let first = position
        guard position < end, NameGrammar.startsLabelName(bytes[position]) else {
            throw unexpected(bytes, expected: "a label name or }")
        }
        while position < end, NameGrammar.continuesLabelName(bytes[position]) { position += 1 }
        return first..<position
    }

    /// The raw bytes between the quotes that start here; escapes are checked, not replaced.
    mutating func quoted(_ bytes: Span<UInt8>) throws(ExpositionError) -> QuotedText {
        try expect(UInt8(ascii: "\""), bytes)
        let first = position
        var hasEscapes = false
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let text = QuotedText(range: first..<position, hasEscapes: hasEscapes)
                position += 1
                return text
            case UInt8(ascii: "\\"):
                hasEscapes = true
                position += 2
                guard position <= end else { throw error(.unterminatedQuote, at: first - 1) }
                switch bytes[position - 1] {
                case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "n"): break
                default:
                    let escaped = describe(bytes, at: position - 1)
                    throw error(.invalidEscape("\\ before \(escaped)"), at: position - 2)
                }
            default: position += 1
            }
        }
        throw error(.unterminatedQuote, at: first - 1)
    }

    mutating func expect(_ byte: UInt8, _ bytes: Span<UInt8>) throws(ExpositionError) {
        guard peek(bytes) == byte else {
            throw unexpected(bytes, expected: String(UnicodeScalar(byte)))
        }
        position += 1
    }

    /// An error at `index` of the body, or at the current position.
    func error(_ reason: ExpositionError.Reason, at index: Int? = nil) -> ExpositionError {
        ExpositionError(line: line, column: (index ?? position) - start + 1, reason: reason)
    }

    func unexpected(_ bytes: Span<UInt8>, expected: String) -> ExpositionError {
        let found = isAtEnd ? nil : describe(bytes, at: position)
        return error(.unexpected(found: found, expected: expected))
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// The character at `index` in quotes, or its byte in hexadecimal when it cannot be printed.
    private func describe(_ bytes: Span<UInt8>, at index: Int) -> String {
        var next: [UInt8] = []
        for offset in index..<min(index + 4, end) { next.append(bytes[offset]) }
        let scalar = String(decoding: next, as: UTF8.self).unicodeScalars.first
        guard let scalar, scalar != "\u{FFFD}", scalar.properties.generalCategory != .control
        else {
            return "byte 0x" + String(bytes[index], radix: 16, uppercase: true)
        }
        return "'\(scalar)'"
    }
}
