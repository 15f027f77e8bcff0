/// An incremental parser of lines with one JSON text each, as NDJSON and JSON Lines have them.
///
/// Feed it bytes as they arrive, cut anywhere; it hands over each line as soon as its line feed has
/// been seen. Lines end with LF; one CR before it belongs to the line end. Lines of nothing but
/// blanks are passed over. A CR elsewhere is white space between JSON values and no line end. What
/// follows the last line feed is a line too once the stream has ended: ask for it with `finish`.
///
/// A line that lies whole in one feed is handed over without copying a byte.
package struct JSONLinesParser: Sendable, Equatable {
    /// The longest line accepted, in bytes.
    package let lineBytesMax: Int

    private var line: [UInt8] = []

    /// Creates a parser at the start of a stream.
    ///
    /// - Parameter lineBytesMax: Bound of one line, in bytes; 1 MiB unless told.
    package init(lineBytesMax: Int = 1 << 20) {
        self.lineBytesMax = lineBytesMax
    }

    /// The beginning of the line that has not ended.
    package var unfinishedLine: [UInt8] { line }

    /// Whether a line has begun and not ended.
    package var hasUnfinishedLine: Bool { !line.allSatisfy(JSONLinesParser.isBlank) }

    /// Takes the next bytes of the stream and hands over each line they complete.
    ///
    /// - Parameters:
    ///   - bytes: The next bytes; may end anywhere.
    ///   - dispatch: Called once per line, in order; the bytes are valid only until it returns.
    /// - Throws: `ServerSentEventError.eventTooLarge` when a line outgrows `lineBytesMax`; whatever
    ///   `dispatch` throws. The parser is of no use afterwards.
    package mutating func feed(
        _ bytes: UnsafeRawBufferPointer, dispatch: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var start = bytes.startIndex
        while let end = bytes.firstIndex(of: UInt8.lineFeed, from: start) {
            let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            start = end + 1
            if line.isEmpty {
                try check(piece.count)
                try JSONLinesParser.hand(piece, to: dispatch)
            } else {
                try grow(piece)
                // Taken out, so that the closure may look at the parser.
                var whole: [UInt8] = []
                swap(&whole, &line)
                try whole.withUnsafeBytes { try JSONLinesParser.hand($0, to: dispatch) }
                whole.removeAll(keepingCapacity: true)
                swap(&whole, &line)
            }
        }
        if start < bytes.endIndex { try grow(UnsafeRawBufferPointer(rebasing: bytes[start...])) }
    }

    /// Hands over the last line when no line feed ended it.
    ///
    /// - Parameter dispatch: Called for the line, if there is one.
    /// - Throws: Whatever `dispatch` throws.
    package mutating func finish(
        _ dispatch: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        let last = line
        line = []
        try last.withUnsafeBytes { try JSONLinesParser.hand($0, to: dispatch) }
    }

    private static func hand(
        _ line: UnsafeRawBufferPointer, to dispatch: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        let content =
            line.last == UInt8.carriageReturn
            ? UnsafeRawBufferPointer(rebasing: line.dropLast()) : line
        guard !content.allSatisfy(isBlank) else { return }
        try dispatch(content)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8.space || byte == 0x09 || byte == UInt8.carriageReturn
    }

    private mutating func grow(_ piece: UnsafeRawBufferPointer) throws {
        try check(line.count + piece.count)
        line.append(contentsOf: piece)
    }

    private func check(_ count: Int) throws {
        guard count <= lineBytesMax else {
            throw ServerSentEventError.eventTooLarge(limitBytes: lineBytesMax)
        }
    }
}
