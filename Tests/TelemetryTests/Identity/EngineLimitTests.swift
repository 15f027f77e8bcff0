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
                    provenance: .metric("dynamo_frontend_model_max_num_seqs"), scope: "M"),
                EngineLimit(
                    kind: .kvBlockTokens, value: 16,
                    provenance: .metricLabel(
                        metric: "vllm:cache_config_info", label: "block_size"), scope: "0"),
            ])
    }

    @Test func `information metrics of other engines are read too`() throws {
        let families = try ExpositionParser.parse(
            """
            vllm:vllm_config_info{max_num_seqs="8",max_model_len="2048",engine="0"} 1
            lmdeploy:backend_config_info{max_batch_size="128",session_len="4096",block_size="64"} 1
            sglang:page_size{model_name="m"} 1
            trtllm_max_batch_size_runtime{model_name="m"} 32
            """.utf8)
        let limits = EngineLimit.limits(in: families)
        #expect(limits.filter { $0.kind == .runningRequests }.map(\.value) == [32, 8, 128])
        #expect(limits.filter { $0.kind == .contextTokens }.map(\.value) == [2048, 4096])
        #expect(limits.filter { $0.kind == .kvBlockTokens }.map(\.value) == [1, 64])
    }

    struct Wording: Sendable {
        let provenance: LimitProvenance
        let text: String
    }

    @Test(arguments: [
        Wording(
            provenance: .metricLabel(metric: "m_info", label: "l"), text: "label l of m_info"),
        Wording(provenance: .metric("m"), text: "m"),
        Wording(provenance: .httpPath("/info", field: "a.b"), text: "a.b of GET /info"),
        Wording(provenance: .httpPath("/v1/models", field: nil), text: "GET /v1/models"),
        Wording(provenance: .logLine(number: 40, text: "KV cache"), text: "log line 40"),
        Wording(provenance: .commandLine(argument: "--x"), text: "argument --x"),
        Wording(provenance: .inferred("flat"), text: "inferred: flat"),
        Wording(provenance: .words("told"), text: "told"),
    ])
    func `every provenance has its words`(wording: Wording) {
        let limit = EngineLimit(kind: .batchTokens, value: 1, provenance: wording.provenance)
        #expect(limit.source == wording.text)
    }
}
