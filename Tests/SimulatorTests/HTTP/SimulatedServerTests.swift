import EngineModel
import Simulator
import Testing

@Suite(.timeLimit(.minutes(1))) struct SimulatedServerTests {
    @Test func `the server is there inside the closure and gone after it`() async throws {
        let client = try await withSimulatedServer(TestServers.quick()) { server in
            let client = LoopbackClient(server)
            #expect(server.baseURL == "http://127.0.0.1:\(server.port)")
            #expect(server.port > 0)
            let health = try await client.exchange("GET", "/health")
            #expect(health?.status == 200)
            return client
        }
        await #expect(throws: (any Error).self) { try await client.exchange("GET", "/health") }
    }

    @Test func `the server ends even while clients wait`() async throws {
        let response = try await withThrowingTaskGroup(of: RawResponse?.self) { group in
            try await withSimulatedServer(TestServers.quick()) { server in
                let client = LoopbackClient(server)
                group.addTask {
                    try await client.chat(chatBody(maxTokens: 2_000, stream: true))
                }
                _ = try await Scrape.wait(client) { $0["num_requests_running"] == 1 }
            }
            return try await group.next() ?? nil
        }
        #expect(response?.isComplete != true)
    }

    @Test func `what the closure throws comes out`() async throws {
        struct Failure: Error {}
        await #expect(throws: Failure.self) {
            try await withSimulatedServer(TestServers.quick()) { _ in throw Failure() }
        }
    }

    @Test func `a taken port is an error and not a wait`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            var configuration = TestServers.quick()
            configuration.port = server.port
            await #expect(throws: (any Error).self) {
                try await withSimulatedServer(configuration) { _ in }
            }
        }
    }

    @Test func `settings that make no sense are refused by name`() throws {
        var small = TestServers.quick()
        small.engine.kvTokens = 1_024
        #expect(
            throws: SimulatedServerError.cacheBelowModelLength(
                cacheTokens: 1_024, maxModelLen: 2_048)
        ) { try SimulatedServer(configuration: small) }
        var slots = TestServers.quick()
        slots.engine.maxNumSeqs = 0
        #expect(
            throws: SimulatedServerError.engine(
                .outOfRange(name: "max_num_seqs", value: 0, minimum: 1))
        ) { try SimulatedServer(configuration: slots) }
        var port = TestServers.quick()
        port.port = 70_000
        #expect(throws: SimulatedServerError.port(70_000)) {
            try SimulatedServer(configuration: port)
        }
        var name = TestServers.quick()
        name.modelName = ""
        #expect(throws: SimulatedServerError.emptyModelName) {
            try SimulatedServer(configuration: name)
        }
    }

    @Test func `a key is asked for under v1 only and never shown`() async throws {
        var configuration = TestServers.quick()
        configuration.apiKey = BearerKey("s3cret-key")
        #expect(!"\(configuration)".contains("s3cret"))
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            let without = try #require(try await client.chat(chatBody(maxTokens: 2)))
            #expect(without.status == 401)
            #expect(without.body == #"{"error":"Unauthorized"}"#)
            let wrong = try #require(
                try await client.exchange(
                    "GET", "/v1/models", headers: ["authorization": "Bearer s3cret"]))
            #expect(wrong.status == 401)
            let right = try #require(
                try await client.chat(
                    chatBody(maxTokens: 2), headers: ["authorization": "Bearer s3cret-key"]))
            #expect(right.status == 200)
            #expect(try await client.exchange("GET", "/health")?.status == 200)
            #expect(try await client.exchange("GET", "/metrics")?.status == 200)
        }
    }

    @Test func `three chats on two slots: two run, one waits`() async throws {
        try await withSimulatedServer(TestServers.quick(maxNumSeqs: 2)) { server in
            let client = LoopbackClient(server)
            try await withThrowingTaskGroup { group in
                for _ in 0..<3 {
                    group.addTask {
                        _ = try await client.chat(chatBody(maxTokens: 400, stream: true))
                    }
                }
                let scrape = try await Scrape.wait(client) { $0["num_requests_waiting"] == 1 }
                #expect(scrape["num_requests_running"] == 2)
                #expect((scrape["kv_cache_usage_perc"] ?? 0) > 0)
                try await group.waitForAll()
            }
            let scrape = try await Scrape(client)
            #expect(scrape["num_requests_waiting"] == 0)
            // The third waited for most of an answer of 0.8 s, less by how much later it came.
            #expect((scrape["request_queue_time_seconds_sum"] ?? 0) > 0.3)
        }
    }

    @Test func `steps keep their time under a real clock`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            let client = LoopbackClient(server)
            let elapsed = try await ContinuousClock().measure {
                _ = try await client.chat(chatBody(maxTokens: 200, stream: true))
            }
            let endToEnd = server.engineMetrics.endToEnd.sum
            // 3 ms of prefill and 199 steps of 2 ms; late wake-ups do not add up.
            if server.slippedTime == .zero {
                #expect(abs(endToEnd - 0.401) < 0.003)
            }
            #expect(elapsed >= .seconds(endToEnd) - .milliseconds(5))
        }
    }

    @Test func `a body beyond the limit is refused`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            let prompt = String(repeating: "x", count: 17 * 1024 * 1024)
            let response = try #require(
                try await LoopbackClient(server).chat(chatBody(maxTokens: 2, prompt: prompt)))
            #expect(response.status == 413)
            #expect(server.engineMetrics.steps == 0)
        }
    }

    @Test func `the same seed writes the same answer`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            let client = LoopbackClient(server)
            var bodies: [String] = []
            for seed in [7, 7, 8] {
                let body = chatBody(maxTokens: 40, extra: "\"seed\":\(seed)")
                let response = try #require(try await client.chat(body))
                let content = try #require(
                    try JSONParser.parse(Array(response.body.utf8))["choices"])
                bodies.append("\(content)")
            }
            #expect(bodies[0] == bodies[1])
            #expect(bodies[0] != bodies[2])
        }
    }

    @Test func `some answers end by themselves when the model is set up so`() async throws {
        var configuration = TestServers.quick()
        configuration.answers = AnswerLengths(stopShare: 0.5, lengths: .uniform(3...8))
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            for _ in 0..<24 {
                _ = try await client.chat(chatBody(maxTokens: 12))
            }
            let metrics = server.engineMetrics
            #expect(metrics.finished(.stop) + metrics.finished(.length) == 24)
            #expect((4...20).contains(metrics.finished(.stop)))
            let ignoring = chatBody(maxTokens: 12, extra: #""ignore_eos":true"#)
            for _ in 0..<6 {
                _ = try await client.chat(ignoring)
            }
            #expect(server.engineMetrics.finished(.stop) == metrics.finished(.stop))
        }
    }
}
