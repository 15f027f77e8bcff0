import Testing

@testable import Inference

@Suite struct ResponseReaderTests {
    private static let start = ContinuousClock.now

    /// Feeds pieces, each a millisecond after the one before.
    private static func read(
        _ pieces: [String], contentType: String? = "text/event-stream", status: Int = 200,
        cancelAfterChunks: Int? = nil, stream: Bool = true
    ) -> (reader: ResponseReader, actions: [ResponseReader.Action]) {
        var reader = ResponseReader(
            api: OpenAIChat(),
            request: InferenceRequest(
                model: "m", messages: [], maxTokens: 1, stream: stream,
                cancelAfterChunks: cancelAfterChunks),
            limits: RequestLimits(), instants: PhaseInstants(intendedStart: start, start: start),
            keepText: false)
        var head = ResponseHead(status: status)
        head.contentType = contentType
        var actions = [reader.read(head, at: start)]
        for (index, piece) in pieces.enumerated() {
            actions.append(
                Array(piece.utf8).withUnsafeBytes {
                    reader.read($0, at: start + .milliseconds(index + 1))
                })
        }
        return (reader, actions)
    }

    private static func token(_ text: String = "a", index: Int = 0, finish: String? = nil) -> String
    {
        let reason = finish.map { "\"\($0)\"" } ?? "null"
        return "data: {\"choices\":[{\"index\":\(index),\"delta\":{\"content\":\"\(text)\"},"
            + "\"finish_reason\":\(reason)}]}\n\n"
    }

    private static func at(_ milliseconds: Int) -> ContinuousClock.Instant {
        start + .milliseconds(milliseconds)
    }

    @Test func `gaps are between meaningful chunks and zero within a read`() {
        let (reader, actions) = Self.read([
            Self.token(""), Self.token(), Self.token() + Self.token(), ": ping\n\n", Self.token(),
        ])
        #expect(actions.allSatisfy { $0 == .read })
        #expect(reader.measured.chunkCount == 4)
        #expect(reader.measured.gapNanoseconds == [1_000_000, 0, 2_000_000])
        #expect(reader.measured.meaningfulReadCount == 3)
        #expect(reader.measured.instants.firstByte == Self.at(1))
        #expect(reader.measured.instants.firstChunk == Self.at(1))
        #expect(reader.measured.instants.firstToken == Self.at(2))
        #expect(reader.measured.instants.lastToken == Self.at(5))
        #expect(reader.lastByte == Self.at(5))
    }

    @Test func `the end mark ends the answer and nothing after it counts`() {
        var (reader, actions) = Self.read([
            Self.token(), "data: [DONE]\n\n" + Self.token(), Self.token(),
        ])
        #expect(actions == [.read, .read, .complete, .complete])
        #expect(reader.measured.outcome == .completed(nil))
        #expect(reader.measured.chunkCount == 1)
        #expect(reader.measured.instants.end == Self.at(2))
        let before = reader.measured
        reader.readEnd(at: Self.at(9))
        reader.fail(.timedOut(.total), at: Self.at(9))
        reader.readClose(at: Self.at(9), reason: "")
        #expect(reader.measured == before)
    }

    @Test func `all choices must finish`() {
        var (reader, _) = Self.read([
            Self.token(index: 0) + Self.token(index: 1), Self.token(index: 1, finish: "stop"),
        ])
        #expect(!reader.isFinished)
        reader.readClose(at: Self.at(3), reason: "")
        #expect(reader.measured.outcome == .truncated)
        (reader, _) = Self.read([
            Self.token(index: 0) + Self.token(index: 1), Self.token(index: 1, finish: "stop"),
            Self.token(index: 0, finish: "length"),
        ])
        #expect(reader.isFinished)
        reader.readClose(at: Self.at(4), reason: "")
        #expect(reader.measured.outcome == .completed(.stop))
    }

    @Test func `a limit after the last word leaves the answer complete, ended by that word`() {
        var (reader, _) = Self.read([Self.token(), Self.token("", finish: "stop"), ": ping\n\n"])
        reader.fail(.stalled(after: .seconds(1)), at: Self.at(1000))
        #expect(reader.measured.outcome == .completed(.stop))
        #expect(reader.measured.instants.end == Self.at(2))
    }

    @Test func `a limit before the last word is the outcome`() {
        var (reader, _) = Self.read([Self.token()])
        reader.fail(.stalled(after: .seconds(1)), at: Self.at(1000))
        #expect(reader.measured.outcome == .stalled(after: .seconds(1)))
        #expect(reader.measured.instants.end == Self.at(1000))
    }

    @Test func `usage comes after the finish reason and is taken`() {
        var (reader, _) = Self.read([
            Self.token(finish: "length"),
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n",
        ])
        #expect(reader.isFinished && !reader.isDecided)
        reader.readEnd(at: Self.at(3))
        #expect(
            reader.measured.usage == TokenUsage(promptTokens: 3, completionTokens: 4))
        #expect(reader.measured.outcome == .completed(.length))
        #expect(reader.measured.tokenCount == 4)
    }

    @Test func `hanging up counts no chunk beyond the asked number`() {
        let (reader, actions) = Self.read(
            [Self.token() + Self.token() + Self.token()], cancelAfterChunks: 2)
        #expect(actions == [.read, .hangUp])
        #expect(reader.measured.chunkCount == 2)
        #expect(reader.measured.outcome == .cancelled(.requested))
    }

    @Test func `reasoning chunks are counted among the chunks`() {
        let reasoning = "data: {\"choices\":[{\"delta\":{\"reasoning\":\"hm\"}}]}\n\n"
        let (reader, _) = Self.read([reasoning, reasoning, Self.token()])
        #expect(reader.measured.chunkCount == 3)
        #expect(reader.measured.reasoningChunkCount == 2)
        #expect(reader.measured.instants.firstToken == Self.at(1))
    }

    @Test(arguments: ["text/plain", "application/octet-stream", nil] as [String?])
    func `an event stream under another name is believed by its bytes, however cut`(
        _ contentType: String?
    ) {
        let text = Self.token() + Self.token(finish: "stop")
        for cut in 0...text.utf8.count {
            var (reader, _) = Self.read(
                [String(text.prefix(cut)), String(text.dropFirst(cut))], contentType: contentType)
            reader.readEnd(at: Self.at(3))
            #expect(reader.measured.outcome == .completed(.stop), "cut at \(cut)")
            #expect(reader.measured.isStream)
            #expect(reader.measured.chunkCount == 2)
        }
    }

    @Test func `a body under another name that only begins like events is no stream`() {
        for text in ["d", "dat", "database error", "events are down", "retr", "{\"data:\":1}"] {
            var (reader, _) = Self.read([text], contentType: "text/plain")
            reader.readEnd(at: Self.at(2))
            #expect(reader.measured.outcome.code == "malformed", "\(text)")
            #expect(!reader.measured.isStream)
        }
    }

    @Test func `a whole answer arrives all at once`() {
        var (reader, _) = Self.read(
            ["{\"choices\":[{\"message\":", "{\"content\":\"hi\"}}]}"],
            contentType: "application/json", stream: false)
        #expect(reader.measured.instants.firstToken == nil)
        reader.readEnd(at: Self.at(5))
        #expect(reader.measured.outcome == .completed(nil))
        #expect(reader.measured.instants.firstByte == Self.at(1))
        #expect(reader.measured.instants.firstToken == Self.at(5))
        #expect(reader.measured.chunkCount == 1 && reader.measured.meaningfulReadCount == 1)
    }

    @Test func `a status without success is decided at the end of its body`() {
        var (reader, actions) = Self.read(["{\"error\":", "\"x\"}"], status: 500)
        #expect(actions == [.read, .read, .read])
        reader.readEnd(at: Self.at(4))
        #expect(reader.measured.outcome == .serverError(status: 500, ServerError(message: "x")))
        #expect(reader.measured.instants.end == Self.at(4))
    }

    @Test func `a response that never began is a lost connection`() {
        var reader = ResponseReader(
            api: OpenAIChat(), request: InferenceRequest(model: "m", messages: [], maxTokens: 1),
            limits: RequestLimits(),
            instants: PhaseInstants(intendedStart: Self.start, start: Self.start), keepText: false)
        reader.readClose(at: Self.at(1), reason: " (reset)")
        #expect(
            reader.measured.outcome
                == .connectionLost("closed before the response head (reset)"))
    }
}
