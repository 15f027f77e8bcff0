import Inference
import Simulator
import Testing

/// The measuring client against every API that a simulated server speaks, and its traps.
@Suite(.timeLimit(.minutes(2))) struct WireAPITests {
    /// A server, and the API through which it is measured.
    struct Pair: Sendable, CustomTestStringConvertible {
        let engine: SimulatedEngine
        let kind: WireAPIKind
        var testDescription: String { "\(engine.rawValue) \(kind.rawValue)" }
    }

    static let pairs = [
        Pair(engine: .vllm, kind: .openaiChat), Pair(engine: .vllm, kind: .openaiCompletions),
        Pair(engine: .vllm, kind: .anthropic), Pair(engine: .llamaCpp, kind: .anthropic),
        Pair(engine: .llamaCpp, kind: .llamaCpp), Pair(engine: .ollama, kind: .ollamaChat),
        Pair(engine: .ollama, kind: .ollamaGenerate), Pair(engine: .tgi, kind: .tgi),
    ]

    @Test(arguments: pairs)
    func `a stream is read to its end`(_ pair: Pair) async throws {
        let measured = try await Self.measure(pair, keepText: true)
        #expect(measured.outcome == .completed(.length))
        #expect(measured.chunkCount == 6)
        #expect(measured.usage?.completionTokens == 6)
        #expect((measured.usage?.promptTokens ?? 0) > 0)
        #expect(measured.isStream && measured.sawEndMark)
        #expect(!measured.text.isEmpty)
        #expect(measured.instants.firstToken != nil)
    }

    @Test(arguments: pairs)
    func `a whole answer is read`(_ pair: Pair) async throws {
        let measured = try await Self.measure(pair, stream: false)
        #expect(measured.outcome == .completed(.length))
        #expect(measured.usage?.completionTokens == 6)
        #expect(!measured.isStream)
    }

    @Test(arguments: pairs.filter { [.llamaCpp, .ollamaChat, .ollamaGenerate].contains($0.kind) })
    func `the server's own times are kept`(_ pair: Pair) async throws {
        for stream in [true, false] {
            let timings = try #require(
                try await Self.measure(pair, stream: stream).serverTimings)
            #expect((timings.decode ?? .zero) >= .milliseconds(9))
            #expect(timings.prefill != nil)
            if pair.engine == .ollama {
                let parts = (timings.prefill ?? .zero) + (timings.decode ?? .zero)
                #expect((timings.total ?? .zero) >= parts)
                #expect(timings.load != nil)
            }
        }
    }

    /// A fault, and the word for what it makes of a request.
    struct Trap: Sendable {
        let fault: Fault
        let code: String
        var chunks = 0
    }

    static let traps = [
        Trap(fault: .truncate(afterTokens: 3), code: "truncated", chunks: 3),
        Trap(fault: .errorInStream(afterTokens: 3), code: "error_in_stream", chunks: 3),
        Trap(fault: .malformedChunk(afterTokens: 3), code: "malformed", chunks: 3),
        Trap(fault: .emptyStream, code: "empty"),
        Trap(
            fault: .status(
                code: 503, type: "ServiceUnavailable", message: "busy", retryAfterSeconds: nil),
            code: "server_error"),
        Trap(
            fault: .status(
                code: 429, type: "TooManyRequests", message: "slow down", retryAfterSeconds: 2),
            code: "rate_limited"),
    ]

    @Test(arguments: pairs, traps)
    func `a failure is told apart`(_ pair: Pair, _ trap: Trap) async throws {
        let measured = try await Self.measure(
            pair, faults: [FaultRule(faults: [trap.fault])])
        #expect(measured.outcome.code == trap.code)
        #expect(measured.chunkCount == trap.chunks)
        #expect(!measured.outcome.isSuccess)
    }

    @Test(arguments: pairs)
    func `an answer without a word is empty`(_ pair: Pair) async throws {
        let measured = try await Self.measure(
            pair, faults: [FaultRule(faults: [.emptyAnswer(reasoning: false)])])
        #expect(measured.outcome == .empty(.length))
        #expect(measured.instants.firstToken == nil)
    }

    @Test(arguments: pairs)
    func `several tokens in one event are counted by the server`(_ pair: Pair) async throws {
        let measured = try await Self.measure(
            pair, faults: [FaultRule(faults: [.tokensPerEvent(3)])])
        #expect(measured.chunkCount == 2)
        #expect(measured.tokenCount == 6)
    }

    @Test func `a key is shown as Anthropic's clients do`() async throws {
        let pair = Pair(engine: .llamaCpp, kind: .anthropic)
        #expect(try await Self.measure(pair, key: "k").outcome.code == "completed")
        #expect(try await Self.measure(pair, key: "k", shows: "x").outcome.code == "unauthorized")
    }

    private static func measure(
        _ pair: Pair, stream: Bool = true, faults: [FaultRule] = [], keepText: Bool = false,
        key: String? = nil, shows: String? = nil
    ) async throws -> MeasuredRequest {
        var configuration = TestServers.quick(faults: faults)
        configuration.release = SimulatedRelease(pair.engine)
        configuration.apiKey = key.map { BearerKey($0) }
        return try await withSimulatedServer(configuration) { server in
            var endpoint = try Endpoint(url: server.baseURL)
            endpoint.apiKey = (shows ?? key).map { Secret($0) }
            let client = try InferenceClient(
                configuration: ClientConfiguration(endpoint: endpoint, api: pair.kind.api))
            let measured = await client.perform(
                InferenceRequest(
                    model: "tiny", messages: [ChatMessage(role: .user, content: "Say something.")],
                    maxTokens: 6, stream: stream), keepText: keepText)
            await client.shutdown()
            return measured
        }
    }
}
