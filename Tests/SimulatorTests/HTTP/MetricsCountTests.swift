import EngineModel
import Simulator
import Testing

@Suite(.timeLimit(.minutes(1))) struct MetricsCountTests {
    @Test func `counters are exact after finished requests`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            let client = LoopbackClient(server)
            try await withThrowingTaskGroup { group in
                for index in 0..<8 {
                    group.addTask {
                        _ = try await client.chat(
                            chatBody(maxTokens: 10 + index, stream: index.isMultiple(of: 2)))
                    }
                }
                try await group.waitForAll()
            }
            let tokens = Double((0..<8).reduce(0) { $0 + 10 + $1 })
            let scrape = try await Scrape(client)
            #expect(scrape["request_success_total", #"finished_reason="length""#] == 8)
            #expect(scrape["request_success_total", #"finished_reason="stop""#] == 0)
            #expect(scrape["generation_tokens_total"] == tokens)
            #expect(scrape["prompt_tokens_total"] == 80)
            #expect(scrape["time_to_first_token_seconds_count"] == 8)
            #expect(scrape["inter_token_latency_seconds_count"] == tokens - 8)
            #expect(scrape["e2e_request_latency_seconds_count"] == 8)
            #expect(scrape["request_queue_time_seconds_count"] == 8)
            #expect(scrape["request_generation_tokens_sum"] == tokens)
            #expect(scrape["request_params_max_tokens_sum"] == tokens)
            #expect(scrape["request_params_n_count"] == 8)
            #expect(scrape["request_max_num_generation_tokens_sum"] == tokens)
            #expect(scrape["num_requests_running"] == 0)
            #expect(scrape["num_requests_waiting"] == 0)
            #expect(scrape["kv_cache_usage_perc"] == 0)
            let posts = #"{handler="/v1/chat/completions",method="POST",status="2xx"}"#
            #expect(scrape.value("http_requests_total" + posts) == 8)
        }
    }

    @Test func `refused requests reach the HTTP counters and not the engine`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            let client = LoopbackClient(server)
            _ = try await client.chat("{}")
            _ = try await client.exchange("GET", "/nowhere")
            _ = try await client.exchange("GET", "/v1/models")
            let scrape = try await Scrape(client)
            let refused = #"{handler="/v1/chat/completions",method="POST",status="4xx"}"#
            #expect(scrape.value("http_requests_total" + refused) == 1)
            #expect(
                scrape.value(#"http_requests_total{handler="none",method="GET",status="4xx"}"#)
                    == 1)
            #expect(
                scrape.value(
                    #"http_requests_total{handler="/v1/models",method="GET",status="2xx"}"#) == 1)
            #expect(scrape["prompt_tokens_total"] == 0)
            #expect(server.engineMetrics.steps == 0)
        }
    }

    @Test func `choices count as requests of the engine and as one of the client`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            let client = LoopbackClient(server)
            _ = try await client.chat(chatBody(maxTokens: 5, extra: #""n":3"#))
            let scrape = try await Scrape(client)
            #expect(scrape["request_success_total", #"finished_reason="length""#] == 3)
            #expect(scrape["request_params_n_sum"] == 3)
            #expect(scrape["request_params_n_count"] == 1)
        }
    }

    @Test func `a repeated prompt is found in the prefix cache`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            let client = LoopbackClient(server)
            let prompt = String(repeating: "A longer prompt. ", count: 40)
            for _ in 0..<2 {
                _ = try await client.chat(chatBody(maxTokens: 2, prompt: prompt))
            }
            let scrape = try await Scrape(client)
            // 680 bytes are 170 tokens and 5 of the template; 10 full blocks of 16 lie in the text.
            #expect(scrape["prefix_cache_queries_total"] == 350)
            #expect(scrape["prefix_cache_hits_total"] == 160)
            #expect(
                scrape["prompt_tokens_by_source_total", #"source="local_cache_hit""#] == 160)
        }
    }
}
