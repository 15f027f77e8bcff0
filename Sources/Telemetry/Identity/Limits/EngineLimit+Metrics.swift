package import Exposition

extension EngineLimit {
    /// The limits that a metrics body states.
    ///
    /// vLLM, SGLang and LMDeploy state some as labels of information metrics, whose value is always
    /// 1. vLLM's number of blocks is the sum over the data-parallel engines, repeated on each
    /// engine's row.
    package static func limits(in families: [MetricFamily]) -> [EngineLimit] {
        let gauges = gaugeLimits.flatMap { name, kind in
            families.filter { $0.name == name }.flatMap(\.samples).compactMap { sample in
                positive(sample.value).map {
                    EngineLimit(
                        kind: kind, value: $0, provenance: .metric(name),
                        scope: sample.label("model") ?? sample.label("model_name"))
                }
            }
        }
        let labels = labelLimits.flatMap { metric, label, kind in
            families.filter { $0.name == metric }.flatMap(\.samples).compactMap { sample in
                sample.label(label).flatMap { Double($0) }.flatMap { positive($0) }.map {
                    EngineLimit(
                        kind: kind, value: $0,
                        provenance: .metricLabel(metric: metric, label: label),
                        scope: sample.label("engine"))
                }
            }
        }
        return gauges + labels
    }

    private static func positive(_ value: Double) -> Double? {
        value.isFinite && value > 0 ? value : nil
    }

    private static let gaugeLimits: [(String, Kind)] = [
        ("sglang:max_total_num_tokens", .kvCacheTokens),
        ("sglang:context_len", .contextTokens),
        ("sglang:page_size", .kvBlockTokens),
        ("sglang:num_pages", .kvCacheBlocks),
        ("tgi_batch_max_total_tokens", .kvCacheTokens),
        ("dynamo_frontend_model_max_num_seqs", .runningRequests),
        ("dynamo_frontend_model_context_length", .contextTokens),
        ("dynamo_frontend_model_total_kv_blocks", .kvCacheBlocks),
        ("dynamo_frontend_model_kv_cache_block_size", .kvBlockTokens),
        ("trtllm_max_batch_size_runtime", .runningRequests),
        ("trtllm_max_num_active_requests", .runningRequests),
        ("trtllm_max_num_tokens_runtime", .batchTokens),
        ("trtllm_kv_cache_max_blocks", .kvCacheBlocks),
        ("trtllm_kv_cache_tokens_per_block", .kvBlockTokens),
    ]

    private static let labelLimits: [(metric: String, label: String, Kind)] = [
        ("vllm:cache_config_info", "num_gpu_blocks", .kvCacheBlocks),
        ("vllm:cache_config_info", "block_size", .kvBlockTokens),
        ("vllm:cache_config_info", "kv_cache_size_tokens", .kvCacheTokens),
        ("vllm:cache_config_info", "kv_cache_max_concurrency", .fullLengthRequests),
        // Seen in reports, in no release that was looked at.
        ("vllm:vllm_config_info", "max_num_seqs", .runningRequests),
        ("vllm:vllm_config_info", "max_num_batched_tokens", .batchTokens),
        ("vllm:vllm_config_info", "max_model_len", .contextTokens),
        ("vllm:model_config_info", "max_model_len", .contextTokens),
        ("sglang:cache_config_info", "page_size", .kvBlockTokens),
        ("sglang:cache_config_info", "num_pages", .kvCacheBlocks),
        ("lmdeploy:backend_config_info", "max_batch_size", .runningRequests),
        ("lmdeploy:backend_config_info", "session_len", .contextTokens),
        ("lmdeploy:backend_config_info", "num_gpu_blocks", .kvCacheBlocks),
        ("lmdeploy:backend_config_info", "block_size", .kvBlockTokens),
        ("lmdeploy:backend_config_info", "cache_block_seq_len", .kvBlockTokens),
        ("lmdeploy:backend_config_info", "max_prefill_token_num", .batchTokens),
    ]
}
