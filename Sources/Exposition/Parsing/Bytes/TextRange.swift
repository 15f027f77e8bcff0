/// A stretch of a body that is one piece of text: a name, or what stands between two quotes.
struct TextRange {
    private let first: UInt32
    private let size: UInt32
    /// Whether the bytes contain escapes to replace.
    let hasEscapes: Bool

    /// - Parameters:
    ///   - start: the index of the first byte; bodies are bounded so that it fits.
    ///   - end: the index after the last byte.
    ///   - hasEscapes: whether there are backslashes in it.
    @inline(__always)
    init(_ start: Int, _ end: Int, hasEscapes: Bool = false) {
        first = UInt32(truncatingIfNeeded: start)
        size = UInt32(truncatingIfNeeded: end - start)
        self.hasEscapes = hasEscapes
    }

    @inline(__always) var start: Int { Int(first) }
    @inline(__always) var length: Int { Int(size) }
    @inline(__always) var end: Int { start + length }

    /// The same stretch counted from another place.
    @inline(__always)
    func moved(by distance: Int) -> TextRange {
        TextRange(start + distance, end + distance, hasEscapes: hasEscapes)
    }
}
