#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the chunks of one stream have in common: everything but their text.
///
/// The chunks of an answer repeat id, model and the shape of their JSON, byte for byte; only the
/// text changes. Once a chunk has been read in full, the next one needs a comparison instead of a
/// parse: where the bytes before and after the text are the same, and the text is not empty and
/// holds no escape, the full reader would say the same of it but for the text's length.
struct ChunkLayout {
    /// What a chunk of this layout brings.
    struct Piece: Equatable {
        /// Whether its text is reasoning.
        var isReasoning: Bool
        /// The indices of the choices that it touches, as a bit set.
        var choices: UInt64
    }

    /// What every chunk of the layout brings; `nil` as long as there is no layout.
    private(set) var piece: Piece?

    /// The bytes before the text, with the name of the field; then those after it, with the empty
    /// line that ends the event.
    private var frame: [UInt8] = []
    private var openingCount = 0

    /// Layouts learned since one was last of use.
    private var learnedInVain = 0

    /// How an event of one data line begins and ends.
    private static let field: StaticString = "data: "
    private static let end: StaticString = "\n\n"

    /// The most layouts learned without use: chunks that all differ are read in full.
    private static let learnedInVainMax = 8

    /// The longest layout remembered, in bytes.
    private static let frameBytesMax = 4096

    /// Creates no layout.
    init() {}

    /// Whether learning another layout is worth its while.
    var isLearning: Bool { learnedInVain < Self.learnedInVainMax }

    /// Remembers the layout of a chunk.
    ///
    /// - Parameters:
    ///   - data: The chunk.
    ///   - text: Where its text lies, without the quotes.
    ///   - piece: What it brought, beside the text.
    mutating func learn(_ data: UnsafeRawBufferPointer, text: Range<Int>, piece: Piece) {
        learnedInVain += 1
        let count = data.count - text.count
        guard count <= Self.frameBytesMax, !data.contains(where: { $0 < UInt8.space }) else {
            self.piece = nil
            return
        }
        frame.removeAll(keepingCapacity: true)
        frame.reserveCapacity(count + Self.field.utf8CodeUnitCount + Self.end.utf8CodeUnitCount)
        Self.field.withUTF8Buffer { frame.append(contentsOf: $0) }
        frame.append(contentsOf: data[..<text.lowerBound])
        openingCount = frame.count
        frame.append(contentsOf: data[text.upperBound...])
        Self.end.withUTF8Buffer { frame.append(contentsOf: $0) }
        self.piece = piece
    }

    /// Whether a chunk has the layout and a text that needs no reading.
    ///
    /// - Parameter data: The chunk.
    /// - Returns: False when the full reader must be asked.
    mutating func fits(_ data: UnsafeRawBufferPointer) -> Bool {
        guard piece != nil else { return false }
        let fits = frame.withUnsafeBytes { frame -> Bool in
            let opening = UnsafeRawBufferPointer(
                rebasing: frame[Self.field.utf8CodeUnitCount..<openingCount])
            let closing = UnsafeRawBufferPointer(
                rebasing: frame[openingCount..<(frame.count - Self.end.utf8CodeUnitCount)])
            guard let count = Self.textCount(data, opening, closing) else { return false }
            return opening.count + count + closing.count == data.count
        }
        if fits { learnedInVain = 0 }
        return fits
    }

    /// The length of the event of this layout that bytes begin with.
    ///
    /// - Parameter bytes: Bytes of an event stream that begin a line, between events.
    /// - Returns: The event's length with the empty line that ends it; `nil` when the full reader
    ///   must be asked.
    mutating func eventCount(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard piece != nil else { return nil }
        let count = frame.withUnsafeBytes { frame -> Int? in
            Self.textCount(
                bytes, UnsafeRawBufferPointer(rebasing: frame[..<openingCount]),
                UnsafeRawBufferPointer(rebasing: frame[openingCount...])
            ).map { frame.count + $0 }
        }
        if count != nil { learnedInVain = 0 }
        return count
    }

    /// The length of the plain text between an opening and a closing.
    private static func textCount(
        _ bytes: UnsafeRawBufferPointer, _ opening: UnsafeRawBufferPointer,
        _ closing: UnsafeRawBufferPointer
    ) -> Int? {
        guard let base = bytes.baseAddress, let openingBase = opening.baseAddress,
            let closingBase = closing.baseAddress,
            bytes.count > opening.count + closing.count,
            memcmp(base, openingBase, opening.count) == 0
        else { return nil }
        // The text must end where the closing still finds room.
        let last = bytes.count - closing.count
        var end = opening.count
        while end <= last {
            let byte = bytes[end]
            if byte == UInt8.quote { break }
            guard byte >= UInt8.space, byte != UInt8.backslash else { return nil }
            end += 1
        }
        guard end <= last, end > opening.count,
            memcmp(base + end, closingBase, closing.count) == 0
        else { return nil }
        return end - opening.count
    }
}
