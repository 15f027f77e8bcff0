import EngineModel

extension VLLMDialect {
    func writeCacheCounters(_ writer: inout FamilyWriter) {
        if !isAtLeast("0.11.0") {
            // Blocks until 0.8.5, tokens from 0.9.0.
            let unit = isAtLeast("0.9.0") ? 1 : UInt64(snapshot.engine.blockSize)
            let name = isAtLeast("0.9.0") ? "tokens" : "blocks"
            writer.counter(
                "vllm:gpu_prefix_cache_queries",
                "GPU prefix cache queries, in terms of number of queried \(name).",
                metrics.prefixCacheQueries / unit)
            writer.counter(
                "vllm:gpu_prefix_cache_hits",
                "GPU prefix cache hits, in terms of number of cached \(name).",
                metrics.prefixCacheHits / unit)
        }
        if isAtLeast("0.9.2") {
            writer.counter(
                "vllm:prefix_cache_queries",
                "Prefix cache queries, in terms of number of queried tokens.",
                metrics.prefixCacheQueries)
            writer.counter(
                "vllm:prefix_cache_hits",
                "Prefix cache hits, in terms of number of cached tokens.",
                metrics.prefixCacheHits)
        }
        if isAtLeast("0.11.1") {
            let connector = "from KV connector cross-instance cache sharing, in terms of number of"
            writer.counter(
                "vllm:external_prefix_cache_queries",
                "External prefix cache queries \(connector) queried tokens.", 0.0)
            writer.counter(
                "vllm:external_prefix_cache_hits",
                "External prefix cache hits \(connector) cached tokens.", 0.0)
            writer.counter(
                "vllm:mm_cache_queries",
                "Multi-modal cache queries, in terms of number of queried items.", 0.0)
            writer.counter(
                "vllm:mm_cache_hits",
                "Multi-modal cache hits, in terms of number of cached items.", 0.0)
        }
        writer.counter(
            "vllm:num_preemptions", "Cumulative number of preemption from the engine.",
            metrics.preemptions)
    }

    func writeTokenCounters(_ writer: inout FamilyWriter) {
        let cached = metrics.cachedPromptTokens
        writer.counter(
            "vllm:prompt_tokens", "Number of prefill tokens processed.", metrics.promptTokens)
        if isAtLeast("0.16") {
            writer.counter(
                "vllm:prompt_tokens_by_source", "Number of prompt tokens by source.",
                [
                    (["source": "local_compute"], Double(metrics.promptTokens - cached)),
                    (["source": "local_cache_hit"], Double(cached)),
                    (["source": "external_kv_transfer"], 0),
                ])
            writer.counter(
                "vllm:prompt_tokens_cached",
                "Number of cached prompt tokens (local + external).", cached)
        }
        if isAtLeast("0.16"), !isAtLeast("0.20") {
            // Tokens that are cached and computed nevertheless; the model looks one block less far instead.
            writer.counter(
                "vllm:prompt_tokens_recomputed",
                "Number of cached tokens recomputed for forward pass.", 0.0)
        }
        if isAtLeast("0.32") {
            let sources = ["device", "host", "p2p", "disk", "external_unspecified"]
            writer.counter(
                "vllm:prompt_tokens_cached_by_source",
                "Prefix-cache hit tokens by the cache tier that supplied them: device (local HBM), "
                    + "host (offloaded to DRAM), disk, p2p (transferred from another vLLM "
                    + "instance) or external_unspecified. Counted at admission; sums to "
                    + "vllm:prefix_cache_hits + vllm:external_prefix_cache_hits.",
                sources.map {
                    (["source": $0], $0 == "device" ? Double(metrics.prefixCacheHits) : 0)
                })
        }
        writer.counter(
            "vllm:generation_tokens", "Number of generation tokens processed.",
            metrics.generationTokens)
    }

    func writeRequestCounters(_ writer: inout FamilyWriter) {
        var reasons: [FinishReason] = [.stop, .length, .abort]
        if isAtLeast("0.13") {
            reasons.append(.error)
        }
        if isAtLeast("0.17") {
            reasons.append(.repetition)
        }
        writer.counter(
            "vllm:request_success", "Count of successfully processed requests.",
            reasons.map { (["finished_reason": $0.rawValue], Double(snapshot.finished($0))) })
        guard isAtLeast("0.32") else { return }
        // The real family has no `engine` label.
        let common = writer.labels
        writer.labels = [("model_name", snapshot.modelName)]
        writer.counter(
            "vllm:admission_rejections",
            "Number of admission attempts rejected by a queue limit, by reason.",
            [
                (["reason": "max_num_queued_reqs"], Double(snapshot.http.rejections)),
                (["reason": "max_num_queued_tokens"], 0),
            ])
        writer.labels = common
    }
}
