import Signals
import Telemetry
import Testing

/// What only some engines answer, and who is asked for it.
@Suite(.timeLimit(.minutes(1))) struct EngineIdentityLimitsTests {
    private func discover(
        _ answers: [String: ScriptedAnswer], model: String? = nil
    ) async throws -> EngineIdentity {
        try await ScriptedServer.with(answers) { server in
            let url = try server.url()
            return try await TelemetryClient.withClient { client in
                await EngineIdentity.discover(at: url, client: client, model: model)
            }
        }
    }

    private func limits(
        _ identity: EngineIdentity, _ kind: EngineLimit.Kind
    ) -> [String] {
        identity.limits.filter { $0.kind == kind }.map {
            "\(Int($0.value)) \($0.source)" + ($0.scope.map { " (\($0))" } ?? "")
        }
    }

    private static let sglangModels = ScriptedAnswer.http(
        200, text: #"{"data":[{"id":"m","owned_by":"sglang","max_model_len":4096}]}"#)

    @Test func `vLLM's developer mode tells its slots and nothing of its environment`()
        async throws
    {
        let identity = try await discover([
            "/v1/models": .http(200, try Fixture.bytes("vllm-0.32.0-models.json")),
            "/server_info?config_format=json": .http(
                200,
                text: """
                    {"vllm_config":{"model_config":{"max_model_len":2048},
                    "scheduler_config":{"max_num_seqs":8,"max_num_batched_tokens":512}},
                    "vllm_env":{"HF_TOKEN":"s3cret"},"system_env":{"KEY":"s3cret"}}
                    """),
        ])
        #expect(identity.engine?.value == .vllm)
        #expect(
            limits(identity, .runningRequests)
                == ["8 vllm_config.scheduler_config.max_num_seqs of GET /server_info"])
        #expect(limits(identity, .batchTokens).count == 1)
        #expect(identity.failure(at: .serverInfo) == nil)
        var dumped = ""
        dump(identity, to: &dumped)
        #expect(!dumped.contains("s3cret"))
    }

    /// The answer of a real vLLM, cut to the numbers of three sections.
    @Test func `a captured configuration of vLLM tells its slots`() async throws {
        let identity = try await discover([
            "/v1/models": .http(200, try Fixture.bytes("vllm-0.32.0-models.json")),
            "/server_info?config_format=json": .http(
                200, try Fixture.bytes("vllm-0.32.0-server-info.json")),
        ])
        #expect(identity.failure(at: .serverInfo) == nil)
        let path = "GET /server_info"
        #expect(
            limits(identity, .runningRequests)
                == ["8 vllm_config.scheduler_config.max_num_seqs of \(path)"])
        #expect(
            limits(identity, .batchTokens)
                == ["2048 vllm_config.scheduler_config.max_num_batched_tokens of \(path)"])
    }

    @Test func `vLLM's limit on active sequences goes before that on all`() async throws {
        let identity = try await discover([
            "/v1/models": .http(200, try Fixture.bytes("vllm-0.32.0-models.json")),
            "/server_info?config_format=json": .http(
                200,
                text: """
                    {"vllm_config":{"scheduler_config":{"max_num_seqs":16,
                    "max_num_active_seqs":2}}}
                    """),
        ])
        #expect(
            limits(identity, .runningRequests)
                == ["2 vllm_config.scheduler_config.max_num_active_seqs of GET /server_info"])
    }

    @Test func `vLLM's configuration as text tells nothing, and is not shown`() async throws {
        let identity = try await discover([
            "/v1/models": .http(200, try Fixture.bytes("vllm-0.32.0-models.json")),
            "/server_info?config_format=json": .http(
                200, text: #"{"vllm_config":"model='s3cret', max_seq_len=2048"}"#),
        ])
        #expect(limits(identity, .runningRequests).isEmpty)
        guard case .unexpectedShape(let reason)? = identity.failure(at: .serverInfo) else {
            Issue.record("\(String(describing: identity.failure(at: .serverInfo)))")
            return
        }
        #expect(!reason.contains("s3cret"))
    }

    @Test func `SGLang tells effective limits before its arguments`() async throws {
        let identity = try await discover([
            "/v1/models": Self.sglangModels,
            "/server_info?config_format=json": .http(
                200,
                text: """
                    {"model_path":"m","api_key":"s3cret","max_running_requests":null,
                    "max_total_num_tokens":20480,"chunked_prefill_size":8192,
                    "context_length":null,"version":"0.5.9","internal_states":[
                    {"memory_usage":{"token_capacity":20480},
                    "effective_max_running_requests_per_dp":64},
                    {"memory_usage":{"token_capacity":20000},
                    "effective_max_running_requests_per_dp":48}]}
                    """),
            "/v1/loads": .http(
                200, text: #"{"loads":[{"dp_rank":0,"max_running_requests":99}]}"#),
        ])
        #expect(identity.engine?.value == .sglang)
        #expect(
            identity.version == Sourced("0.5.9", source: "version of GET /server_info"))
        let field = "effective_max_running_requests_per_dp of GET /server_info"
        #expect(
            limits(identity, .runningRequests) == [
                "64 internal_states[0].\(field) (0)", "48 internal_states[1].\(field) (1)",
            ])
        #expect(limits(identity, .kvCacheTokens).count == 2)
        #expect(limits(identity, .batchTokens) == ["8192 chunked_prefill_size of GET /server_info"])
        var dumped = ""
        dump(identity, to: &dumped)
        #expect(!dumped.contains("s3cret"))
    }

    @Test func `an old SGLang is asked at its old path, and for its loads`() async throws {
        let identity = try await discover([
            "/v1/models": Self.sglangModels,
            "/get_server_info": .http(
                200, text: #"{"max_running_requests":null,"max_total_num_tokens":9000}"#),
            "/v1/loads": .http(
                200,
                text: """
                    {"loads":[{"dp_rank":0,"max_running_requests":32},
                    {"dp_rank":1,"max_running_requests":"16"}]}
                    """),
        ])
        #expect(
            limits(identity, .kvCacheTokens)
                == ["9000 max_total_num_tokens of GET /get_server_info"])
        #expect(
            limits(identity, .runningRequests) == [
                "32 loads[0].max_running_requests of GET /v1/loads (0)",
                "16 loads[1].max_running_requests of GET /v1/loads (1)",
            ])
        #expect(identity.failure(at: .serverInfo) == .absent(status: 404))
    }

    @Test func `SGLang under another owner's name is known by its arguments`() async throws {
        let identity = try await discover([
            "/v1/models": .http(200, text: #"{"data":[{"id":"m","owned_by":"team"}]}"#),
            "/server_info?config_format=json": .http(
                200, text: #"{"max_running_requests":7,"internal_states":[]}"#),
        ])
        #expect(identity.engine == Sourced(.sglang, source: "GET /server_info"))
        #expect(
            limits(identity, .runningRequests)
                == ["7 max_running_requests of GET /server_info"])
    }

    @Test func `TGI tells what it admits, which is not what it runs`() async throws {
        let identity = try await discover([
            "/info": .http(
                200,
                text: """
                    {"model_id":"m","version":"2.2.0","max_concurrent_requests":128,
                    "max_total_tokens":8192,"max_input_tokens":4096,
                    "max_batch_total_tokens":16000,"max_batch_size":null,"sha":"x"}
                    """),
            "/health": .http(200),
        ])
        #expect(identity.engine == Sourced(.tgi, source: "GET /info"))
        // Old releases list no models.
        #expect(identity.models?.map(\.id) == ["m"])
        #expect(identity.version == Sourced("2.2.0", source: "version of GET /info"))
        #expect(limits(identity, .runningRequests).isEmpty)
        #expect(
            limits(identity, .admittedRequests) == ["128 max_concurrent_requests of GET /info"])
        #expect(limits(identity, .contextTokens) == ["8192 max_total_tokens of GET /info"])
        #expect(limits(identity, .kvCacheTokens) == ["16000 max_batch_total_tokens of GET /info"])
    }

    @Test func `a server of embeddings is not taken for TGI`() async throws {
        let identity = try await discover([
            "/info": .http(
                200, text: #"{"model_id":"m","max_concurrent_requests":5,"max_input_length":9}"#)
        ])
        #expect(identity.engine == nil)
        #expect(identity.limits.isEmpty)
    }

    @Test func `llama.cpp tells its slots even where it hides its properties`() async throws {
        let answers: [String: ScriptedAnswer] = [
            "/v1/models": .http(200, try Fixture.bytes("llamacpp-b11434-models.json")),
            "/slots": .http(200, try Fixture.bytes("llamacpp-b11434-slots.json")),
        ]
        let hidden = try await discover(answers)
        #expect(limits(hidden, .runningRequests) == ["2 GET /slots"])
        #expect(limits(hidden, .contextTokens).last == "2048 n_ctx of GET /slots")
        let open = try await discover(
            answers.merging([
                "/props": .http(200, try Fixture.bytes("llamacpp-b11434-props.json"))
            ]) { old, _ in old })
        #expect(limits(open, .runningRequests) == ["2 total_slots of GET /props"])
    }

    @Test func `Ollama tells the context of each model in memory`() async throws {
        let identity = try await discover([
            "/api/version": .http(200, text: #"{"version":"0.33.0"}"#),
            "/api/ps": .http(
                200,
                text: """
                    {"models":[{"name":"a:1b","size":5,"size_vram":5,"context_length":4096},
                    {"name":"b:2b","size":5}]}
                    """),
        ])
        #expect(limits(identity, .contextTokens) == ["4096 context_length of GET /api/ps (a:1b)"])
    }

    @Test func `an Ollama without the list of OpenAI's API lists its own`() async throws {
        let answers: [String: ScriptedAnswer] = [
            "/api/version": .http(200, text: #"{"version":"0.1.20"}"#),
            "/api/tags": .http(200, text: #"{"models":[{"name":"a:1b"},{"name":"b:2b"}]}"#),
        ]
        #expect(try await discover(answers).models?.map(\.id) == ["a:1b", "b:2b"])
        let both = try await discover(
            answers.merging([
                "/v1/models": .http(
                    200, text: #"{"object":"list","data":[{"id":"c","owned_by":"library"}]}"#)
            ]) { old, _ in old })
        #expect(both.models?.map(\.id) == ["c"])
        #expect(!both.probes.contains { $0.path == .ollamaTags })
    }

    private static let iterations = """
        [{"iter":1,"maxNumActiveRequests":10,"maxBatchSizeRuntime":0},
        {"iter":2,"maxNumActiveRequests":10,"maxBatchSizeRuntime":32,"maxNumTokensRuntime":8192,
        "kvCacheStats":{"maxNumBlocks":1000,"tokensPerBlock":64}}]
        """

    @Test func `TensorRT-LLM's two kinds of metrics are found`() async throws {
        let identity = try await discover([
            "/version": .http(200, text: #"{"version":"1.1.0"}"#),
            "/metrics": .http(200, text: Self.iterations),
            "/prometheus/metrics": .http(
                200, text: "trtllm_max_num_active_requests{model_name=\"m\"} 2048\n",
                type: "text/plain"),
        ])
        #expect(
            identity.engine
                == Sourced(.tensorrtLLM, source: "series names of GET /prometheus/metrics"))
        #expect(identity.metricsURL.path == "/prometheus/metrics")
        #expect(identity.failure(at: .metrics) == .jsonMetrics)
        #expect(identity.failure(at: .tensorRTMetrics) == nil)
        #expect(
            limits(identity, .runningRequests) == [
                "32 maxBatchSizeRuntime of GET /metrics",
                "2048 trtllm_max_num_active_requests (m)",
            ])
        #expect(
            limits(identity, .kvCacheBlocks) == ["1000 kvCacheStats.maxNumBlocks of GET /metrics"])
    }

    @Test func `TensorRT-LLM without Prometheus text is known by its JSON`() async throws {
        let identity = try await discover(["/metrics": .http(200, text: Self.iterations)])
        #expect(identity.engine == Sourced(.tensorrtLLM, source: "JSON of GET /metrics"))
        #expect(identity.metricsURL.path == "/metrics")
        #expect(identity.families == nil)
    }

    @Test func `Triton tells itself, and the limits of the model that is meant`() async throws {
        let config = """
            {"name":"tensorrt_llm","max_batch_size":64,"parameters":{
            "max_num_sequences":{"string_value":"${max_num}"},
            "max_tokens_in_paged_kv_cache":{"string_value":"24576"}}}
            """
        let answers: [String: ScriptedAnswer] = [
            "/v2": .http(200, text: #"{"name":"triton","version":"2.40.0","extensions":[]}"#),
            "/v2/models/tensorrt%20llm/config": .http(200, text: config),
        ]
        let identity = try await discover(answers, model: "tensorrt llm")
        #expect(identity.engine == Sourced(.triton, source: "GET /v2"))
        #expect(identity.version == Sourced("2.40.0", source: "version of GET /v2"))
        let path = "GET /v2/models/{model}/config (tensorrt_llm)"
        #expect(limits(identity, .runningRequests) == ["64 max_batch_size of \(path)"])
        #expect(
            limits(identity, .kvCacheTokens)
                == ["24576 parameters.max_tokens_in_paged_kv_cache of \(path)"])
        let unnamed = try await discover(answers)
        #expect(unnamed.engine?.value == .triton)
        #expect(unnamed.limits.isEmpty)
    }

    @Test func `another server of Triton's protocol is not taken for Triton`() async throws {
        let identity = try await discover([
            "/v2": .http(200, text: #"{"name":"mlserver","version":"1.0"}"#)
        ])
        #expect(identity.engine == nil)
    }

    @Test func `who refuses everything or answers nothing is asked once`() async throws {
        let refusing = try await discover(
            Dictionary(
                uniqueKeysWithValues: ProbePath.allCases.map { ($0.rawValue, .http(401)) }))
        #expect(refusing.probes.count == 6)
        let port = try await ScriptedServer.unusedPort()
        let url = try ServerURL("http://127.0.0.1:\(port)")
        let absent = try await TelemetryClient.withClient { client in
            await EngineIdentity.discover(at: url, client: client)
        }
        #expect(absent.probes.count == 6)
        #expect(absent.isUnreachable)
    }

    @Test func `only what may be vLLM or SGLang is asked for its configuration`() async throws {
        let llama = try await discover([
            "/props": .http(200, try Fixture.bytes("llamacpp-b11434-props.json"))
        ])
        #expect(!llama.probes.contains { $0.path == .serverInfo })
        let nobody = try await discover(["/health": .http(200)])
        #expect(!nobody.probes.contains { $0.path == .serverInfo })
    }
}
