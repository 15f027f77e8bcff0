/// A `# HELP`, `# TYPE` or `# UNIT` line taken apart.
struct MetadataLine {
    enum Content {
        case help(String)
        case type(MetricType)
        case unit(String)
    }

    let name: TextRange
    let content: Content
    /// Where the content starts in the body.
    let contentStart: Int

    /// The keyword of the line.
    var keyword: String {
        switch content {
        case .help: "HELP"
        case .type: "TYPE"
        case .unit: "UNIT"
        }
    }

    /// Reads a line of Prometheus text format that starts with `#`; nil for prose.
    init?(text cursor: inout LineCursor) throws(ExpositionError) {
        // "#HELP" without a blank is prose, as it is for Prometheus.
        guard cursor.token().count == 1 else { return nil }
        cursor.skipBlanks()
        let keyword = cursor.token()
        guard !cursor.isAtEnd, keyword.count == 4 else { return nil }
        let isHelp = Self.isKeyword("HELP", keyword, cursor.bytes)
        guard isHelp || Self.isKeyword("TYPE", keyword, cursor.bytes) else { return nil }
        cursor.skipBlanks()
        name = try Self.familyName(&cursor, isStrict: false)
        cursor.skipBlanks()
        contentStart = cursor.position
        if isHelp {
            content = .help(try Self.help(cursor, quotes: false))
        } else {
            content = .type(try Self.type(&cursor, in: .text))
        }
    }

    /// Reads a line of OpenMetrics that starts with `#` and is not `# EOF`.
    init(openMetrics cursor: inout LineCursor) throws(ExpositionError) {
        cursor.position += 1
        try cursor.expectSpace(before: "HELP, TYPE, UNIT or EOF")
        let keyword = cursor.token()
        let isHelp = Self.isKeyword("HELP", keyword, cursor.bytes)
        let isUnit = Self.isKeyword("UNIT", keyword, cursor.bytes)
        guard isHelp || isUnit || Self.isKeyword("TYPE", keyword, cursor.bytes) else {
            cursor.position = keyword.lowerBound
            throw cursor.unexpected("HELP, TYPE, UNIT or EOF; OpenMetrics has no other comments")
        }
        try cursor.expectSpace(before: "the family's name")
        name = try Self.familyName(&cursor, isStrict: true)
        try cursor.expectSpace(before: "the rest of the line")
        contentStart = cursor.position
        if isHelp {
            content = .help(try Self.help(cursor, quotes: true))
        } else if isUnit {
            content = .unit(try Self.unit(&cursor))
        } else {
            content = .type(try Self.type(&cursor, in: .openMetrics))
        }
    }

    private static func isKeyword(
        _ word: StaticString, _ range: Range<Int>, _ bytes: ByteBody
    ) -> Bool {
        range.count == word.utf8CodeUnitCount
            && ByteBody.areEqual(bytes.base + range.lowerBound, word.utf8Start, range.count)
    }

    private static func familyName(
        _ cursor: inout LineCursor, isStrict: Bool
    ) throws(ExpositionError) -> TextRange {
        if cursor.byte == UInt8(ascii: "\"") { return try cursor.quotedName(isLenient: isStrict) }
        let range = try cursor.metricName()
        guard cursor.isAtEnd || cursor.isAtBlank else {
            throw cursor.unexpected("a blank after the metric name")
        }
        return range
    }

    private static func help(
        _ cursor: LineCursor, quotes: Bool
    ) throws(ExpositionError) -> String {
        let range = TextRange(cursor.position, cursor.end)
        try cursor.checkUTF8(range, at: cursor.position)
        let bytes = EscapedText.unescaped(cursor.bytes.slice(range), quotes: quotes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func type(
        _ cursor: inout LineCursor, in format: ExpositionFormat
    ) throws(ExpositionError) -> MetricType {
        guard !cursor.isAtEnd, !cursor.isAtBlank else { throw cursor.unexpected("a metric type") }
        let word = cursor.token()
        let text = cursor.bytes.excerpt(word)
        guard let type = MetricType(word: text, in: format) else {
            throw cursor.error(.unknownType(text, format: format), at: word.lowerBound)
        }
        if format == .text { cursor.skipBlanks() }
        try cursor.expectEnd()
        return type
    }

    private static func unit(_ cursor: inout LineCursor) throws(ExpositionError) -> String {
        let first = cursor.position
        while !cursor.isAtEnd, NameGrammar.continuesMetricName(cursor.byte) { cursor.position += 1 }
        try cursor.expectEnd()
        return EscapedText.text(TextRange(first, cursor.position), of: cursor.bytes)
    }
}
