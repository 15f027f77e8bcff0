/// A part of a query, as offsets of its UTF-8 bytes.
package struct SourceRange: Sendable, Hashable {
    /// The offset of the first byte.
    package var start: Int
    /// The offset behind the last byte.
    package var end: Int

    package init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }
}

extension SourceRange {
    /// The range of a node that was built, not parsed.
    package static let none = SourceRange(start: 0, end: 0)

    /// The number of bytes.
    package var length: Int { end - start }

    /// The smallest range that holds both.
    package func union(_ other: SourceRange) -> SourceRange {
        SourceRange(start: Swift.min(start, other.start), end: Swift.max(end, other.end))
    }

    /// The bytes of the range as text; a range that does not lie in the text is cut to it.
    package func text(in query: String) -> String {
        let bytes = query.utf8
        let lower = bytes.index(bytes.startIndex, offsetBy: start, limitedBy: bytes.endIndex)
        let upper = bytes.index(bytes.startIndex, offsetBy: end, limitedBy: bytes.endIndex)
        return String(
            decoding: bytes[(lower ?? bytes.endIndex)..<(upper ?? bytes.endIndex)], as: UTF8.self)
    }
}
