extension KnownFamilies {
    private static let draft = FamilyDraft(
        exporter: .tensorrtLLM, prefix: "trtllm_", labels: ["model_name", "engine_type"])

    /// `trtllm-serve`, scraped at `/prometheus/metrics`; older releases have five of these.
    static let tensorrtLLM: [KnownFamily] =
        [
            draft.counter("request_success_total", .requests, plus: ["finished_reason"]),
            draft.counter("request_error_total", .requests, plus: ["http_code"]),
            draft.histogram(
                "e2e_request_latency_seconds", .seconds, .fixed(VLLMBuckets.requestBounds)),
            draft.histogram(
                "request_queue_time_seconds", .seconds, .fixed(VLLMBuckets.requestBounds)),
            draft.histogram(
                "request_decode_time_seconds", .seconds, .fixed(VLLMBuckets.requestBounds)),
            draft.histogram(
                "request_inference_time_seconds", .seconds, .fixed(VLLMBuckets.requestBounds)),
            draft.histogram(
                "time_to_first_token_seconds", .seconds, .fixed(VLLMBuckets.firstTokenBounds)),
            draft.histogram(
                "time_per_output_token_seconds", .seconds, .fixed(VLLMBuckets.tokenBounds)),
            draft.histogram("request_prefill_time_seconds", .seconds, .configured),
            draft.counter("prompt_tokens_total", .tokens),
            draft.counter("generation_tokens_total", .tokens),
            draft.counter("prompt_cached_tokens_total", .tokens),
            draft.counter(
                "prompt_cache_hit_tokens_total", .tokens, plus: ["cache_level", "cache_tier"]),
            draft.gauge("num_requests_running", .requests),
            draft.gauge("num_requests_waiting", .requests),
            draft.gauge("max_num_active_requests", .requests),
            draft.gauge("max_batch_size_static", .requests),
            draft.gauge("max_batch_size_runtime", .requests),
            draft.gauge("max_num_tokens_runtime", .tokens),
            draft.gauge("kv_cache_utilization", .ratio),
            draft.gauge("kv_cache_hit_rate", .ratio),
            draft.gauge("kv_cache_host_utilization", .ratio),
            draft.gauge("kv_cache_iter_reuse_rate", .ratio),
            draft.gauge("kv_cache_max_blocks", .blocks),
            draft.gauge("kv_cache_used_blocks", .blocks),
            draft.gauge("kv_cache_free_blocks", .blocks),
            draft.gauge("kv_cache_tokens_per_block", .tokens),
            draft.counter("kv_cache_reused_blocks_total", .blocks),
            draft.counter("kv_cache_missed_blocks_total", .blocks),
            draft.gauge("num_paused_requests", .requests),
            draft.gauge("num_scheduled_requests", .requests),
            draft.gauge("num_context_requests", .requests),
            draft.gauge("num_generation_requests", .requests),
            draft.gauge("iteration_latency_seconds", .seconds),
            draft.gauge("gpu_memory_usage_bytes", .bytes),
        ]
        + ["model", "parallel", "kv_cache", "speculative"].map {
            draft.info("\($0)_config_info", labels: ["model_name", "engine_type"])
        }

    /// Beginnings of TensorRT-LLM's names whose families the table does not list one by one.
    static let tensorrtLLMOpenPrefixes = ["trtllm_kv_cache_", "trtllm_num_", "trtllm_spec"]
}
