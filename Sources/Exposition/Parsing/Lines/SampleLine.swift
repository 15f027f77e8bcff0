/// A sample where it stands in the body, valid while the reader is on its line.
///
/// Handed to the visitor of `ExpositionParser.forEachSample`; cannot be copied or kept. Nothing but
/// the numbers is made: each text that is asked for is a new string.
package struct SampleLine: ~Copyable {
    let body: ByteBody
    private let isStrict: Bool
    var labels: LabelSlots
    /// The labels of the exemplar; apart, so that they do not take the place of the series' own.
    var exemplarLabels: LabelSlots
    private(set) var nameRange = TextRange(0, 0)
    private(set) var nameHash: UInt64 = 0
    /// Whether the name is written like that of the line before.
    private(set) var isNameOfLineBefore = false
    /// Whether the name of the line before stood outside quotes.
    private var isNameClassic = false
    private(set) var hasExemplar = false
    private var exemplarValue = 0.0
    private var exemplarTimestamp: Timestamp?
    private let hash = ByteHash()

    /// The value of the series.
    package private(set) var value = 0.0
    /// The time of the value, or nil when the exporter leaves it to the scraper.
    package private(set) var timestamp: Timestamp?
    /// The number of the line, from 1.
    package private(set) var line = 0
    /// The type of the family that the series belongs to.
    package internal(set) var type = MetricType.untyped

    init(body: ByteBody, format: ExpositionFormat, labelsMax: Int) {
        self.body = body
        isStrict = format == .openMetrics
        labels = LabelSlots(format: format, labelsMax: labelsMax)
        exemplarLabels = LabelSlots(format: format, labelsMax: labelsMax)
    }

    /// The name on the wire, with its suffix.
    package var name: String { EscapedText.text(nameRange, of: body) }

    /// The number of labels.
    package var labelCount: Int { labels.count }

    /// The label at a position of the line, from 0.
    package func label(at index: Int) -> Label {
        precondition(index >= 0 && index < labels.count, "the line has no such label")
        let slot = labels.slots[index]
        return Label(
            name: EscapedText.text(slot.name, of: body),
            value: EscapedText.text(slot.value, of: body))
    }

    /// All labels in the order of the line.
    package var allLabels: [Label] { (0..<labelCount).map { label(at: $0) } }

    /// The number that a label's value spells, or nil when it spells none.
    func number(at index: Int) -> Double? {
        let range = labels.slots[index].value
        guard !range.hasEscapes,
            case .number(let number) = DecimalNumber.double(body, in: range.start..<range.end),
            !number.isNaN
        else { return nil }
        return number
    }

    /// The value of the label `name`, or nil when the series does not carry it.
    package func label(_ name: StaticString) -> String? {
        labels.index(of: name, in: body).map { EscapedText.text(labels.slots[$0].value, of: body) }
    }

    /// Whether the name on the wire is `name`.
    package func isNamed(_ name: StaticString) -> Bool {
        !nameRange.hasEscapes && nameRange.length == name.utf8CodeUnitCount
            && ByteBody.areEqual(body.base + nameRange.start, name.utf8Start, nameRange.length)
    }

    /// The observation that this bucket or counter points to; only OpenMetrics carries it.
    package var exemplar: Exemplar? {
        guard hasExemplar else { return nil }
        let found = (0..<exemplarLabels.count).map { index in
            let slot = exemplarLabels.slots[index]
            return Label(
                name: EscapedText.text(slot.name, of: body),
                value: EscapedText.text(slot.value, of: body))
        }
        return Exemplar(
            labels: LabelSet(found), value: exemplarValue, timestamp: exemplarTimestamp)
    }

    // MARK: - Reading

    /// Reads the line of the cursor, which stands on its first byte that is not blank.
    @inline(__always)
    mutating func read(_ cursor: inout LineCursor) throws(ExpositionError) {
        line = cursor.line
        hasExemplar = false
        let hasName = isNameHere(cursor)
        isNameOfLineBefore = hasName
        if hasName {
            nameRange = TextRange(cursor.position, cursor.position + nameRange.length)
            cursor.position += nameRange.length
            try readLabels(&cursor)
        } else if cursor.byte == UInt8(ascii: "{") {
            isNameClassic = false
            try readNameInBraces(&cursor)
            try labels.read(&cursor)
        } else {
            isNameClassic = true
            nameRange = try cursor.metricName()
            nameHash = hash(body.base + nameRange.start, nameRange.length)
            try readLabels(&cursor)
        }
        if isStrict {
            try cursor.expectSpace(before: "the value")
        } else {
            cursor.skipBlanks()
        }
        value = try Self.number(&cursor)
        timestamp = nil
        if cursor.position < cursor.end { try readRest(&cursor) }
    }

    /// Whether the classic name of the line before stands here.
    @inline(__always)
    private func isNameHere(_ cursor: LineCursor) -> Bool {
        let after = cursor.position + nameRange.length
        return isNameClassic && after < cursor.end
            && body.areEqual(nameRange.start, cursor.position, nameRange.length)
            && !NameGrammar.continuesMetricName(body[after])
    }

    @inline(__always)
    private mutating func readLabels(_ cursor: inout LineCursor) throws(ExpositionError) {
        let afterName = cursor.position
        if !isStrict { cursor.skipBlanks() }
        if cursor.byte == UInt8(ascii: "{") {
            cursor.position += 1
            try labels.read(&cursor)
        } else {
            labels.clear()
            if !isStrict, cursor.position == afterName {
                throw cursor.unexpected("a blank or { after the metric name")
            }
        }
    }

    /// Reads the quoted metric name in `{"a.b",x="y"}` and the comma behind it.
    private mutating func readNameInBraces(_ cursor: inout LineCursor) throws(ExpositionError) {
        cursor.position += 1
        if !isStrict { cursor.skipBlanks() }
        guard cursor.byte == UInt8(ascii: "\"") else {
            throw cursor.unexpected("a metric name in quotes")
        }
        nameRange = try cursor.quotedName(isLenient: isStrict)
        nameHash = EscapedText.hash(nameRange, of: body, with: hash)
        if !isStrict { cursor.skipBlanks() }
        if cursor.byte == UInt8(ascii: ",") {
            cursor.position += 1
        } else if cursor.byte != UInt8(ascii: "}") {
            throw cursor.unexpected(", or } after the metric name")
        }
    }

    /// Reads what follows the value.
    @inline(never)
    private mutating func readRest(_ cursor: inout LineCursor) throws(ExpositionError) {
        guard isStrict else {
            cursor.skipBlanks()
            if !cursor.isAtEnd { timestamp = try Self.milliseconds(&cursor) }
            cursor.skipBlanks()
            return try cursor.expectEnd()
        }
        try cursor.expectSpace(before: "a timestamp or an exemplar")
        if cursor.byte != UInt8(ascii: "#") {
            timestamp = try Self.seconds(&cursor)
            if cursor.isAtEnd { return }
            try cursor.expectSpace(before: "an exemplar")
        }
        try readExemplar(&cursor)
    }

    private mutating func readExemplar(_ cursor: inout LineCursor) throws(ExpositionError) {
        let first = cursor.position
        try cursor.expect(UInt8(ascii: "#"))
        try cursor.expectSpace(before: "the exemplar's labels")
        try cursor.expect(UInt8(ascii: "{"))
        try exemplarLabels.read(&cursor)
        let characters = (0..<exemplarLabels.count).reduce(0) { sum, index in
            let slot = exemplarLabels.slots[index]
            let name = EscapedText.text(slot.name, of: body)
            let value = EscapedText.text(slot.value, of: body)
            return sum + name.unicodeScalars.count + value.unicodeScalars.count
        }
        guard characters <= Self.exemplarCharactersMax else {
            throw cursor.error(
                .exemplarTooLong(found: characters, limit: Self.exemplarCharactersMax), at: first)
        }
        try cursor.expectSpace(before: "the exemplar's value")
        exemplarValue = try Self.number(&cursor)
        exemplarTimestamp = nil
        if !cursor.isAtEnd {
            try cursor.expectSpace(before: "the exemplar's timestamp")
            exemplarTimestamp = try Self.seconds(&cursor)
        }
        hasExemplar = true
        try cursor.expectEnd()
    }

    /// The bound of OpenMetrics on the names and values of an exemplar's labels.
    private static let exemplarCharactersMax = 128

    // MARK: - Numbers

    @inline(__always)
    private static func number(_ cursor: inout LineCursor) throws(ExpositionError) -> Double {
        let range = cursor.token()
        guard !range.isEmpty else { throw cursor.unexpected("a value") }
        switch DecimalNumber.double(cursor.bytes, in: range) {
        case .number(let value): return value
        case .malformed:
            throw cursor.error(
                .invalidNumber(cursor.bytes.excerpt(range)), at: range.lowerBound)
        case .outOfRange:
            throw cursor.error(
                .numberOutOfRange(cursor.bytes.excerpt(range)), at: range.lowerBound)
        }
    }

    private static func milliseconds(
        _ cursor: inout LineCursor
    ) throws(ExpositionError) -> Timestamp {
        let range = cursor.token()
        guard let milliseconds = DecimalNumber.integer(cursor.bytes, in: range) else {
            throw cursor.error(
                .invalidTimestamp(cursor.bytes.excerpt(range)), at: range.lowerBound)
        }
        return Timestamp(milliseconds: milliseconds)
    }

    private static func seconds(_ cursor: inout LineCursor) throws(ExpositionError) -> Timestamp {
        let range = cursor.token()
        guard let timestamp = DecimalTime.seconds(cursor.bytes, in: range) else {
            throw cursor.error(
                .invalidSeconds(cursor.bytes.excerpt(range)), at: range.lowerBound)
        }
        return timestamp
    }
}
