/// Reads the labels between braces, sharing strings with the line before where bytes are equal.
struct LabelReader {
    /// A label of the line before, and where its raw bytes stand in the body.
    private struct Slot {
        let name: Range<Int>
        let value: Range<Int>
        let label: Label
    }

    private let labelsMax: Int
    private var slots: [Slot] = []
    private var previous: [Slot] = []

    init(labelsMax: Int) {
        self.labelsMax = labelsMax
    }

    /// The quoted metric name in `{"a.b",x="y"}`; the cursor stands on the brace before and behind
    /// the name and its comma after.
    mutating func readNameInBraces(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) -> String {
        cursor.position += 1
        cursor.skipBlanks(bytes)
        let first = cursor.position
        guard cursor.peek(bytes) == UInt8(ascii: "\"") else {
            throw cursor.unexpected(bytes, expected: "a metric name in quotes")
        }
        guard let name = try cursor.quoted(bytes).text(bytes) else {
            throw cursor.error(.invalidUTF8, at: first)
        }
        cursor.skipBlanks(bytes)
        if cursor.peek(bytes) == UInt8(ascii: ",") {
            cursor.position += 1
        } else if cursor.peek(bytes) != UInt8(ascii: "}") {
            throw cursor.unexpected(bytes, expected: ", or } after the metric name")
        }
        return name
    }

    /// The labels up to and with the closing brace; the cursor stands behind the opening one.
    mutating func readRest(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) -> [Label] {
        swap(&slots, &previous)
        slots.removeAll(keepingCapacity: true)
        var labels: [Label] = []
        labels.reserveCapacity(previous.count)
        while true {
            cursor.skipBlanks(bytes)
            if cursor.peek(bytes) == UInt8(ascii: "}") {
                cursor.position += 1
                return labels
            }
            let first = cursor.position
            guard labels.count < labelsMax else {
                throw cursor.error(.tooManyLabels(limit: labelsMax), at: first)
            }
            let slot = try readLabel(bytes, &cursor)
            guard slot.label.name != "__name__" else {
                throw cursor.error(.reservedLabel(slot.label.name), at: first)
            }
            guard !labels.contains(where: { $0.name == slot.label.name }) else {
                throw cursor.error(.duplicateLabel(slot.label.name), at: first)
            }
            labels.append(slot.label)
            slots.append(slot)
            cursor.skipBlanks(bytes)
            if cursor.peek(bytes) == UInt8(ascii: ",") {
                cursor.position += 1
            } else if cursor.peek(bytes) != UInt8(ascii: "}") {
                throw cursor.unexpected(bytes, expected: ", or } after the label")
            }
        }
    }

    private func readLabel(
        _ bytes: Span<UInt8>, _ cursor: inout LineCursor
    ) throws(ExpositionError) -> Slot {
        let before = slots.count < previous.count ? previous[slots.count] : nil
        let isQuotedName = cursor.peek(bytes) == UInt8(ascii: "\"")
        let nameStart = cursor.position
        let quotedName =
            isQuotedName
            ? try cursor.quoted(bytes)
            : QuotedText(range: try cursor.labelName(bytes), hasEscapes: false)
        cursor.skipBlanks(bytes)
        try cursor.expect(UInt8(ascii: "="), bytes)
        cursor.skipBlanks(bytes)
        let valueStart = cursor.position
        let quotedValue = try cursor.quoted(bytes)

        let name: String
        if let before, bytes.holdsEqual(before.name, quotedName.range) {
            name = before.label.name
        } else {
            guard let text = quotedName.text(bytes) else {
                throw cursor.error(.invalidUTF8, at: nameStart)
            }
            name = text
        }
        let value: String
        if let before, bytes.holdsEqual(before.value, quotedValue.range) {
            value = before.label.value
        } else {
            guard let text = quotedValue.text(bytes) else {
                throw cursor.error(.invalidUTF8, at: valueStart)
            }
            value = text
        }
        return Slot(
            name: quotedName.range, value: quotedValue.range,
            label: Label(name: name, value: value))
    }
}
