package import Exposition

extension EngineLimit {
    /// The limits that a metrics body states.
    ///
    /// vLLM states them as labels of `vllm:cache_config_info`, whose value is always 1. The number
    /// of blocks is the sum over the data-parallel engines, repeated on each engine's row.
    package static func limits(in families: [MetricFamily]) -> [EngineLimit] {
        let gauges = gaugeLimits.flatMap { name, kind in
            families.filter { $0.name == name }.flatMap(\.samples).compactMap { sample in
                positive(sample.value).map {
                    EngineLimit(
                        kind: kind, value: $0, source: name,
                        scope: sample.label("model") ?? sample.label("model_name"))
                }
            }
        }
        let config = "vllm:cache_config_info"
        let labels = families.filter { $0.name == config }.flatMap(\.samples).flatMap { sample in
            labelLimits.compactMap { label, kind in
                sample.label(label).flatMap { Double($0) }.flatMap { positive($0) }.map {
                    EngineLimit(
                        kind: kind, value: $0, source: "label \(label) of \(config)",
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
        ("tgi_batch_max_total_tokens", .kvCacheTokens),
        ("dynamo_frontend_model_max_num_seqs", .runningRequests),
        ("dynamo_frontend_model_context_length", .contextTokens),
        ("dynamo_frontend_model_total_kv_blocks", .kvCacheBlocks),
        ("dynamo_frontend_model_kv_cache_block_size", .kvBlockTokens),
        ("trtllm_max_num_active_requests", .runningRequests),
        ("trtllm_kv_cache_max_blocks", .kvCacheBlocks),
        ("trtllm_kv_cache_tokens_per_block", .kvBlockTokens),
    ]

    private static let labelLimits: [(String, Kind)] = [
        ("num_gpu_blocks", .kvCacheBlocks),
        ("block_size", .kvBlockTokens),
        ("kv_cache_size_tokens", .kvCacheTokens),
        ("kv_cache_max_concurrency", .fullLengthRequests),
    ]
}
