import TestKit
import Testing

@testable import Inference

extension ComputingTests {
    /// The short way and the full reader must agree on everything.
    @Suite struct ChunkLayoutTests {
        /// An API whose events are all read in full.
        private struct InFull: WireAPI {
            var api: any WireAPI
            var name: String { api.name }
            var framing: StreamFraming { api.framing }
            var path: String { api.path }

            func body(for request: InferenceRequest) -> [UInt8] { api.body(for: request) }

            func decodeEvent(
                type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, keepText: Bool
            ) throws(WireError) -> StreamEvent {
                try api.decodeEvent(type: type, data: data, keepText: keepText)
            }

            func decodeWhole(
                _ body: UnsafeRawBufferPointer, keepText: Bool
            ) throws(WireError) -> StreamEvent {
                try api.decodeWhole(body, keepText: keepText)
            }
        }

        private static let start = ContinuousClock.now

        /// Reads a stream whose pieces come a millisecond apart.
        private static func measure(
            _ api: any WireAPI, _ body: [UInt8], cuts: [Int], cancelAfterChunks: Int? = nil,
            limits: RequestLimits = RequestLimits()
        ) -> MeasuredRequest {
            var reader = ResponseReader(
                api: api,
                request: InferenceRequest(
                    model: "m", messages: [], maxTokens: 9, cancelAfterChunks: cancelAfterChunks),
                limits: limits, instants: PhaseInstants(intendedStart: start, start: start),
                keepText: false)
            var head = ResponseHead(status: 200)
            head.contentType = "text/event-stream"
            _ = reader.read(head, at: start)
            var now = start
            var from = 0
            for end in cuts + [body.count] where end > from {
                now += .milliseconds(1)
                body[from..<end].withUnsafeBytes { _ = reader.read($0, at: now) }
                from = end
            }
            reader.readEnd(at: now)
            return reader.measured
        }

        private static func check(
            _ api: any WireAPI, _ body: [UInt8], cuts: [Int], cancelAfterChunks: Int? = nil,
            limits: RequestLimits = RequestLimits(), _ name: String
        ) {
            let short = measure(
                api, body, cuts: cuts, cancelAfterChunks: cancelAfterChunks, limits: limits)
            let full = measure(
                InFull(api: api), body, cuts: cuts, cancelAfterChunks: cancelAfterChunks,
                limits: limits)
            if short != full { Issue.record("\(name), cut at \(cuts.prefix(20))") }
        }

        private static func api(_ name: String) -> any WireAPI {
            name.contains("completions-stream") ? OpenAICompletions() : OpenAIChat()
        }

        @Test(arguments: Golden.table)
        func `captured bodies are read the same both ways, however cut`(_ golden: Golden) throws {
            let fixture = try Fixture(golden.name)
            let (api, body) = (Self.api(golden.name), fixture.body)
            guard !body.isEmpty else { return }
            Self.check(api, body, cuts: [], golden.name)
            Self.check(api, body, cuts: fixture.eventEnds, golden.name)
            Self.check(api, body, cuts: Array(1..<body.count), golden.name)
            Self.check(api, body, cuts: [], cancelAfterChunks: 3, golden.name)
            var limits = RequestLimits()
            limits.eventBytesMax = 200
            Self.check(api, body, cuts: fixture.eventEnds, limits: limits, golden.name)
            for cut in stride(from: 1, to: body.count, by: max(1, body.count / 300)) {
                Self.check(api, body, cuts: [cut], golden.name)
            }
        }

        @Test(arguments: Golden.table)
        func `damaged bodies are read the same both ways`(_ golden: Golden) throws {
            let fixture = try Fixture(golden.name)
            guard fixture.body.count > 1 else { return }
            var random = SeededGenerator(seed: UInt64(fixture.body.count))
            let bytes = Array(#""\{}[],:na0 "#.utf8) + [10, 13, 0, 9, 0xC3, 0xFF]
            for _ in 0..<60 {
                var body = fixture.body
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    let place = Int.random(in: body.indices, using: &random)
                    let byte = bytes[Int.random(in: bytes.indices, using: &random)]
                    switch Int.random(in: 0...3, using: &random) {
                    case 0: body[place] = byte
                    case 1: body.insert(byte, at: place)
                    case 2: body.remove(at: place)
                    default:
                        let end = min(
                            body.count, place + Int.random(in: 1...400, using: &random))
                        body.insert(contentsOf: body[place..<end], at: place)
                    }
                }
                let cut = Int.random(in: body.indices, using: &random)
                Self.check(Self.api(golden.name), body, cuts: [cut], golden.name)
                Self.check(Self.api(golden.name), body, cuts: fixture.eventEnds, golden.name)
            }
        }

        private static func data(_ text: String) -> [UInt8] { Array(text.utf8) }

        @Test(arguments: [
            #"{"choices":[{"delta":{"content":"ab"}}]}"#,
            #"{"choices":[{"text":"ab","index":0}]}"#,
            #"{"choices":[{"delta":{"reasoning_content":"ab"}}]}"#,
            #"{"choices":[{"delta":{"content":"","reasoning":"ab"}}],"usage":null}"#,
            #"{"choices":[{"delta":{"content":"ab"},"finish_reason":null}],"id":"ab"}"#,
        ]) func `the text of a plain chunk is found`(_ text: String) throws {
            let data = Self.data(text)
            let range = try data.withUnsafeBytes { bytes in
                let event = try OpenAIEventReader(keepText: false).read(bytes)
                return OpenAIEventReader.plainText(in: bytes, of: event)
            }
            #expect(String(decoding: data[try #require(range)], as: UTF8.self) == "ab")
            #expect(data[try #require(range).lowerBound - 1] == UInt8(ascii: "\""))
        }

        @Test(arguments: [
            #"{"choices":[{"delta":{"role":"assistant","content":""}}]}"#,
            #"{"choices":[{"delta":{"content":"ab"},"finish_reason":"stop"}]}"#,
            #"{"choices":[{"delta":{"content":"ab"}}],"usage":{"completion_tokens":1}}"#,
            #"{"choices":[{"delta":{"content":"ab","refusal":"no"}}]}"#,
            #"{"choices":[{"delta":{"refusal":"no"}}]}"#,
            #"{"choices":[{"delta":{"content":"ab","tool_calls":[{}]}}]}"#,
            #"{"choices":[{"delta":{"content":"ab"}},{"delta":{"content":"cd"}}]}"#,
            #"{"choices":[{"delta":{"content":"ab","reasoning":"cd"}}]}"#,
            #"{"choices":[{"delta":{"content":[{"type":"text","text":"ab"}]}}]}"#,
            #"{"choices":[{"content":"abc","delta":{"content":[{"text":"abc"}]}}]}"#,
            #"{"error":{"message":"ab"}}"#,
        ]) func `a chunk that brings more, or nothing, has no layout`(_ text: String) throws {
            try Self.data(text).withUnsafeBytes { bytes in
                let event = try OpenAIEventReader(keepText: false).read(bytes)
                #expect(OpenAIEventReader.plainText(in: bytes, of: event) == nil)
            }
        }

        @Test func `only another plain text fits a layout`() {
            var layout = ChunkLayout()
            let (opening, closing) = (#"{"c":""#, #""}"#)
            func fits(_ text: String) -> Bool {
                Self.data(text).withUnsafeBytes { layout.fits($0) }
            }
            func event(_ text: String) -> Int? {
                Self.data(text).withUnsafeBytes { layout.eventCount($0) }
            }
            #expect(!fits(opening + "a" + closing))
            Self.data(opening + "a" + closing).withUnsafeBytes {
                layout.learn(
                    $0, text: 6..<7, piece: ChunkLayout.Piece(isReasoning: false, choices: 1))
            }
            for text in ["b", "another one", " é", "}"] {
                #expect(fits(opening + text + closing), "\(text)")
                let whole = "data: " + opening + text + closing + "\n\n"
                #expect(event(whole) == whole.utf8.count)
                #expect(event(whole + "data: x") == whole.utf8.count)
                #expect(event(String(whole.dropLast())) == nil)
                #expect(event("data:" + opening + text + closing + "\n\n") == nil)
                #expect(event("data: " + opening + text + closing + "\ndata: y\n\n") == nil)
            }
            for text in ["", "\"", "\\n", "a\"}x", "\n", "\u{1}"] {
                #expect(!fits(opening + text + closing), "\(text)")
                #expect(event("data: " + opening + text + closing + "\n\n") == nil, "\(text)")
            }
            #expect(!fits(opening + "a" + closing + " "))
            #expect(!fits(" " + opening + "a" + closing))
            #expect(!fits(opening))
        }

        @Test func `chunks that all differ are soon read in full without another look`() {
            var layout = ChunkLayout()
            for round in 0..<20 where layout.isLearning {
                Self.data("{\"n\":\(round),\"c\":\"a\"}").withUnsafeBytes {
                    let place = $0.count - 3
                    layout.learn(
                        $0, text: place..<(place + 1),
                        piece: ChunkLayout.Piece(isReasoning: false, choices: 1))
                }
                #expect(round < 8)
            }
            #expect(!layout.isLearning)
        }
    }
}
