import Signals
import Telemetry
import Testing

@Suite(.timeLimit(.minutes(1))) struct EngineIdentityTests {
    private func discover(
        _ answers: [String: ScriptedAnswer], at path: String = "/v1"
    ) async throws -> EngineIdentity {
        try await ScriptedServer.with(answers) { server in
            let url = try server.url(path)
            return try await TelemetryClient.withClient { client in
                await EngineIdentity.discover(at: url, client: client, token: BearerToken("s3cret"))
            }
        }
    }

    private func fixture(_ name: String, type: String = "application/json") throws
        -> ScriptedAnswer
    {
        .http(200, try Fixture.bytes(name), type: type)
    }

    @Test func `vLLM tells engine, release, model and limits`() async throws {
        let identity = try await discover([
            "/v1/models": fixture("vllm-0.32.0-models.json"),
            "/version": fixture("vllm-0.32.0-version.json"),
            "/health": .http(200),
            "/metrics": fixture("vllm-0.32.0-queueing-during.txt", type: "text/plain"),
        ])
        #expect(identity.engine == Sourced(.vllm, source: "series names of GET /metrics"))
        #expect(identity.version == Sourced("0.32.0", source: "GET /version"))
        #expect(identity.detection?.version?.atLeast == "0.32.0")
        #expect(identity.models?.map(\.id) == ["tiny"])
        let context = identity.limits.first { $0.kind == .contextTokens }
        #expect(
            context
                == EngineLimit(
                    kind: .contextTokens, value: 2048,
                    provenance: .httpPath("/v1/models", field: nil), scope: "tiny"))
        #expect(context?.source == "GET /v1/models")
        #expect(identity.limits.contains { $0.kind == .kvCacheTokens })
        #expect(
            identity.probes.map(\.path) == [
                .models, .health, .version, .props, .ollamaVersion, .metrics, .serverInfo,
            ])
        #expect(identity.failure(at: .props) == .absent(status: 404))
        for path in [ProbePath.models, .version, .health, .metrics] {
            #expect(identity.failure(at: path) == nil)
        }
        #expect(!identity.isUnreachable)
    }

    @Test func `a router is no engine, whoever owns its models`() async throws {
        let identity = try await discover([
            "/v1/models": fixture("vllm-0.32.0-models.json"),
            "/version": .http(200, text: #"{"version":"0.1.11"}"#),
            "/metrics": .http(
                200,
                text: "# TYPE vllm:num_requests_running gauge\n"
                    + "vllm:num_requests_running{server=\"http://e:8000\"} 3\n",
                type: "text/plain"),
        ])
        #expect(identity.engine == nil)
        #expect(identity.isRouter)
        #expect(!identity.isSimulator)
        // What it passes on to an engine is not asked.
        #expect(!identity.probes.map(\.path).contains(.serverInfo))
    }

    @Test func `TensorRT-LLM is known by where its metrics are`() async throws {
        let identity = try await discover([
            "/version": .http(200, text: #"{"version":"1.3.0"}"#),
            "/metrics": .http(200, text: "[]", type: "application/json"),
            "/prometheus/metrics": .http(
                200, text: "# TYPE python_info gauge\npython_info 1\n", type: "text/plain"),
        ])
        #expect(identity.engine == Sourced(.tensorrtLLM, source: "GET /prometheus/metrics"))
        #expect(identity.metricsURL.path == "/prometheus/metrics")
    }

    @Test func `llama.cpp tells its slots, and is known without metrics`() async throws {
        let identity = try await discover([
            "/v1/models": fixture("llamacpp-b11434-models.json"),
            "/props": fixture("llamacpp-b11434-props.json"),
            "/health": fixture("llamacpp-b11434-health.txt"),
            "/metrics": .http(501, text: "{}"),
        ])
        #expect(identity.engine == Sourced(.llamacpp, source: "GET /props"))
        #expect(identity.version?.value == "b11434-unknown")
        #expect(
            identity.limits.contains(
                EngineLimit(
                    kind: .runningRequests, value: 2,
                    provenance: .httpPath("/props", field: "total_slots"))))
        #expect(identity.failure(at: .metrics) == .absent(status: 501))
        #expect(identity.families == nil)
    }

    @Test func `a loading llama.cpp says so on every path`() async throws {
        let loading = ScriptedAnswer.http(
            503, try Fixture.bytes("llamacpp-b11434-loading-models.json"))
        let paths = ProbePath.allCases.map { ($0.rawValue, loading) }
        let identity = try await discover(Dictionary(uniqueKeysWithValues: paths))
        #expect(identity.engine == nil)
        #expect(identity.models == nil)
        #expect(identity.probes.count == 6)
        for probe in identity.probes {
            guard case .unavailable(let message)? = probe.failure else {
                Issue.record("\(probe)")
                continue
            }
            #expect(message.contains("Loading model"))
        }
        #expect(!identity.isUnreachable)
    }

    @Test func `a dead vLLM engine is seen in its health while its models answer`() async throws {
        let identity = try await discover([
            "/v1/models": fixture("vllm-0.32.0-models.json"), "/health": .http(503),
        ])
        #expect(identity.failure(at: .health) == .unavailable(message: ""))
        #expect(identity.engine == Sourced(.vllm, source: "owned_by of GET /v1/models"))
    }

    @Test func `refusals, redirects, pages and other JSON are told apart`() async throws {
        let identity = try await discover([
            "/v1/models": .http(401, text: #"{"error":"Unauthorized"}"#),
            "/health": .http(403),
            "/version": .http(302, headers: ["Location": "https://login.example/"]),
            "/props": .page(),
            "/api/version": .http(200, text: "[1]"),
            "/metrics": .http(200, text: #"[{"iter": 1}]"#),
        ])
        #expect(identity.failure(at: .models) == .unauthorized)
        #expect(identity.failure(at: .health) == .forbidden)
        #expect(
            identity.failure(at: .version)
                == .redirect(status: 302, location: "https://login.example/"))
        #expect(identity.failure(at: .props) == .html)
        #expect(
            identity.failure(at: .ollamaVersion)
                == .unexpectedShape(reason: "the answer is of another type"))
        #expect(identity.failure(at: .metrics) == .jsonMetrics)
        #expect(identity.engine == nil)
        #expect(identity.limits.isEmpty)
    }

    @Test func `every question goes below the prefix and carries the token`() async throws {
        try await ScriptedServer.with { server in
            let url = try server.url("/prefix/v1/")
            let identity = try await TelemetryClient.withClient { client in
                await EngineIdentity.discover(
                    at: url, client: client, token: BearerToken("t0ken"))
            }
            #expect(identity.baseURL == (try server.url("/prefix")))
            let heads = server.script.requests
            #expect(heads.count == identity.probes.count)
            for probe in identity.probes {
                #expect(heads.contains { $0.hasPrefix("GET \(probe.url.path) ") })
            }
            for head in heads {
                #expect(head.contains("Authorization: Bearer t0ken\r\n"))
            }
        }
    }

    @Test func `a server that is not there is unreachable`() async throws {
        let port = try await ScriptedServer.unusedPort()
        let url = try ServerURL("http://127.0.0.1:\(port)")
        let identity = try await TelemetryClient.withClient { client in
            await EngineIdentity.discover(at: url, client: client)
        }
        #expect(identity.isUnreachable)
        #expect(
            identity.failure(at: .models)
                == .transport(.connectionRefused(host: "127.0.0.1", port: port)))
    }

    @Test func `Ollama is known by its own path`() async throws {
        let identity = try await discover([
            "/api/version": .http(200, text: #"{"version":"0.33.0"}"#)
        ])
        #expect(identity.engine == Sourced(.ollama, source: "GET /api/version"))
        #expect(identity.version?.value == "0.33.0")
    }
}
