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
