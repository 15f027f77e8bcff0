import Exposition
import Telemetry
import Testing

@Suite struct EngineLimitTests {
    @Test func `vLLM 0.32 states its KV cache in labels`() throws {
        let families = try ExpositionParser.parse(
            Fixture.bytes("vllm-0.32.0-queueing-during.txt"))
        let limits = EngineLimit.limits(in: families)
        let byKind = Dictionary(uniqueKeysWithValues: limits.map { ($0.kind, $0) })
        let blocks = try #require(byKind[.kvCacheBlocks]?.value)
        let blockTokens = try #require(byKind[.kvBlockTokens]?.value)
        let tokens = try #require(byKind[.kvCacheTokens]?.value)
        #expect(blocks * blockTokens == tokens, "a dense model in one engine")
        #expect(byKind[.fullLengthRequests]?.value == tokens / 2048)
        #expect(
            byKind[.kvCacheTokens]?.source == "label kv_cache_size_tokens of vllm:cache_config_info"
        )
        #expect(byKind[.kvCacheTokens]?.scope == "0")
    }

    @Test func `vLLM 0.14 states blocks only`() throws {
        let families = try ExpositionParser.parse(Fixture.bytes("vllm-0.14.1.txt"))
        #expect(
            Set(EngineLimit.limits(in: families).map(\.kind)) == [.kvCacheBlocks, .kvBlockTokens])
    }

    @Test func `labels without a number and empty gauges state nothing`() throws {
        let families = try ExpositionParser.parse(
            """
            vllm:cache_config_info{num_gpu_blocks="None",block_size="16",engine="0"} 1
            sglang:max_total_num_tokens{model_name="m"} 0
            dynamo_frontend_model_max_num_seqs{model="M"} 256
            """.utf8)
        #expect(
            EngineLimit.limits(in: families) == [
                EngineLimit(
                    kind: .runningRequests, value: 256,
                    source: "dynamo_frontend_model_max_num_seqs", scope: "M"),
                EngineLimit(
                    kind: .kvBlockTokens, value: 16,
                    source: "label block_size of vllm:cache_config_info", scope: "0"),
            ])
    }
}
