import Foundation
import Simulator
import Testing

/// Answers of engines that have a form of their own.
@Suite(.timeLimit(.minutes(1))) struct NativeAnswerTests {
    private static func server(_ engine: SimulatedEngine) -> SimulatedServerConfiguration {
        var configuration = TestServers.quick()
        configuration.release = SimulatedRelease(engine)
        return configuration
    }

    private static func object(_ text: some StringProtocol) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    // MARK: - llama.cpp

    @Test(arguments: [true, false])
    func `the last chunk of llama.cpp tells where the time went`(_ asksUsage: Bool) async throws {
        try await withSimulatedServer(Self.server(.llamaCpp)) { server in
            let extra = asksUsage ? #""stream_options":{"include_usage":true}"# : ""
            let response = try #require(
                try await LoopbackClient(server).chat(
                    chatBody(maxTokens: 6, stream: true, extra: extra)))
            let events = response.events
            #expect(events.last == "[DONE]")
            let last = try Self.object(try #require(events.dropLast().last))
            let timings = try #require(last["timings"] as? [String: Any])
            #expect(timings["cache_n"] as? Int == 0)
            #expect(timings["prompt_n"] as? Int == 10)
            #expect(timings["predicted_n"] as? Int == 6)
            let decode = try #require(timings["predicted_ms"] as? Double)
            // Five steps of 2 ms after the first token.
            #expect(decode >= 9.9)
            #expect((last["usage"] != nil) == asksUsage)
            #expect(response.body.contains(#""finish_reason":"length","index":0,"delta":{}"#))
        }
    }

    @Test func `llama.cpp answers in the shape of the real server, whatever the model is called`()
        async throws
    {
        try await withSimulatedServer(Self.server(.llamaCpp)) { server in
            let body = chatBody(maxTokens: 4).replacing("tiny", with: "other")
            let response = try #require(try await LoopbackClient(server).chat(body))
            let answer = try Self.object(response.body)
            #expect(response.status == 200)
            #expect(
                Set(answer.keys) == [
                    "choices", "created", "model", "system_fingerprint", "object", "usage", "id",
                    "timings",
                ])
            #expect(answer["system_fingerprint"] as? String == "b11434-unknown")
        }
    }

    // MARK: - Ollama

    /// A request to Ollama's own API and the member that carries the text.
    struct Native: Sendable, CustomTestStringConvertible {
        let path: String
        let body: String
        let text: String
        var testDescription: String { path }
    }

    static let natives = [
        Native(
            path: "/api/chat",
            body: #"{"model":"tiny","messages":[{"role":"user","content":"Say something."}],"#
                + #""options":{"num_predict":5}}"#,
            text: "message"),
        Native(
            path: "/api/generate",
            body: #"{"model":"tiny","prompt":"Say something.","options":{"num_predict":5}}"#,
            text: "response"),
    ]

    @Test(arguments: natives)
    func `Ollama streams lines and ends with nanoseconds`(_ native: Native) async throws {
        try await withSimulatedServer(Self.server(.ollama)) { server in
            let response = try #require(
                try await LoopbackClient(server).exchange("POST", native.path, body: native.body))
            #expect(response.headers["content-type"] == "application/x-ndjson")
            let lines = try response.body.split(separator: "\n").map { try Self.object($0) }
            #expect(lines.count == 6)
            for line in lines.dropLast() {
                #expect(line["done"] as? Bool == false)
                #expect(line[native.text] != nil)
            }
            let last = try #require(lines.last)
            #expect(last["done"] as? Bool == true)
            #expect(last["done_reason"] as? String == "length")
            #expect(last["eval_count"] as? Int == 5)
            let total = try #require(last["total_duration"] as? Int)
            let parts = ["load_duration", "prompt_eval_duration", "eval_duration"].compactMap {
                last[$0] as? Int
            }
            #expect(parts.count == 3)
            #expect(total >= parts.reduce(0, +))
            // Four steps of 2 ms after the first token.
            #expect(parts[2] >= 7_900_000)
        }
    }

    @Test func `Ollama answers whole when told to, and refuses in its own words`() async throws {
        try await withSimulatedServer(Self.server(.ollama)) { server in
            let client = LoopbackClient(server)
            let whole = try #require(
                try await client.exchange(
                    "POST", "/api/generate",
                    body:
                        #"{"model":"tiny","prompt":"x","stream":false,"options":{"num_predict":3}}"#
                ))
            let answer = try Self.object(whole.body)
            #expect(answer["done"] as? Bool == true)
            #expect((answer["response"] as? String)?.isEmpty == false)
            let unknown = try #require(
                try await client.exchange(
                    "POST", "/api/chat", body: #"{"model":"nosuch","messages":[{}]}"#))
            #expect(unknown.status == 404)
            #expect(try Self.object(unknown.body)["error"] is String)
            let details = try #require(
                try await client.exchange("POST", "/api/show", body: #"{"model":"tiny"}"#))
            #expect(try Self.object(details.body)["model_info"] != nil)
            let gone = try #require(
                try await client.exchange("POST", "/api/show", body: #"{"model":"nosuch"}"#))
            #expect(gone.status == 404)
        }
    }

    @Test func `Ollama also speaks the API of OpenAI`() async throws {
        try await withSimulatedServer(Self.server(.ollama)) { server in
            let response = try await LoopbackClient(server).chat(chatBody(maxTokens: 2))
            #expect(response?.status == 200)
        }
    }
}
