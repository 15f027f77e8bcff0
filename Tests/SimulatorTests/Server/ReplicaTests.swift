import EngineModel
import Simulator
import Testing

/// Several replicas behind one address.
@Suite(.timeLimit(.minutes(1))) struct ReplicaTests {
    static func deployment(_ replicas: Int, _ rules: [FaultRule] = []) -> Deployment {
        var deployment = Deployment(server: TestServers.quick(faults: rules))
        deployment.replicas = replicas
        return deployment
    }

    static func chat(_ client: LoopbackClient) async throws -> RawResponse {
        try #require(try await client.chat(chatBody(maxTokens: 4, stream: true)))
    }

    @Test func `requests go round, and answers say where they come from`() async throws {
        try await withSimulatedServer(Self.deployment(3)) { server in
            let client = LoopbackClient(server)
            var seen: [String?] = []
            for _ in 0..<6 {
                let response = try await Self.chat(client)
                #expect(response.status == 200)
                seen.append(response.headers["x-replica"])
            }
            #expect(seen == ["0", "1", "2", "0", "1", "2"])
            #expect((0..<3).map { server.engineMetrics(of: $0)?.generationTokens } == [8, 8, 8])
            #expect(server.engineMetrics(of: 3) == nil)
        }
    }

    @Test func `a dead replica takes its share and answers 502`() async throws {
        let rules = [FaultRule(replica: 1, faults: [.down])]
        try await withSimulatedServer(Self.deployment(2, rules)) { server in
            let client = LoopbackClient(server)
            var statuses: [Int] = []
            for _ in 0..<4 {
                statuses.append(try await Self.chat(client).status)
            }
            #expect(statuses == [200, 502, 200, 502])
            // What changes nothing is tried elsewhere.
            for _ in 0..<2 {
                let models = try #require(try await client.exchange("GET", "/v1/models"))
                #expect(models.status == 200)
                #expect(models.headers["x-replica"] == "0")
            }
            let health = try #require(try await client.exchange("GET", "/health"))
            #expect(health.status == 200)
        }
    }

    @Test func `each replica has pages of its own, the balancer has none`() async throws {
        let rules = [FaultRule(replica: 1, faults: [.down])]
        try await withSimulatedServer(Self.deployment(2, rules)) { server in
            let client = LoopbackClient(server)
            #expect(server.replicaURLs == (0...1).map { "\(server.baseURL)/replicas/\($0)" })
            _ = try await Self.chat(client)
            let hint = try #require(try await client.exchange("GET", "/metrics"))
            #expect(hint.status == 404)
            #expect(hint.body.contains("/replicas/0/metrics"))
            let page = try #require(try await client.exchange("GET", "/replicas/0/metrics"))
            #expect(page.status == 200)
            #expect(page.body.contains("vllm:generation_tokens_total{"))
            // The process is gone, its machine is not.
            #expect(try await client.exchange("GET", "/replicas/1/metrics") == nil)
            for exporter in ["dcgm", "node"] {
                let page = try #require(
                    try await client.exchange("GET", "/replicas/1/\(exporter)/metrics"))
                #expect(page.status == 200)
            }
            let unknown = try #require(try await client.exchange("GET", "/replicas/2/metrics"))
            #expect(unknown.status == 404)
            #expect(unknown.body.contains("numbered 0 to 1"))
        }
    }

    @Test func `a replica may be set up in its own way`() async throws {
        var deployment = Self.deployment(2)
        var other = TestServers.quick()
        other.engine.maxModelLen = 1024
        deployment.overrides[1] = other
        try await withSimulatedServer(deployment) { server in
            let client = LoopbackClient(server)
            for (replica, length) in [(0, 2048), (1, 1024)] {
                let models = try #require(
                    try await client.exchange("GET", "/replicas/\(replica)/v1/models"))
                #expect(models.body.contains(#""max_model_len":\#(length)"#))
            }
        }
    }

    @Test func `one server that is down hangs up`() async throws {
        let configuration = TestServers.quick(faults: [FaultRule(faults: [.down])])
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            let models = try await client.exchange("GET", "/v1/models")
            #expect(models == nil)
            let answer = try await client.chat(chatBody(maxTokens: 2))
            #expect(answer == nil)
        }
    }

    @Test func `nobody has no replicas`() {
        for replicas in [0, 65] {
            #expect(throws: SimulatedServerError.replicas(replicas, most: 64)) {
                try SimulatedServer(deployment: Self.deployment(replicas))
            }
        }
    }
}
