/// An incremental parser of `text/event-stream`, to the letter of the WHATWG specification.
///
/// Feed it bytes as they arrive, cut anywhere; it hands over each event as soon as the blank line
/// that ends it has been seen. Lines end with LF, CR or CRLF; one leading byte order mark is
/// dropped; lines that begin with a colon are comments; a field without a colon has an empty
/// value; one space after the colon belongs to the syntax; several `data` lines are joined with
/// LF; an event without data is not dispatched; an event that the end of the stream cuts off is
/// dropped. Source: HTML Living Standard, section 9.2.6, "Interpreting an event stream".
///
/// A CR that is the last byte of a feed ends its line at once (waiting for a possible LF would
/// delay the event); an LF that opens the next feed is then swallowed.
///
/// An event that lies whole in one feed and has one `data` line, as those of inference servers do,
/// is handed over without copying a byte.
package struct ServerSentEventParser: Sendable, Equatable {
    /// The largest event (data and type together) or line accepted, in bytes.
    package let eventBytesMax: Int

    /// Comment lines seen so far; servers send them to keep idle connections open.
    package private(set) var commentCount = 0

    /// Lines with a field that the specification knows; none in a body that is no event stream.
    package private(set) var fieldCount = 0

    /// The value of the last `id:` field, as the specification's last event ID buffer.
    package private(set) var lastEventID: [UInt8] = []

    /// The last valid `retry:` field, in milliseconds.
    package private(set) var retryMilliseconds: Int?

    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var type: [UInt8] = []
    private var hasData = false
    private var previousWasCarriageReturn = false
    private var byteOrderMarkSeen = 0
    private var atStart = true

    private enum Field {
        case data
        case event
        case id
        case retry
    }

    /// How lines of an event stream begin that mean something: a comment or a known field.
    static let openings: [StaticString] = [":", "data:", "event:", "id:", "retry:"]

    /// Creates a parser at the start of a stream.
    ///
    /// - Parameter eventBytesMax: Bound of one event and of one line, in bytes; 1 MiB unless told.
    package init(eventBytesMax: Int = 1 << 20) {
        self.eventBytesMax = eventBytesMax
    }

    /// Whether bytes of an unfinished line or event are waiting: at the end of a stream they are
    /// an event that was cut off.
    package var hasUnfinishedEvent: Bool { hasData || !line.isEmpty }

    /// Whether the next byte begins a line, and with it an event: nothing of one is waiting.
    var isBetweenEvents: Bool {
        !hasData && line.isEmpty && type.isEmpty && !previousWasCarriageReturn && !atStart
    }

    /// Counts an event of one data line that somebody else has read, line ends and all.
    mutating func passEvent() {
        fieldCount += 1
    }

    /// Whether anything of an event stream has been seen: a field, a comment, or the beginning of
    /// one in the unfinished line.
    package var looksLikeEventStream: Bool {
        if fieldCount > 0 || commentCount > 0 { return true }
        return line.withUnsafeBytes { bytes in
            !bytes.isEmpty
                && ServerSentEventParser.openings.contains {
                    bytes.begins(with: $0) || bytes.isBeginning(of: $0)
                }
        }
    }

    /// Takes the next bytes of the stream and hands over each event they complete.
    ///
    /// - Parameters:
    ///   - bytes: The next bytes; may end anywhere, also inside a character or a CRLF.
    ///   - dispatch: Called once per complete event, in order; the event's bytes are valid only
    ///     until it returns.
    /// - Throws: `ServerSentEventError.eventTooLarge` when a line or an event outgrows
    ///   `eventBytesMax`; whatever `dispatch` throws. The parser is of no use afterwards.
    package mutating func feed(
        _ bytes: UnsafeRawBufferPointer, dispatch: (ServerSentEvent) throws -> Void
    ) throws {
        var start = bytes.startIndex
        if atStart {
            start = try skipByteOrderMark(bytes)
        }
        if previousWasCarriageReturn, start < bytes.endIndex {
            if bytes[start] == UInt8.lineFeed { start += 1 }
            previousWasCarriageReturn = false
        }
        var finder = LineEndFinder(bytes)
        // The only data line of the event so far, while the bytes it lies in are at hand.
        var held: UnsafeRawBufferPointer?
        while let end = finder.next(from: start) {
            let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            if line.isEmpty {
                try check(lineBytes: piece.count)
                try interpret(piece, held: &held, dispatch: dispatch)
            } else {
                try endLine(piece, held: &held, dispatch: dispatch)
            }
            start = end + 1
            guard bytes[end] == UInt8.carriageReturn else { continue }
            if start == bytes.endIndex {
                previousWasCarriageReturn = true
            } else if bytes[start] == UInt8.lineFeed {
                start += 1
            }
        }
        keep(&held)
        if start < bytes.endIndex {
            try growLine(UnsafeRawBufferPointer(rebasing: bytes[start...]))
        }
    }

    // MARK: - Lines

    /// Drops a byte order mark that may arrive in pieces; returns where the text begins.
    private mutating func skipByteOrderMark(_ bytes: UnsafeRawBufferPointer) throws -> Int {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var position = bytes.startIndex
        while position < bytes.endIndex {
            if bytes[position] == mark[byteOrderMarkSeen] {
                byteOrderMarkSeen += 1
                position += 1
                if byteOrderMarkSeen == mark.count {
                    atStart = false
                    return position
                }
            } else {
                // Not a mark after all: what looked like one belongs to the first line.
                atStart = false
                try mark[..<byteOrderMarkSeen].withUnsafeBytes { try growLine($0) }
                return position
            }
        }
        return position
    }

    private func check(lineBytes count: Int) throws {
        guard count <= eventBytesMax else {
            throw ServerSentEventError.eventTooLarge(limitBytes: eventBytesMax)
        }
    }

    private mutating func growLine(_ piece: UnsafeRawBufferPointer) throws {
        try check(lineBytes: line.count + piece.count)
        line.append(contentsOf: piece)
    }

    /// Interprets a line that began in an earlier feed.
    private mutating func endLine(
        _ piece: UnsafeRawBufferPointer, held: inout UnsafeRawBufferPointer?,
        dispatch: (ServerSentEvent) throws -> Void
    ) throws {
        try growLine(piece)
        // The line is taken out so that interpreting it may change the parser's state.
        var whole: [UInt8] = []
        swap(&whole, &line)
        try whole.withUnsafeBytes { bytes in
            try interpret(bytes, held: &held, dispatch: dispatch)
            // What was held lies in the line, which is about to be overwritten.
            keep(&held)
        }
        whole.removeAll(keepingCapacity: true)
        swap(&whole, &line)
    }

    private mutating func interpret(
        _ line: UnsafeRawBufferPointer, held: inout UnsafeRawBufferPointer?,
        dispatch: (ServerSentEvent) throws -> Void
    ) throws {
        guard let first = line.first else {
            try endEvent(held: &held, dispatch: dispatch)
            return
        }
        if first == UInt8.colon {
            commentCount += 1
            return
        }
        guard let (field, nameCount) = ServerSentEventParser.field(of: line) else { return }
        fieldCount += 1
        var start = min(nameCount + 1, line.count)
        if start < line.count, line[start] == UInt8.space { start += 1 }
        let value = UnsafeRawBufferPointer(rebasing: line[start...])
        switch field {
        case .data: try addData(value, held: &held)
        case .event:
            type.removeAll(keepingCapacity: true)
            type.append(contentsOf: value)
            try checkEvent(held: held)
        case .id:
            if !value.contains(0) { lastEventID = Array(value) }
        case .retry:
            if !value.isEmpty, value.allSatisfy({ (0x30...0x39).contains($0) }) {
                retryMilliseconds = Int(String(decoding: value, as: UTF8.self))
            }
        }
    }

    /// The field that a line sets, with the length of its name; `nil` for a name that the
    /// specification does not know.
    private static func field(of line: UnsafeRawBufferPointer) -> (Field, nameCount: Int)? {
        func isName(_ name: StaticString) -> Bool {
            let count = name.utf8CodeUnitCount
            return line.begins(with: name) && (line.count == count || line[count] == UInt8.colon)
        }
        if isName("data") { return (.data, 4) }
        if isName("event") { return (.event, 5) }
        if isName("id") { return (.id, 2) }
        if isName("retry") { return (.retry, 5) }
        return nil
    }

    // MARK: - Events

    private mutating func addData(
        _ value: UnsafeRawBufferPointer, held: inout UnsafeRawBufferPointer?
    ) throws {
        if hasData {
            keep(&held)
            data.append(contentsOf: value)
            data.append(UInt8.lineFeed)
        } else {
            held = value
            hasData = true
        }
        try checkEvent(held: held)
    }

    private func checkEvent(held: UnsafeRawBufferPointer?) throws {
        // The buffer ends with the line feed of its last line, which is no part of the data.
        let dataBytes = held?.count ?? max(0, data.count - 1)
        guard dataBytes + type.count <= eventBytesMax else {
            throw ServerSentEventError.eventTooLarge(limitBytes: eventBytesMax)
        }
    }

    /// Copies the data line that lies in borrowed bytes.
    private mutating func keep(_ held: inout UnsafeRawBufferPointer?) {
        guard let value = held else { return }
        data.append(contentsOf: value)
        data.append(UInt8.lineFeed)
        held = nil
    }

    private mutating func endEvent(
        held: inout UnsafeRawBufferPointer?, dispatch: (ServerSentEvent) throws -> Void
    ) throws {
        defer {
            data.removeAll(keepingCapacity: true)
            type.removeAll(keepingCapacity: true)
            hasData = false
            held = nil
        }
        guard hasData else { return }
        try type.withUnsafeBytes { type in
            if let held {
                try dispatch(ServerSentEvent(type: type, data: held))
            } else {
                try data.withUnsafeBytes { data in
                    let content = UnsafeRawBufferPointer(rebasing: data.dropLast())
                    try dispatch(ServerSentEvent(type: type, data: content))
                }
            }
        }
    }
}
