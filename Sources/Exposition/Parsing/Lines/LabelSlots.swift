/// The labels of the line that was read last, kept while the next one is compared with them.
struct LabelSlots {
    private let labelsMax: Int
    private let isStrict: Bool
    private let hash = ByteHash()
    /// The labels of this line, and behind them what longer lines left.
    private(set) var slots: [LabelSlot] = []
    /// How many of `slots` belong to this line.
    private(set) var count = 0

    init(format: ExpositionFormat, labelsMax: Int) {
        isStrict = format == .openMetrics
        self.labelsMax = labelsMax
    }

    /// Forgets the labels of the line before, but not their text.
    mutating func clear() {
        count = 0
    }

    /// Remembers the numbers of a label's texts for the lines to come.
    @inline(__always)
    mutating func setPair(_ pair: LabelStorage.Pair, at index: Int) {
        slots[index].pair = pair
    }

    /// A hash of all labels that does not depend on their order.
    @inline(__always)
    var hashOfAll: UInt64 {
        var sum = UInt64(truncatingIfNeeded: count)
        for index in 0..<count { sum &+= slots[index].pairHash }
        return sum
    }

    /// The position of the label called `name`, or nil.
    func index(of name: StaticString, in body: ByteBody) -> Int? {
        (0..<count).first { index in
            let range = slots[index].name
            return !range.hasEscapes && range.length == name.utf8CodeUnitCount
                && ByteBody.areEqual(body.base + range.start, name.utf8Start, range.length)
        }
    }

    /// Reads the labels up to and with the closing brace; the cursor stands behind the opening one.
    mutating func read(_ cursor: inout LineCursor) throws(ExpositionError) {
        let before = count
        var namesChanged = false
        count = 0
        while true {
            if !isStrict { cursor.skipBlanks() }
            if cursor.byte == UInt8(ascii: "}") {
                if isStrict, cursor.bytes[cursor.position - 1] == UInt8(ascii: ",") {
                    throw cursor.unexpected("a label name after the comma")
                }
                cursor.position += 1
                break
            }
            guard count < labelsMax else { throw cursor.error(.tooManyLabels(limit: labelsMax)) }
            if count >= before { namesChanged = true }
            if !isSame(&cursor) {
                let slot = try readSlot(&cursor)
                if count < slots.count {
                    if slots[count].nameHash != slot.nameHash { namesChanged = true }
                    slots[count] = slot
                } else {
                    slots.append(slot)
                }
            }
            count += 1
            if !isStrict { cursor.skipBlanks() }
            if cursor.byte == UInt8(ascii: ",") {
                cursor.position += 1
            } else if cursor.byte != UInt8(ascii: "}") {
                throw cursor.unexpected(", or } after the label")
            }
        }
        // Where every name is the one of the line before, they differ as they did there.
        if namesChanged { try checkNames(cursor) }
    }

    /// Steps over the label here if it is the one in the same position of the line before.
    @inline(__always)
    private mutating func isSame(_ cursor: inout LineCursor) -> Bool {
        guard count < slots.count else { return false }
        let length = Int(slots[count].length)
        guard cursor.position + length <= cursor.end,
            cursor.bytes.areEqual(cursor.position, Int(slots[count].start), length)
        else { return false }
        slots[count].start = UInt32(truncatingIfNeeded: cursor.position)
        cursor.position += length
        return true
    }

    @inline(__always)
    private func readSlot(_ cursor: inout LineCursor) throws(ExpositionError) -> LabelSlot {
        let first = cursor.position
        let name =
            cursor.byte == UInt8(ascii: "\"")
            ? try cursor.quotedName(isLenient: isStrict) : try cursor.labelName()
        if !isStrict { cursor.skipBlanks() }
        try cursor.expect(UInt8(ascii: "="))
        if !isStrict { cursor.skipBlanks() }
        let value = try cursor.quoted(isLenient: isStrict)
        return LabelSlot(
            start: first, end: cursor.position, name: name, value: value,
            nameHash: EscapedText.hash(name, of: cursor.bytes, with: hash),
            valueHash: EscapedText.hash(value, of: cursor.bytes, with: hash))
    }

    /// - Throws: `duplicateLabel` or `reservedLabel` at the first label whose name may not be there.
    private func checkNames(_ cursor: LineCursor) throws(ExpositionError) {
        let reserved = index(of: "__name__", in: cursor.bytes)
        for index in 0..<count {
            let slot = slots[index]
            let isRepeated = (0..<index).contains { other in
                slots[other].nameHash == slot.nameHash
                    && EscapedText.areEqual(slots[other].name, slot.name, in: cursor.bytes)
            }
            guard isRepeated || index == reserved else { continue }
            let name = EscapedText.text(slot.name, of: cursor.bytes)
            throw cursor.error(
                isRepeated ? .duplicateLabel(name) : .reservedLabel(name), at: Int(slot.start))
        }
    }
}
