/// One label of a line: where its text stands, and what is worth remembering about it.
///
/// The next line looks at the slot in the same position first: where the raw bytes are the same,
/// from the name through the closing quote, nothing has to be read, hashed or looked up again, and
/// only `start` moves.
struct LabelSlot {
    /// The index of the first raw byte.
    var start: UInt32
    /// The length of the raw bytes from the name through the closing quote.
    let length: UInt32
    /// The name and the bytes between the quotes, counted from `start`.
    private let relativeName: TextRange
    private let relativeValue: TextRange
    /// The hashes of name and value, escapes replaced.
    let nameHash: UInt64
    let valueHash: UInt64
    /// The hash of the two together.
    let pairHash: UInt64
    /// The numbers that the reader's interner gave to both texts; nil before it was asked.
    var pair: LabelStorage.Pair?

    @inline(__always)
    init(
        start: Int, end: Int, name: TextRange, value: TextRange, nameHash: UInt64,
        valueHash: UInt64
    ) {
        self.start = UInt32(truncatingIfNeeded: start)
        length = UInt32(truncatingIfNeeded: end - start)
        relativeName = name.moved(by: -start)
        relativeValue = value.moved(by: -start)
        self.nameHash = nameHash
        self.valueHash = valueHash
        pairHash = ByteHash.combine(nameHash, valueHash)
    }

    var name: TextRange { relativeName.moved(by: Int(start)) }
    var value: TextRange { relativeValue.moved(by: Int(start)) }
}
