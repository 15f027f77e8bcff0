import Foundation
import Simulator
import Testing

/// The pages of every engine over HTTP.
@Suite(.timeLimit(.minutes(1))) struct EnginePageTests {
    /// A path of an engine and what it answers.
    struct Page: Sendable, CustomTestStringConvertible {
        let engine: SimulatedEngine
        var version: String?
        let path: String
        var status = 200
        /// A part of the body, or of a header where it begins with one's name.
        var shows: [String] = []
        var testDescription: String { "\(engine.rawValue) \(version ?? "") GET \(path)" }
    }

    static let pages: [Page] = [
        Page(engine: .vllm, path: "/version", shows: [#"{"version":"0.32.0"}"#]),
        Page(engine: .vllm, path: "/server_info", status: 404),
        Page(engine: .vllm, path: "/v1/models", shows: [#""max_model_len":2048"#]),
        Page(engine: .vllm, version: "0.8.5", path: "/ping", status: 404),
        Page(engine: .vllm, path: "/dcgm/metrics", shows: ["DCGM_FI_DEV_GPU_UTIL{"]),
        Page(engine: .vllm, path: "/node/metrics", shows: ["node_memory_MemTotal_bytes"]),
        Page(engine: .vllm, path: "/worker/metrics", status: 404),
        Page(engine: .vllmV0, path: "/metrics", shows: ["vllm:num_requests_swapped{"]),
        Page(engine: .sglang, path: "/metrics", shows: ["sglang:num_running_reqs{"]),
        Page(engine: .sglang, path: "/version", status: 404, shows: [#"{"detail":"Not Found"}"#]),
        Page(
            engine: .sglang, path: "/server_info",
            shows: [
                #""effective_max_running_requests_per_dp":16"#, #""version":"0.5.22""#,
                #""context_length":2048"#,
            ]),
        Page(engine: .sglang, version: "0.4.9", path: "/server_info", status: 404),
        Page(
            engine: .sglang, version: "0.4.9", path: "/get_server_info",
            shows: [#""token_capacity":"#]),
        Page(engine: .sglang, path: "/model_info", shows: [#""model_path":"tiny""#]),
        Page(engine: .sglang, path: "/v1/loads", shows: [#""max_running_requests":16"#]),
        Page(
            engine: .sglang, path: "/v1/loads?format=prometheus",
            shows: [#"sglang_max_running_requests{dp_rank="0"} 16"#]),
        Page(engine: .sglang, version: "0.5.8", path: "/v1/loads", status: 404),
        Page(
            engine: .tgi, path: "/info",
            shows: [#""max_total_tokens":2048"#, #""version":"3.3.7""#]),
        Page(engine: .tgi, path: "/metrics", shows: ["tgi_batch_max_total_tokens"]),
        Page(engine: .tgi, path: "/version", status: 404),
        Page(
            engine: .trtllm, path: "/metrics",
            shows: ["content-type: application/json", "[]"]),
        Page(
            engine: .trtllm, path: "/prometheus/metrics",
            shows: [#"engine_type="trtllm""#, "trtllm_max_num_active_requests"]),
        Page(engine: .trtllm, path: "/version", shows: [#"{"version":"1.3.0"}"#]),
        Page(engine: .triton, path: "/metrics", shows: [#"request_type="max"} 16"#]),
        Page(engine: .triton, path: "/v2/health/ready"),
        Page(engine: .triton, path: "/v2/models/tiny/config", shows: [#""max_batch_size":16"#]),
        Page(
            engine: .dynamo, path: "/metrics", shows: ["dynamo_frontend_model_max_num_seqs{"]),
        Page(engine: .dynamo, path: "/worker/metrics", shows: ["dynamo_component_", "vllm:"]),
        Page(engine: .llamaCpp, path: "/health", shows: [#"{"status":"ok"}"#, "llama.cpp"]),
        Page(
            engine: .llamaCpp, path: "/props",
            shows: [#""total_slots":16"#, #""n_ctx":2048"#, #""build_info":"b11434-unknown""#]),
        Page(
            engine: .llamaCpp, path: "/slots?fail_on_no_slot=1",
            shows: [#"{"id":15,"n_ctx":2048,"speculative":false,"is_processing":false}"#]),
        Page(
            engine: .llamaCpp, path: "/metrics",
            shows: ["content-type: text/plain; version=0.0.4", "llamacpp:n_tokens_max 0"]),
        Page(
            engine: .llamaCpp, path: "/version", status: 404,
            shows: [
                #"{"error":{"message":"File Not Found","type":"not_found_error","code":404}}"#
            ]),
        Page(engine: .llamaCpp, path: "/v1/models", shows: [#""owned_by":"llamacpp""#]),
        Page(engine: .lmdeploy, path: "/metrics", shows: ["lmdeploy:backend_config_info{"]),
        Page(engine: .ollama, path: "/metrics", status: 404, shows: ["404 page not found"]),
        Page(engine: .ollama, path: "/api/version", shows: [#"{"version":"0.33.0"}"#]),
        Page(engine: .ollama, path: "/api/ps", shows: [#""context_length":2048"#]),
        Page(engine: .ollama, path: "/api/tags", shows: [#""name":"tiny""#]),
        Page(engine: .llmdSimulator, path: "/metrics", shows: ["vllm:num_requests_running{"]),
        Page(engine: .router, path: "/metrics", shows: [#"server="http://"#]),
    ]

    @Test(arguments: pages) func `a page is where the real one is`(_ page: Page) async throws {
        var configuration = TestServers.quick()
        configuration.release =
            try page.version.map { try SimulatedRelease(page.engine, version: $0) }
            ?? SimulatedRelease(page.engine)
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            let response = try #require(try await client.exchange("GET", page.path))
            #expect(response.status == page.status)
            let all = String(decoding: response.bytes, as: UTF8.self)
            let head = all.prefix(all.range(of: "\r\n\r\n")?.lowerBound.utf16Offset(in: all) ?? 0)
            let text = head.lowercased() + "\n" + response.body
            for part in page.shows {
                #expect(text.contains(part), "\(part) in \(text.prefix(600))")
            }
            if response.headers["content-type"] == "application/json", page.status == 200 {
                _ = try JSONSerialization.jsonObject(with: Data(response.body.utf8))
            }
        }
    }

    @Test func `in developer mode the limits are told, in JSON from 0.11 on`() async throws {
        var configuration = TestServers.quick()
        configuration.developerMode = true
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            let json = try #require(
                try await client.exchange("GET", "/server_info?config_format=json"))
            #expect(json.body.contains(#""max_num_seqs":16"#))
            let text = try #require(try await client.exchange("GET", "/server_info"))
            #expect(text.status == 200)
            #expect(!text.body.contains("max_num_seqs"))
        }
    }

    @Test func `metrics are missing where nobody switched them on`() async throws {
        for (engine, status) in [(SimulatedEngine.llamaCpp, 501), (.sglang, 404), (.vllm, 404)] {
            var configuration = TestServers.quick()
            configuration.release = SimulatedRelease(engine)
            configuration.servesMetrics = false
            try await withSimulatedServer(configuration) { server in
                let response = try await LoopbackClient(server).exchange("GET", "/metrics")
                #expect(response?.status == status)
            }
        }
    }

    @Test func `iterations are told once`() async throws {
        var configuration = TestServers.quick()
        configuration.release = SimulatedRelease(.trtllm)
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            _ = try await client.chat(chatBody(maxTokens: 5))
            let response = try #require(try await client.exchange("GET", "/metrics"))
            let steps = try #require(
                try JSONSerialization.jsonObject(with: Data(response.body.utf8))
                    as? [[String: Any]])
            #expect(steps.compactMap { $0["iter"] as? Int } == [1, 2, 3, 4, 5])
            #expect(steps.first?["maxNumActiveRequests"] as? Int == 16)
            let again = try #require(try await client.exchange("GET", "/metrics"))
            #expect(again.body == "[]")
        }
    }

    @Test func `every look resets the rates of llama.cpp`() async throws {
        var configuration = TestServers.quick()
        configuration.release = SimulatedRelease(.llamaCpp)
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            _ = try await client.chat(chatBody(maxTokens: 8))
            func rate() async throws -> Double {
                let body = try #require(try await client.exchange("GET", "/metrics")).body
                let line = try #require(
                    body.split(separator: "\n").first {
                        $0.hasPrefix("llamacpp:predicted_tokens_seconds ")
                    })
                return try #require(Double(line.split(separator: " ")[1]))
            }
            let first = try await rate()
            #expect(first > 0)
            let second = try await rate()
            #expect(second == 0)
        }
    }
}
