/// Cuts the bytes of a connection into the parts of HTTP/1.1 responses, as they come.
///
/// Strict, as RFC 9112 allows a client to be: lines end with CR LF, a response has one length, the
/// only transfer coding is `chunked`. Informational responses are passed over. Bytes of the body
/// are handed over where they lie; nothing but an unfinished head is copied.
struct HTTPResponseParser {
    /// One part of a response.
    enum Part {
        /// Status and header fields.
        case head(HTTPHead)
        /// Bytes of the body, valid as long as the input is.
        case body(UnsafeRawBufferPointer)
        /// The end of the response.
        case end
    }

    /// The most bytes of one head, and of one trailer section.
    static let headBytesMax = 64 << 10

    private enum State {
        case head
        case counted(left: Int)
        case chunkSize
        case chunkSizeExtension
        case chunkSizeLineFeed
        case chunk(left: Int)
        case chunkEnd
        case chunkEndLineFeed
        case trailer
        case trailerLineFeed
        case untilClose
        case ended
    }

    private var state = State.head

    /// The bytes of an unfinished head.
    private var held: [UInt8] = []

    /// The bytes of the present line, of those before the input.
    private var lineBytes = 0

    private var size = 0
    private var sizeDigits = 0

    /// The bytes of size extensions and trailers of the present response.
    private var trailerBytes = 0

    /// Whether the connection can carry another request after the present response.
    private(set) var isReusable = false

    /// Whether closing the connection is the proper end of the present response.
    var endsByClose: Bool {
        if case .untilClose = state { true } else { false }
    }

    /// Whether nothing of a response has come since the last one ended.
    var isBetweenResponses: Bool {
        if case .head = state { held.isEmpty } else { false }
    }

    /// Takes the next part off the input.
    ///
    /// - Parameter input: The bytes that have come; what the part used is taken off its front.
    /// - Returns: The part; `nil` when the input is used up.
    /// - Throws: `HTTPResponseError` when the bytes are no HTTP; the parser is of no use then.
    mutating func next(
        _ input: inout UnsafeRawBufferPointer
    ) throws(HTTPResponseError) -> Part? {
        while true {
            switch state {
            case .ended:
                state = .head
                return .end
            case _ where input.isEmpty: return nil
            case .head:
                guard let head = try readHead(&input) else { continue }
                return .head(head)
            case .counted(let left):
                let piece = Self.take(left, &input)
                state = piece.count == left ? .ended : .counted(left: left - piece.count)
                return .body(piece)
            case .untilClose:
                return .body(Self.take(input.count, &input))
            case .chunk(let left):
                let piece = Self.take(left, &input)
                state = piece.count == left ? .chunkEnd : .chunk(left: left - piece.count)
                return .body(piece)
            default:
                try readFraming(&input)
            }
        }
    }

    private static func take(
        _ count: Int, _ input: inout UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer {
        let count = min(count, input.count)
        defer { input = UnsafeRawBufferPointer(rebasing: input[count...]) }
        return UnsafeRawBufferPointer(rebasing: input[..<count])
    }

    // MARK: - Chunks

    /// Passes over the bytes between the data of chunks.
    private mutating func readFraming(
        _ input: inout UnsafeRawBufferPointer
    ) throws(HTTPResponseError) {
        var position = 0
        defer { input = UnsafeRawBufferPointer(rebasing: input[position...]) }
        while position < input.count {
            let byte = input[position]
            position += 1
            switch state {
            case .chunkSize: try readSize(byte)
            case .chunkSizeExtension:
                try countTrailerByte()
                if byte == UInt8.carriageReturn {
                    state = .chunkSizeLineFeed
                } else if byte < UInt8.space, byte != 0x09 {
                    throw .chunkSize(byte: byte)
                }
            case .chunkSizeLineFeed:
                guard byte == UInt8.lineFeed else { throw .chunkSize(byte: byte) }
                state = size == 0 ? .trailer : .chunk(left: size)
                lineBytes = 0
                if size > 0 { return }
            case .chunkEnd:
                guard byte == UInt8.carriageReturn else { throw .chunkEnd(byte: byte) }
                state = .chunkEndLineFeed
            case .chunkEndLineFeed:
                guard byte == UInt8.lineFeed else { throw .chunkEnd(byte: byte) }
                beginChunk()
            case .trailer:
                try countTrailerByte()
                guard byte != UInt8.lineFeed else { throw .lineEnd }
                if byte == UInt8.carriageReturn {
                    state = .trailerLineFeed
                } else {
                    lineBytes += 1
                }
            case .trailerLineFeed:
                guard byte == UInt8.lineFeed else { throw .lineEnd }
                if lineBytes == 0 {
                    state = .ended
                    return
                }
                lineBytes = 0
                state = .trailer
            case .head, .counted, .chunk, .untilClose, .ended:
                preconditionFailure("only the framing of chunks is read here")
            }
        }
    }

    private mutating func beginChunk() {
        state = .chunkSize
        size = 0
        sizeDigits = 0
    }

    private mutating func readSize(_ byte: UInt8) throws(HTTPResponseError) {
        if let digit = JSONReader.hexDigit(byte) {
            sizeDigits += 1
            // Fifteen digits are more than any body, and fit.
            guard sizeDigits <= 15 else { throw .chunkSize(byte: byte) }
            size = size << 4 | Int(digit)
            return
        }
        guard sizeDigits > 0 else { throw .chunkSize(byte: byte) }
        switch byte {
        case UInt8.carriageReturn: state = .chunkSizeLineFeed
        case UInt8(ascii: ";"), UInt8.space, 0x09: state = .chunkSizeExtension
        default: throw .chunkSize(byte: byte)
        }
    }

    private mutating func countTrailerByte() throws(HTTPResponseError) {
        trailerBytes += 1
        guard trailerBytes <= Self.headBytesMax else {
            throw .headTooLarge(limitBytes: Self.headBytesMax)
        }
    }

    // MARK: - Head

    /// Takes a head off the input; `nil` when there is none yet, or only an informational one.
    private mutating func readHead(
        _ input: inout UnsafeRawBufferPointer
    ) throws(HTTPResponseError) -> HTTPHead? {
        try checkOpening(input)
        var start = 0
        while let lineFeed = input.firstIndex(of: UInt8.lineFeed, from: start) {
            let before = lineFeed > 0 ? input[lineFeed - 1] : held.last
            guard before == UInt8.carriageReturn else { throw .lineEnd }
            // The empty line is nothing but its CR.
            guard lineBytes + lineFeed - start == 1 else {
                start = lineFeed + 1
                lineBytes = 0
                continue
            }
            let piece = Self.take(lineFeed + 1, &input)
            try checkSize(held.count + piece.count)
            let head: HTTPHead
            if held.isEmpty {
                head = try HTTPHead(piece)
            } else {
                held.append(contentsOf: piece)
                head = try HTTPHead.parse(held)
                held = []
            }
            lineBytes = 0
            if (100..<200).contains(head.status), head.status != 101 { return nil }
            try begin(head)
            return head
        }
        try checkSize(held.count + input.count)
        lineBytes += input.count - start
        held.append(contentsOf: input)
        input = UnsafeRawBufferPointer(rebasing: input[input.count...])
        return nil
    }

    private func checkSize(_ count: Int) throws(HTTPResponseError) {
        guard count <= Self.headBytesMax else {
            throw .headTooLarge(limitBytes: Self.headBytesMax)
        }
    }

    /// Sees at once that another protocol is spoken, rather than wait for the end of its line.
    private func checkOpening(_ input: UnsafeRawBufferPointer) throws(HTTPResponseError) {
        let opening: StaticString = "HTTP/"
        guard held.count < opening.utf8CodeUnitCount else { return }
        for (byte, offset) in zip(input, held.count..<opening.utf8CodeUnitCount)
        where byte != opening.utf8Start[offset] {
            let found = held + input.prefix(60).prefix { $0 != UInt8.carriageReturn }
            throw .statusLine(
                String(decoding: found, as: UTF8.self).printable(countMax: 60))
        }
    }

    /// Decides how the body ends (RFC 9112, section 6.3).
    private mutating func begin(_ head: HTTPHead) throws(HTTPResponseError) {
        trailerBytes = 0
        let connection = head.members("connection")
        isReusable =
            !connection.contains("close")
            && (head.minorVersion > 0 || connection.contains("keep-alive"))
        if head.status == 101 {
            isReusable = false
            state = .ended
            return
        }
        let codings = head.members("transfer-encoding")
        let lengths = head.all("content-length")
        if head.status == 204 || head.status == 304 {
            state = .ended
        } else if !codings.isEmpty {
            guard lengths.isEmpty else { throw .twoLengths }
            guard codings == ["chunked"] else {
                throw .transferCoding(codings.joined(separator: ", ").printable(countMax: 60))
            }
            // The version does not know chunks: who sends them all the same is not to be trusted.
            if head.minorVersion == 0 { isReusable = false }
            beginChunk()
        } else if let length = lengths.first {
            guard lengths.allSatisfy({ $0 == length }), length.utf8.count <= 18,
                length.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(length)
            else {
                throw .contentLength(lengths.joined(separator: ", ").printable(countMax: 60))
            }
            state = count == 0 ? .ended : .counted(left: count)
        } else {
            isReusable = false
            state = .untilClose
        }
    }
}

extension HTTPHead {
    /// Parses a head that lies in an array.
    fileprivate static func parse(_ bytes: [UInt8]) throws(HTTPResponseError) -> HTTPHead {
        let result: Result<HTTPHead, HTTPResponseError> = bytes.withUnsafeBytes { raw in
            do throws(HTTPResponseError) {
                return .success(try HTTPHead(raw))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
