import EngineModel
import Foundation
import Simulator
import Testing

/// What conditions and faults make of answers, seen from the wire.
@Suite(.timeLimit(.minutes(1))) struct AnswerConditionTests {
    /// The response to a request of 24 tokens under one fault.
    static func response(
        _ faults: [Fault], stream: Bool, extra: String = ""
    ) async throws -> RawResponse {
        let configuration = TestServers.quick(faults: [FaultRule(faults: faults)])
        return try await withSimulatedServer(configuration) { server in
            try #require(
                try await LoopbackClient(server).chat(
                    chatBody(maxTokens: 24, stream: stream, extra: extra)))
        }
    }

    static let usage = #""stream_options":{"include_usage":true}"#

    @Test func `a refusal is short, proper and says so`() async throws {
        let whole = try await Self.response([.refusal], stream: false)
        #expect(whole.status == 200)
        #expect(whole.body.contains("I\u{2019}m sorry, but I can\u{2019}t help with that."))
        #expect(whole.body.contains(#""finish_reason":"stop""#))
        #expect(whole.body.contains(#""completion_tokens":13"#))
    }

    @Test func `an empty answer has tokens and no content`() async throws {
        let stream = try await Self.response(
            [.emptyAnswer(reasoning: false)], stream: true, extra: Self.usage)
        #expect(stream.body.contains(#""completion_tokens":24"#))
        let contents = stream.body.ranges(of: #""content":"#).count
        #expect(contents == 25)
        #expect(stream.body.ranges(of: #""content":"""#).count == contents)
        #expect(!stream.body.contains("reasoning"))
        let whole = try await Self.response([.emptyAnswer(reasoning: false)], stream: false)
        #expect(whole.body.contains(#""content":"","refusal""#))
    }

    @Test func `an answer may be all reasoning`() async throws {
        let stream = try await Self.response([.emptyAnswer(reasoning: true)], stream: true)
        #expect(stream.body.ranges(of: #""delta":{"reasoning":""#).count == 24)
        let whole = try await Self.response([.emptyAnswer(reasoning: true)], stream: false)
        #expect(whole.body.contains(#""content":null"#))
        #expect(!whole.body.contains(#""reasoning":null"#))
    }

    @Test func `a server may cap what clients ask for`() async throws {
        let stream = try await Self.response([.tokenCap(7)], stream: true, extra: Self.usage)
        #expect(stream.body.contains(#""completion_tokens":7"#))
        #expect(stream.body.contains(#""finish_reason":"length""#))
    }

    @Test func `answers may end elsewhere than they used to`() async throws {
        let stream = try await Self.response(
            [.answerLengths(AnswerLengths(stopShare: 1, lengths: .fixed(9)))], stream: true,
            extra: Self.usage)
        #expect(stream.body.contains(#""completion_tokens":9"#))
        #expect(stream.body.contains(#""finish_reason":"stop""#))
    }

    @Test func `several tokens may come in one event, and none is lost`() async throws {
        let alone = try await Self.response([], stream: true, extra: #""seed":5"#)
        let together = try await Self.response(
            [.tokensPerEvent(5)], stream: true, extra: #""seed":5"#)
        // The opening, then 24 tokens, then the end mark.
        #expect(alone.events.count == 26)
        #expect(together.events.count == 1 + 5 + 1)
        #expect(Self.text(alone) == Self.text(together))
        #expect(!Self.text(alone).isEmpty)
    }

    /// The content of a stream, put together.
    private static func text(_ response: RawResponse) -> String {
        response.events.compactMap { event in
            guard let start = event.range(of: #""content":""#),
                let end = event[start.upperBound...].firstIndex(of: "\"")
            else { return nil }
            return String(event[start.upperBound..<end])
        }.joined()
    }

    @Test func `usage may be wrong, or missing`() async throws {
        let wrong = try await Self.response([.usageFactor(2.5)], stream: true, extra: Self.usage)
        #expect(wrong.body.contains(#""completion_tokens":60"#))
        let missing = try await Self.response([.usageFactor(0)], stream: true, extra: Self.usage)
        #expect(!missing.body.contains("usage"))
        #expect(missing.events.last == "[DONE]")
        let whole = try await Self.response([.usageFactor(0)], stream: false)
        #expect(whole.body.contains(#""usage":null"#))
    }

    @Test func `an adapter answers under its own name, and is listed`() async throws {
        var configuration = TestServers.quick()
        configuration.engine.adapters = AdapterLimits(maxLoras: 1, loadSeconds: 0.001)
        configuration.adapters = ["tenant-1", "tenant-2"]
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            let body = chatBody(maxTokens: 3).replacing("tiny", with: "tenant-2")
            let answer = try #require(try await client.chat(body))
            #expect(answer.status == 200)
            #expect(answer.body.contains(#""model":"tenant-2""#))
            let unknown = try #require(
                try await client.chat(chatBody(maxTokens: 3).replacing("tiny", with: "tenant-3")))
            #expect(unknown.status == 404)
            #expect(unknown.body.contains("Valid aliases: tiny, tenant-1, tenant-2."))
            let models = try #require(try await client.exchange("GET", "/v1/models"))
            #expect(models.body.contains(#""id":"tenant-1""#))
            #expect(models.body.contains(#""parent":"tiny""#))
        }
    }
}
