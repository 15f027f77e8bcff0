import Simulator
import Testing

/// The APIs that are not OpenAI's, against the bytes of the real servers.
@Suite(.timeLimit(.minutes(1))) struct FaceAnswerTests {
    /// A captured answer, and who is asked how for one like it.
    struct Captured: Sendable, CustomTestStringConvertible {
        let engine: SimulatedEngine
        let path: String
        let name: String
        var testDescription: String { name }
    }

    static let answers = [
        Captured(engine: .vllm, path: "/v1/messages", name: "vllm-0.32.0-anthropic-stream"),
        Captured(
            engine: .vllm, path: "/v1/messages", name: "vllm-0.32.0-anthropic-stream-max-tokens-1"),
        Captured(engine: .vllm, path: "/v1/messages", name: "vllm-0.32.0-anthropic-non-stream"),
        Captured(
            engine: .llamaCpp, path: "/v1/messages", name: "llamacpp-b11434-anthropic-stream"),
        Captured(
            engine: .llamaCpp, path: "/v1/messages", name: "llamacpp-b11434-anthropic-non-stream"),
        Captured(engine: .llamaCpp, path: "/completion", name: "llamacpp-b11434-completion-stream"),
        Captured(
            engine: .llamaCpp, path: "/completion", name: "llamacpp-b11434-completion-non-stream"),
    ]

    @Test(arguments: answers)
    func `an answer is that of the real server but for its words and counts`(
        _ captured: Captured
    ) async throws {
        let expected = Self.normal(try Fixture.file(captured.name + ".txt"))
        try await withSimulatedServer(Self.server(captured.engine)) { server in
            let response = try #require(
                try await LoopbackClient(server).exchange(
                    "POST", captured.path,
                    body: try Fixture.file(captured.name + ".request.json")))
            #expect(response.status == 200)
            #expect(Self.normal(response.body) == expected)
        }
    }

    @Test(arguments: [
        "wrong-model", "no-messages", "no-max-tokens", "max-tokens-zero", "empty-messages",
    ])
    func `refusals of messages are those of vLLM byte by byte`(_ name: String) async throws {
        let expected = try Fixture.text("anthropic-\(name).txt")
        let status = try Fixture.status("anthropic-" + name)
        try await withSimulatedServer(Self.server(.vllm)) { server in
            let response = try #require(
                try await LoopbackClient(server).exchange(
                    "POST", "/v1/messages",
                    body: try Fixture.text("anthropic-\(name).request.json")))
            #expect(response.body == expected)
            #expect(response.status == status)
        }
    }

    @Test func `a completion without a prompt is refused as llama.cpp does`() async throws {
        let expected = try Fixture.file("llamacpp-b11434-completion-no-prompt.txt")
        try await withSimulatedServer(Self.server(.llamaCpp)) { server in
            let response = try #require(
                try await LoopbackClient(server).exchange(
                    "POST", "/completion",
                    body: try Fixture.file("llamacpp-b11434-completion-no-prompt.request.json")))
            #expect(response.body == expected)
            #expect(response.status == 400)
        }
    }

    @Test func `TGI refuses what it cannot do by 422`() async throws {
        try await withSimulatedServer(Self.server(.tgi)) { server in
            let body = #"{"inputs":"x","parameters":{"temperature":0}}"#
            let response = try #require(
                try await LoopbackClient(server).exchange("POST", "/generate_stream", body: body))
            #expect(response.status == 422)
            #expect(
                response.body
                    == #"{"error":"Input validation error: `temperature` must be strictly positive","error_type":"validation"}"#
            )
        }
    }

    @Test(arguments: [SimulatedEngine.vllm, .sglang, .ollama])
    func `an engine has no API of another`(_ engine: SimulatedEngine) async throws {
        try await withSimulatedServer(Self.server(engine)) { server in
            for path in ["/completion", "/generate_stream"] {
                let response = try await LoopbackClient(server).exchange("POST", path, body: "{}")
                #expect(response?.status == 404)
            }
        }
    }

    private static func server(_ engine: SimulatedEngine) -> SimulatedServerConfiguration {
        var configuration = TestServers.quick()
        configuration.release = SimulatedRelease(engine)
        return configuration
    }

    /// Events without words, names and numbers, equal neighbours once.
    private static func normal(_ text: String) -> [String] {
        let plain =
            text
            .replacing(/"id":"chatcmpl-\w+"/, with: "\"id\":\"#\"")
            .replacing(/"(content|text)":"((?:[^"\\]|\\.)+)"/) { "\"\($0.output.1)\":\"words\"" }
            .replacing(/"tokens":\[\d+\]/, with: "\"tokens\":[#]")
            .replacing(/"(\w+_tokens|tokens_\w+|id_slot|\w+_n|\w+_ms|\w+_second)":-?[\d.e-]+/) {
                "\"\($0.output.1)\":#"
            }
            .replacing(/"(max_tokens|n_predict)":\d+/) { "\"\($0.output.1)\":#" }
        var events: [String] = []
        for event in plain.split(separator: "\n\n").map(String.init) where events.last != event {
            events.append(event)
        }
        return events
    }
}
