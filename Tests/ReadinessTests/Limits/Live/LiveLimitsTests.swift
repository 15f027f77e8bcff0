import Estimates
import Exposition
import Readiness
import Telemetry
import Testing

@Suite struct LiveLimitsTests {
    private func families(_ text: String) throws -> [MetricFamily] {
        try ExpositionParser.parse(Array(text.utf8))
    }

    @Test func `blocks of all data-parallel engines are shared out, tokens are not`() throws {
        let body = """
            # TYPE vllm:cache_config_info gauge
            vllm:cache_config_info{engine="0",num_gpu_blocks="2000",block_size="16"} 1
            vllm:cache_config_info{engine="1",num_gpu_blocks="2000",block_size="16"} 1

            """
        let set = LiveLimits.set(of: try families(body))
        #expect(set.engines == 2)
        #expect(set.live(.kvCacheBlocks).map(\.value) == [1000, 1000])
        let tokens = try #require(set.live(.kvCacheTokens).first)
        #expect(tokens.value == 16_000)
        #expect(tokens.origin == .derived)
        #expect(tokens.source == "1000 blocks of 16 tokens")
    }

    @Test func `the engine's own count stands for blocks times tokens`() throws {
        let body = """
            # TYPE vllm:cache_config_info gauge
            vllm:cache_config_info{engine="0",num_gpu_blocks="2000",block_size="16",\
            kv_cache_size_tokens="71439",kv_cache_max_concurrency="8.72"} 1

            """
        let set = LiveLimits.set(of: try families(body))
        #expect(set.live(.kvCacheTokens).map(\.value) == [71_439])
        #expect(set.live(.fullLengthRequests).map(\.value) == [8.72])
        #expect(set.live(.kvCacheTokens).first?.origin == .label)
    }

    @Test func `a gauge of the batch limit is a metric`() throws {
        let body = """
            # TYPE trtllm_max_num_active_requests gauge
            trtllm_max_num_active_requests 64

            """
        let slots = LiveLimits.set(of: try families(body)).live(.runningRequests)
        #expect(slots.map(\.value) == [64])
        #expect(slots.first?.origin == .metric)
    }

    @Test func `lengths come from the sums and counts of finished requests`() throws {
        let body = """
            # TYPE vllm:request_prompt_tokens histogram
            vllm:request_prompt_tokens_bucket{le="100"} 20
            vllm:request_prompt_tokens_bucket{le="200"} 100
            vllm:request_prompt_tokens_bucket{le="+Inf"} 100
            vllm:request_prompt_tokens_sum 12000
            vllm:request_prompt_tokens_count 100
            # TYPE vllm:request_generation_tokens histogram
            vllm:request_generation_tokens_bucket{le="500"} 0
            vllm:request_generation_tokens_bucket{le="1000"} 100
            vllm:request_generation_tokens_bucket{le="+Inf"} 100
            vllm:request_generation_tokens_sum 68000
            vllm:request_generation_tokens_count 100

            """
        let mean = try #require(TokenLengths.mean(in: try families(body), contextTokens: 8192))
        #expect(mean.point == 800)
        #expect(mean.count == 100)
        // Prompts: 20 at most 120 below, 80 at most 80 above; answers: at most 320 above.
        let prompts: Double = (20 * 120 * 120 + 80 * 80 * 80) / 100
        let spread: Double = prompts.squareRoot() + 320
        let half = 0.196 * spread
        #expect(abs(mean.upper - 800 - half) < 1e-9)
        #expect(abs(mean.lower - 800 + half) < 1e-9)
    }

    @Test func `few finished requests say nothing, an open bucket bounds nothing`() throws {
        func body(_ count: Int) -> String {
            ["prompt", "generation"].map { name in
                """
                # TYPE vllm:request_\(name)_tokens histogram
                vllm:request_\(name)_tokens_bucket{le="10"} 0
                vllm:request_\(name)_tokens_bucket{le="+Inf"} \(count)
                vllm:request_\(name)_tokens_sum \(count * 50)
                vllm:request_\(name)_tokens_count \(count)

                """
            }.joined()
        }
        #expect(TokenLengths.mean(in: try families(body(9)), contextTokens: nil) == nil)
        let mean = try #require(TokenLengths.mean(in: try families(body(10)), contextTokens: nil))
        #expect(mean.point == 100)
        #expect(mean.upper == .infinity)
        #expect(mean.lower == -.infinity)
    }

    @Test func `a log's lines become readings with their numbers and words`() {
        let log = StartupLog.parse(
            lines: [
                "INFO 05-01 10:00:00 [api_server.py:1] vLLM API server version 0.20.1",
                "INFO 05-01 10:00:40 [kv_cache_utils.py:1] GPU KV cache size: 71,439 tokens",
                "INFO 05-01 10:00:40 [kv_cache_utils.py:2] Maximum concurrency for 8,192 tokens "
                    + "per request: 8.72x",
            ])
        let readings = LogLimits.readings(of: log, file: "vllm.log")
        let tokens = readings.first { $0.kind == .kvCacheTokens }
        #expect(tokens?.value == 71_439)
        #expect(tokens?.origin == .log)
        #expect(tokens?.source == "vllm.log:2")
        #expect(tokens?.evidence?.contains("GPU KV cache size: 71,439 tokens") == true)
        #expect(readings.first { $0.kind == .fullLengthRequests }?.value == 8.72)
        #expect(readings.first { $0.kind == .contextTokens }?.value == 8192)
    }
}
