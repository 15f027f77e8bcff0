/// Reads a body line by line into families.
///
/// Consecutive lines mostly repeat names and label values, so the strings of the line before are
/// compared as bytes and shared instead of being made again.
struct ExpositionReader {
    private let options: ExpositionOptions
    private var table = FamilyTable()
    private var labels: LabelReader
    private var sampleCount = 0
    private var firstLines: [SeriesKey: Int] = [:]
    /// The bytes, text and family of the last series name that stood outside quotes.
    private var lastName: (range: Range<Int>, text: String, family: Int)?

    init(options: ExpositionOptions) {
        self.options = options
        self.labels = LabelReader(labelsMax: options.labelsMax)
    }

    var families: [MetricFamily] { table.families }

    mutating func read(_ bytes: Span<UInt8>) throws(ExpositionError) {
        var start = 0
        var line = 0
        while start < bytes.count {
            line += 1
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            let next = end + 1
            if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            guard end - start <= options.lineBytesMax else {
                throw ExpositionError(
                    line: line, column: options.lineBytesMax + 1,
                    reason: .lineTooLong(limitBytes: options.lineBytesMax))
            }
            var cursor = LineCursor(line: line, start: start, end: end)
            try readLine(bytes, &cursor)
            start = next
        }
    }

    private mutating func readLine(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) {
        cursor.skipBlanks(bytes)
        switch cursor.peek(bytes) {
        case nil: return
        case UInt8(ascii: "#"): try readComment(bytes, &cursor)
        default: try readSample(bytes, &cursor)
        }
    }

    // MARK: - Comments

    private mutating func readComment(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) {
        // "#HELP" without a blank is prose, as it is for Prometheus.
        guard cursor.token(bytes).count == 1 else { return }
        cursor.skipBlanks(bytes)
        let keyword = cursor.token(bytes)
        guard !cursor.isAtEnd else { return }
        switch QuotedText.plain(bytes, in: keyword) {
        case "HELP": try readHelp(bytes, &cursor)
        case "TYPE": try readType(bytes, &cursor)
        default: return
        }
    }

    private mutating func readHelp(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) {
        let name = try readFamilyName(bytes, &cursor)
        cursor.skipBlanks(bytes)
        let range = cursor.position..<cursor.end
        guard let help = QuotedText.unescaped(bytes, in: range, quotes: false) else {
            throw cursor.error(.invalidUTF8)
        }
        table.declare(help: help, of: name)
    }

    private mutating func readType(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) {
        let name = try readFamilyName(bytes, &cursor)
        cursor.skipBlanks(bytes)
        guard !cursor.isAtEnd else { throw cursor.unexpected(bytes, expected: "a metric type") }
        let word = cursor.token(bytes)
        let text = QuotedText.plain(bytes, in: word) ?? "\u{FFFD}"
        guard let type = MetricType(rawValue: text) else {
            throw cursor.error(.unknownType(text), at: word.lowerBound)
        }
        cursor.skipBlanks(bytes)
        guard cursor.isAtEnd else {
            throw cursor.unexpected(bytes, expected: "the end of the line")
        }
        if let contradiction = table.declare(type: type, of: name) {
            throw cursor.error(contradiction, at: word.lowerBound)
        }
    }

    private func readFamilyName(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) -> String {
        cursor.skipBlanks(bytes)
        if cursor.peek(bytes) == UInt8(ascii: "\"") {
            let first = cursor.position
            guard let name = try cursor.quoted(bytes).text(bytes) else {
                throw cursor.error(.invalidUTF8, at: first)
            }
            return name
        }
        let range = try cursor.metricName(bytes)
        guard cursor.isAtEnd || cursor.atBlank(bytes) else {
            throw cursor.unexpected(bytes, expected: "a blank after the metric name")
        }
        return QuotedText.plain(bytes, in: range) ?? ""
    }

    // MARK: - Samples

    private mutating func readSample(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) {
        let first = cursor.position
        let name: String
        let family: Int
        var found: [Label] = []
        if cursor.peek(bytes) == UInt8(ascii: "{") {
            name = try labels.readNameInBraces(bytes, &cursor)
            family = table.indexForSeries(name)
            found = try labels.readRest(bytes, &cursor)
        } else {
            (name, family) = try readPlainName(bytes, &cursor)
            let afterName = cursor.position
            cursor.skipBlanks(bytes)
            if cursor.peek(bytes) == UInt8(ascii: "{") {
                cursor.position += 1
                found = try labels.readRest(bytes, &cursor)
            } else if cursor.position == afterName {
                throw cursor.unexpected(bytes, expected: "a blank or { after the metric name")
            }
        }
        let value = try readValue(bytes, &cursor)
        let timestamp = try readTimestamp(bytes, &cursor)
        let sample = Sample(name: name, labels: found, value: value, timestamp: timestamp)
        if let firstLine = firstLines.updateValue(cursor.line, forKey: SeriesKey(sample)) {
            guard options.duplicateSeries == .keepFirst else {
                throw cursor.error(
                    .duplicateSeries(name: name, firstLine: firstLine), at: first)
            }
            return
        }
        sampleCount += 1
        guard sampleCount <= options.samplesMax else {
            throw cursor.error(.tooManySamples(limit: options.samplesMax), at: first)
        }
        table.append(sample, to: family)
    }

    private mutating func readPlainName(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) -> (String, Int) {
        let range = try cursor.metricName(bytes)
        if let lastName, bytes.holdsEqual(lastName.range, range) {
            return (lastName.text, lastName.family)
        }
        let text = QuotedText.plain(bytes, in: range) ?? ""
        let family = table.indexForSeries(text)
        lastName = (range, text, family)
        return (text, family)
    }

    private func readValue(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) -> Double {
        cursor.skipBlanks(bytes)
        guard !cursor.isAtEnd else { throw cursor.unexpected(bytes, expected: "a value") }
        let range = cursor.token(bytes)
        switch DecimalNumber.double(bytes, in: range) {
        case .number(let value): return value
        case .malformed:
            throw cursor.error(.invalidNumber(bytes.excerpt(range)), at: range.lowerBound)
        case .outOfRange:
            throw cursor.error(.numberOutOfRange(bytes.excerpt(range)), at: range.lowerBound)
        }
    }

    private func readTimestamp(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) -> Int64? {
        cursor.skipBlanks(bytes)
        guard !cursor.isAtEnd else { return nil }
        let range = cursor.token(bytes)
        guard let timestamp = DecimalNumber.integer(bytes, in: range) else {
            throw cursor.error(.invalidTimestamp(bytes.excerpt(range)), at: range.lowerBound)
        }
        cursor.skipBlanks(bytes)
        guard cursor.isAtEnd else {
            throw cursor.unexpected(bytes, expected: "the end of the line")
        }
        return timestamp
    }
}
