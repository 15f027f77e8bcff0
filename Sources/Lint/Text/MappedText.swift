/// A text taken out of a file, each byte of which knows the bytes of the file it stands for.
///
/// Quotes, escapes, indentation and variables make the two differ.
package struct MappedText: Sendable, Hashable {
    /// The text.
    package private(set) var bytes: [UInt8] = []

    /// For each byte, the first of the file's bytes that it stands for.
    private var starts: [Int] = []

    /// For each byte, the end of those bytes.
    private var ends: [Int] = []

    /// How the file writes the text, for what is put in its place.
    package var quoting: Quoting

    /// Where in the file the text begins and ends, quotes included.
    package var whole: Range<Int>

    /// How a text is written in its file.
    package enum Quoting: Sendable, Hashable {
        /// As it is.
        case plain
        /// In a YAML block; as it is.
        case block
        /// In YAML's single quotes, which are doubled inside.
        case single
        /// In double quotes with backslashes, YAML's or JSON's.
        case double
        /// In quotes inside quotes: nothing can be put there safely.
        case nested
    }

    package init(quoting: Quoting, whole: Range<Int>) {
        self.quoting = quoting
        self.whole = whole
    }

    /// A text that stands in the file as it is.
    package init(verbatim bytes: [UInt8], at offset: Int = 0, quoting: Quoting = .plain) {
        self.bytes = bytes
        starts = Array(offset..<offset + bytes.count)
        ends = starts.map { $0 + 1 }
        self.quoting = quoting
        whole = offset..<offset + bytes.count
    }

    /// The text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// How many bytes it has.
    package var count: Int { bytes.count }

    /// Appends a byte that stands for some of the file's.
    mutating func append(_ byte: UInt8, for range: Range<Int>) {
        bytes.append(byte)
        starts.append(range.lowerBound)
        ends.append(range.upperBound)
    }

    /// Appends bytes that together stand for some of the file's.
    mutating func append(_ more: some Sequence<UInt8>, for range: Range<Int>) {
        for byte in more { append(byte, for: range) }
    }

    /// The file's bytes that a byte stands for.
    func fileRange(ofByte index: Int) -> Range<Int> {
        starts[index]..<ends[index]
    }

    /// The file's bytes that a part of the text stands for; the place itself where it is empty.
    package func fileRange(_ start: Int, _ end: Int) -> Range<Int> {
        guard !bytes.isEmpty else { return whole.lowerBound..<whole.lowerBound }
        let first = min(max(start, 0), bytes.count - 1)
        guard end > start else {
            let place = start >= bytes.count ? ends[bytes.count - 1] : starts[first]
            return place..<place
        }
        let last = min(end, bytes.count) - 1
        return starts[first]..<max(ends[last], starts[first])
    }

    /// Whether a part stands in the file in one piece, escapes aside, so that it can be replaced.
    package func isInOnePiece(_ start: Int, _ end: Int) -> Bool {
        guard quoting != .nested, start >= 0, start <= end, end <= bytes.count else { return false }
        return (start..<end).allSatisfy { $0 == start || starts[$0] == ends[$0 - 1] }
    }

    /// The part of the text in a range of its bytes.
    func part(_ range: Range<Int>) -> MappedText {
        var result = MappedText(
            quoting: quoting, whole: fileRange(range.lowerBound, range.upperBound))
        for index in range where bytes.indices.contains(index) {
            result.append(bytes[index], for: starts[index]..<ends[index])
        }
        return result
    }

    /// A text made of this one's bytes, as one of the file's.
    ///
    /// - Parameter inner: A text whose "file" is this text.
    /// - Returns: The same text with its places in the real file.
    func resolving(_ inner: MappedText) -> MappedText {
        var result = MappedText(
            quoting: inner.quoting == .plain || inner.quoting == .block ? quoting : .nested,
            whole: fileRange(inner.whole.lowerBound, inner.whole.upperBound))
        if quoting == .block || quoting == .plain { result.quoting = inner.quoting }
        for index in inner.bytes.indices {
            let range = inner.starts[index]..<inner.ends[index]
            result.append(
                inner.bytes[index], for: fileRange(range.lowerBound, range.upperBound))
        }
        return result
    }

    /// What has to be written into the file to put a text there.
    ///
    /// - Parameter text: The text.
    /// - Returns: Nil when it cannot be written in this place's quotes.
    func encoded(_ text: String) -> String? {
        switch quoting {
        case .block: return text.contains("\n") ? nil : text
        case .plain:
            let isSafe = !text.contains(": ") && !text.contains(" #") && !text.contains("\n")
            return isSafe ? text : nil
        case .single: return text.replacing("'", with: "''")
        case .double:
            return text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        case .nested: return nil
        }
    }
}
