import Inference
import TestKit
import Testing

/// What the APIs that are not OpenAI's are asked.
@Suite(.timeLimit(.minutes(1))) struct NativeRequestTests {
    /// An API, its paths and its body for the same request.
    struct Sample: Sendable, CustomTestStringConvertible {
        let kind: WireAPIKind
        let path: String
        var wholePath: String?
        let body: String
        var testDescription: String { kind.rawValue }
    }

    private static let request = InferenceRequest(
        model: "m",
        messages: [
            ChatMessage(role: .system, content: "Be brief."),
            ChatMessage(role: .user, content: "Hi"),
            ChatMessage(role: .assistant, content: "Yes?"), ChatMessage(role: .user, content: "No"),
        ],
        maxTokens: 5, temperature: 0.5, stop: ["a", "\n"])

    static let samples = [
        Sample(
            kind: .anthropic, path: "/v1/messages",
            body: #"{"model":"m","max_tokens":5,"system":"Be brief.","messages":"#
                + #"[{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes?"},"#
                + #"{"role":"user","content":"No"}],"temperature":0.5,"#
                + #""stop_sequences":["a","\u000a"],"stream":true}"#),
        Sample(
            kind: .ollamaChat, path: "/api/chat",
            body: #"{"model":"m","messages":[{"role":"system","content":"Be brief."},"#
                + #"{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes?"},"#
                + #"{"role":"user","content":"No"}],"stream":true,"#
                + #""options":{"num_predict":5,"temperature":0.5,"stop":["a","\u000a"]}}"#),
        Sample(
            kind: .ollamaGenerate, path: "/api/generate",
            body: #"{"model":"m","system":"Be brief.","prompt":"Hi\u000aYes?\u000aNo","#
                + #""stream":true,"#
                + #""options":{"num_predict":5,"temperature":0.5,"stop":["a","\u000a"]}}"#),
        Sample(
            kind: .tgi, path: "/generate_stream", wholePath: "/generate",
            body: #"{"inputs":"Be brief.\u000aHi\u000aYes?\u000aNo","parameters":"#
                + #"{"max_new_tokens":5,"do_sample":true,"temperature":0.5,"#
                + #""stop":["a","\u000a"],"details":true}}"#),
        Sample(
            kind: .llamaCpp, path: "/completion",
            body: #"{"prompt":"Be brief.\u000aHi\u000aYes?\u000aNo","n_predict":5,"#
                + #""temperature":0.5,"stop":["a","\u000a"],"stream":true}"#),
    ]

    @Test(arguments: samples)
    func `a request is written as the API wants it`(_ sample: Sample) {
        let body = String(decoding: sample.kind.api.body(for: Self.request), as: UTF8.self)
        #expect(body == sample.body)
    }

    @Test(arguments: samples)
    func `a request goes to the API's path`(_ sample: Sample) async throws {
        for stream in [true, false] {
            try await withScriptedServer(.chatAnswer()) { server in
                var request = Self.request
                request.stream = stream
                let asked = request
                try await TestClient.with(server.url, api: sample.kind.api) { client in
                    _ = await client.perform(asked)
                }
                let sent = try #require(server.requests.first)
                #expect(sent.target == (stream ? sample.path : sample.wholePath ?? sample.path))
                #expect(sent.body == sample.kind.api.body(for: asked))
            }
        }
    }

    @Test func `TGI is not told a temperature of zero, which it refuses`() {
        var request = Self.request
        request.temperature = 0
        let body = String(decoding: TGIGenerate().body(for: request), as: UTF8.self)
        #expect(!body.contains("temperature") && !body.contains("do_sample"))
    }

    @Test func `Anthropic's key and revision have headers of their own`() async throws {
        try await withScriptedServer(.chatAnswer()) { server in
            try await TestClient.with(
                server.url, api: AnthropicMessages(), endpoint: { $0.apiKey = Secret("sk-1") }
            ) { client in _ = await client.perform(TestClient.request) }
            let sent = try #require(server.requests.first)
            #expect(sent.header("x-api-key") == "sk-1")
            #expect(sent.header("anthropic-version") == "2023-06-01")
            #expect(sent.header("authorization") == nil)
        }
    }

    @Test func `every API has its name, and what is plainly meant is understood`() {
        for kind in WireAPIKind.allCases {
            #expect(WireAPIKind(rawValue: kind.rawValue) == kind)
            #expect(kind.api.name == kind.rawValue)
        }
        #expect(WireAPIKind(rawValue: "ollama") == .ollamaChat)
        #expect(WireAPIKind(rawValue: "openai") == nil)
        #expect(
            WireAPIKind.names
                == "openai-chat, openai-completions, anthropic, ollama-chat, ollama-generate, "
                + "tgi or llamacpp")
    }

    /// A URL with the full path of an API, and the path that is asked in the end.
    @Test(arguments: [
        ("http://h/v1/messages", "v1/messages", "/v1/messages"),
        ("http://h/gate/v1/messages", "v1/messages", "/gate/v1/messages"),
        ("http://h:11434/api/chat", "api/chat", "/api/chat"),
        ("http://h:11434/api", "api/chat", "/api/chat"),
        ("http://h/proxy/api/generate/", "api/generate", "/proxy/api/generate"),
        ("http://h/api/v1", "v1/messages", "/api/v1/messages"),
        ("http://h/generate_stream", "generate_stream", "/generate_stream"),
        ("http://h/completion", "completion", "/completion"),
    ])
    func `a URL may end in the API's path`(
        _ url: String, _ path: String, _ target: String
    ) throws {
        #expect(try Endpoint(url: url).target(path) == target)
    }

    @Test func `an error of TGI keeps its kind`() throws {
        let body = Array(#"{"error":"Model is overloaded","error_type":"overloaded"}"#.utf8)
        let error = body.withUnsafeBytes { ErrorBodyReader.read($0) }
        #expect(error == ServerError(message: "Model is overloaded", type: "overloaded"))
    }
}
