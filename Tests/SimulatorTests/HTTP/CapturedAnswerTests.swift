import EngineModel
import Simulator
import Testing

/// The simulated server against the bytes of the real one.
@Suite(.timeLimit(.minutes(1))) struct CapturedAnswerTests {
    @Test(arguments: [
        "bad-temperature", "empty-messages", "max-tokens-too-large", "max-tokens-zero",
        "no-messages", "wrong-model", "wrong-model-stream",
    ])
    func `refusals are those of vLLM byte by byte`(_ name: String) async throws {
        let expected = try Fixture.text(name + ".txt")
        let status = try Fixture.status(name)
        try await withSimulatedServer(TestServers.quick()) { server in
            let request = try Fixture.text(name + ".request.json")
            let response = try #require(try await LoopbackClient(server).chat(request))
            #expect(response.body == expected)
            #expect(response.status == status)
            #expect(response.headers["content-type"] == "application/json")
        }
    }

    @Test func `a prompt beyond the model's limit is refused as vLLM does`() async throws {
        let expected = try Fixture.text("prompt-too-long.txt")
        try await withSimulatedServer(TestServers.quick()) { server in
            let prompt = Array(repeating: "word", count: 6_000).joined(separator: " ")
            let response = try #require(
                try await LoopbackClient(server).chat(chatBody(maxTokens: 24, prompt: prompt)))
            #expect(response.status == 400)
            #expect(response.body == expected)
        }
    }

    @Test func `broken JSON is refused with the place of the error`() async throws {
        let expected = try Fixture.text("bad-json.txt")
        try await withSimulatedServer(TestServers.quick()) { server in
            let body = #"{"model": "tiny", "messages":  ["#
            // The captured request broke at byte 31 as well.
            let response = try #require(
                try await LoopbackClient(server).chat(String(body.prefix(31))))
            #expect(response.status == 400)
            #expect(response.body == expected)
        }
    }

    @Test(arguments: [
        "stream-no-usage", "stream-usage", "stream-max-tokens-1", "stream-continuous-usage",
    ])
    func `streams have the events of vLLM in its order`(_ name: String) async throws {
        let expected = Normal.events(try Fixture.text(name + ".txt"))
        let contentType = try Fixture.header("content-type", of: name)
        try await withSimulatedServer(TestServers.quick()) { server in
            let request = try Fixture.text(name + ".request.json")
            let response = try #require(try await LoopbackClient(server).chat(request))
            #expect(Normal.events(response.body) == expected)
            #expect(response.status == 200)
            #expect(response.isComplete)
            #expect(response.headers["content-type"] == contentType)
            #expect(response.headers["transfer-encoding"] == "chunked")
        }
    }

    @Test func `every token is one event`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            let request = try Fixture.text("stream-usage.request.json")
            let response = try #require(try await LoopbackClient(server).chat(request))
            // Opening, 24 tokens, usage, [DONE].
            #expect(response.events.count == 27)
        }
    }

    @Test func `two choices open before the first token and end apart`() async throws {
        let expected = Normal.events(try Fixture.text("stream-n-2.txt"))
        try await withSimulatedServer(TestServers.quick()) { server in
            let request = try Fixture.text("stream-n-2.request.json")
            let response = try #require(try await LoopbackClient(server).chat(request))
            let events = Normal.events(response.body)
            #expect(events.prefix(2) == expected.prefix(2))
            #expect(Set(events) == Set(expected))
            #expect(events.suffix(3) == expected.suffix(3))
        }
    }

    @Test func `a stop string ends the stream and is left out of it`() async throws {
        let expected = Normal.events(Normal.counts(try Fixture.text("stream-stop.txt")))
        try await withSimulatedServer(TestServers.quick()) { server in
            let request = try Fixture.text("stream-stop.request.json")
            let response = try #require(try await LoopbackClient(server).chat(request))
            let events = Normal.events(Normal.counts(response.body))
            // The answer may stop with its very first word, then the middle event is missing.
            #expect(events == expected || events == [expected[0]] + expected[2...])
            let texts = response.events.dropLast().compactMap { event in
                try? JSONParser.parse(Array(event.utf8))
            }
            #expect(texts.count == response.events.count - 1)
        }
    }

    @Test func `an answer that ends at once has one empty token`() async throws {
        let expected = Normal.answer(try Fixture.text("stream-ends-at-once.txt"))
        var configuration = TestServers.quick()
        configuration.answers = AnswerLengths(stopShare: 1, lengths: .fixed(1))
        try await withSimulatedServer(configuration) { server in
            let body = chatBody(
                maxTokens: 200, stream: true, extra: #""stream_options":{"include_usage":true}"#)
            let response = try #require(try await LoopbackClient(server).chat(body))
            #expect(Normal.answer(response.body) == expected)
        }
    }

    @Test func `text completions have the events of vLLM`() async throws {
        let expected = Normal.events(try Fixture.text("completions-stream.txt"))
        try await withSimulatedServer(TestServers.quick()) { server in
            let body = """
                {"model":"tiny","prompt":"Say something short.","max_tokens":12,"stream":true,\
                "stream_options":{"include_usage":true}}
                """
            let response = try #require(
                try await LoopbackClient(server).exchange("POST", "/v1/completions", body: body))
            #expect(Normal.events(response.body) == expected)
        }
    }

    @Test func `a whole answer is that of vLLM but for its words`() async throws {
        let expected = Normal.answer(try Fixture.text("non-stream.txt"))
        try await withSimulatedServer(TestServers.quick()) { server in
            let request = try Fixture.text("non-stream.request.json")
            let response = try #require(try await LoopbackClient(server).chat(request))
            #expect(Normal.answer(response.body) == expected)
            #expect(response.isComplete)
        }
    }

    @Test func `a whole answer with a stop string names it`() async throws {
        let expected = Normal.counts(Normal.answer(try Fixture.text("non-stream-stop.txt")))
        try await withSimulatedServer(TestServers.quick()) { server in
            let request = try Fixture.text("non-stream-stop.request.json")
            let response = try #require(try await LoopbackClient(server).chat(request))
            let normal = Normal.counts(Normal.answer(response.body))
            #expect(
                normal == expected
                    || normal == expected.replacing("\"words\"", with: "\"\""))
        }
    }

    @Test func `the model list and the small pages are those of vLLM`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            let client = LoopbackClient(server)
            let models = try #require(try await client.exchange("GET", "/v1/models"))
            func normal(_ text: String) -> String {
                text.replacing(/"created":\d+/, with: "\"created\":#")
                    .replacing(/modelperm-[0-9a-f]{16}/, with: "modelperm-#")
                    .replacing(/"root":"[^"]*"/, with: "\"root\":\"#\"")
            }
            #expect(normal(models.body) == normal(try Fixture.text("models.json")))
            let version = try #require(try await client.exchange("GET", "/version"))
            #expect(version.body == (try Fixture.text("version.json")))
            let missing = try #require(try await client.exchange("GET", "/no-such-path"))
            #expect(missing.status == 404)
            #expect(missing.body == (try Fixture.text("no-such-path.txt")))
            let health = try #require(try await client.exchange("GET", "/health"))
            #expect(health.status == 200)
            #expect(health.body.isEmpty)
            let wrong = try #require(try await client.exchange("GET", "/v1/chat/completions"))
            #expect(wrong.status == 405)
        }
    }
}
