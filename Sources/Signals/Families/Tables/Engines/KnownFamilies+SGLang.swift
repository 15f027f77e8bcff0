extension KnownFamilies {
    // Which of them a series carries depends on the release and on the launch flags.
    private static let draft = FamilyDraft(
        exporter: .sglang, prefix: "sglang:",
        labels: [
            "model_name", "engine_type", "tp_rank", "pp_rank", "dp_rank", "moe_ep_rank",
            "priority",
        ])

    /// SGLang's series with `--enable-metrics`, from 0.3.6 to 0.5.23.
    static let sglang: [KnownFamily] =
        sglangScheduler + sglangCounters + sglangDisaggregation + sglangLatencies + sglangCapacity

    private static let sglangScheduler: [KnownFamily] = [
        draft.gauge("num_running_reqs", .requests, .since(v(0, 3, 6))),
        draft.gauge("num_queue_reqs", .requests, .since(v(0, 3, 6))),
        draft.gauge("num_used_tokens", .tokens, .since(v(0, 3, 6))),
        draft.gauge("token_usage", .ratio, .since(v(0, 3, 6))),
        draft.gauge("full_token_usage", .ratio, .since(v(0, 5, 10))),
        draft.gauge("swa_token_usage", .ratio, .since(v(0, 5, 2))),
        draft.gauge("mamba_usage", .ratio, .since(v(0, 5, 5))),
        draft.gauge("kv_available_tokens", .tokens, .since(v(0, 5, 12))),
        draft.gauge("kv_evictable_tokens", .tokens, .since(v(0, 5, 12))),
        draft.gauge("kv_used_tokens", .tokens, .since(v(0, 5, 12))),
        draft.gauge("swa_available_tokens", .tokens, .since(v(0, 5, 12))),
        draft.gauge("swa_evictable_tokens", .tokens, .since(v(0, 5, 12))),
        draft.gauge("swa_used_tokens", .tokens, .since(v(0, 5, 12))),
        draft.gauge("mamba_available_tokens", .tokens, .since(v(0, 5, 12))),
        draft.gauge("mamba_evictable_tokens", .tokens, .since(v(0, 5, 12))),
        draft.gauge("mamba_used_tokens", .tokens, .since(v(0, 5, 12))),
        draft.gauge("max_total_num_tokens", .tokens, .since(v(0, 5, 6))),
        draft.gauge("page_size", .tokens, .since(v(0, 5, 12))),
        draft.gauge("num_pages", .blocks, .since(v(0, 5, 12))),
        draft.gauge("context_len", .tokens, .since(v(0, 5, 12))),
        draft.info(
            "cache_config_info", .from(v(0, 5, 9), gone: v(0, 5, 11)),
            labels: ["page_size", "num_pages"],
            note: "Use the gauges sglang:page_size and sglang:num_pages."),
        draft.gauge("gen_throughput", .tokensPerSecond, .since(v(0, 3, 6))),
        draft.gauge("cache_hit_rate", .ratio, .since(v(0, 3, 6))),
        draft.gauge("num_retracted_reqs", .requests, .since(v(0, 5, 2))),
        draft.gauge(
            "total_retracted_reqs", .requests, .from(v(0, 4, 10), gone: v(0, 5, 3)),
            to: ["num_retracted_reqs"]),
        draft.gauge("num_paused_reqs", .requests, .since(v(0, 5, 2))),
        draft.gauge("num_grammar_queue_reqs", .requests, .since(v(0, 4, 7))),
        draft.gauge("spec_accept_length", .tokens, .since(v(0, 4, 2))),
        draft.gauge("spec_accept_rate", .ratio, .since(v(0, 5, 4))),
        draft.gauge(
            "avg_request_queue_latency", .seconds, .from(v(0, 4, 6), gone: v(0, 5, 3)),
            note: "Use the histogram sglang:queue_time_seconds."),
        draft.gauge(
            "max_running_requests_under_SLO", .requests,
            note: "It is declared and never set: it is not the configured limit."),
        draft.gauge("utilization", .ratio, note: "It is never updated and stays 0."),
        draft.gauge("lora_pool_slots_used", .number, .since(v(0, 5, 7))),
        draft.gauge("lora_pool_slots_total", .number, .since(v(0, 5, 7))),
        draft.gauge("lora_pool_utilization", .ratio, .since(v(0, 5, 7))),
        draft.gauge("lora_pool_slots_utilization", .ratio, .since(v(0, 5, 7))),
    ]

    private static let sglangCounters: [KnownFamily] = [
        draft.counter(
            "cached_tokens_total", .tokens, .since(v(0, 4, 4)), plus: ["cache_source"]),
        draft.counter(
            "prompt_tokens_total", .tokens, .since(v(0, 3, 6)), plus: ["is_streaming"],
            note: "Counted when a request finishes."),
        draft.counter(
            "generation_tokens_total", .tokens, .since(v(0, 3, 6)), plus: ["is_streaming"],
            note: "Counted when a request finishes."),
        draft.counter("realtime_tokens_total", .tokens, .since(v(0, 5, 7)), plus: ["mode"]),
        draft.counter(
            "num_requests_total", .requests, .since(v(0, 4, 2)), plus: ["is_streaming"]),
        draft.counter("num_aborted_requests_total", .requests, .since(v(0, 4, 7))),
        draft.counter("num_retracted_requests_total", .requests, .since(v(0, 5, 7))),
        draft.counter(
            "num_retracted_requests_input_tokens_total", .tokens, .since(v(0, 5, 7))),
        draft.counter(
            "num_retracted_requests_output_tokens_total", .tokens, .since(v(0, 5, 7))),
        draft.counter("num_retracted_input_tokens_total", .tokens, .since(v(0, 5, 7))),
        draft.counter("num_retracted_output_tokens_total", .tokens, .since(v(0, 5, 7))),
        draft.counter(
            "http_requests_total", .requests, .since(v(0, 5, 7)), only: ["endpoint", "method"]),
        draft.counter(
            "http_responses_total", .requests, .since(v(0, 5, 7)),
            only: ["endpoint", "status_code", "method"]),
        draft.gauge(
            "http_requests_active", .requests, .since(v(0, 5, 8)), only: ["endpoint", "method"]),
        draft.counter("evicted_tokens_total", .tokens, .since(v(0, 5, 6))),
        draft.counter("load_back_tokens_total", .tokens, .since(v(0, 5, 6))),
    ]

    private static let sglangDisaggregation: [KnownFamily] = [
        draft.gauge(
            "num_prefill_prealloc_queue_reqs", .requests,
            .from(v(0, 4, 7), gone: v(0, 5, 11)), to: ["num_prefill_bootstrap_queue_reqs"]),
        draft.gauge("num_prefill_bootstrap_queue_reqs", .requests, .since(v(0, 5, 12))),
        draft.gauge("num_prefill_inflight_queue_reqs", .requests, .since(v(0, 5, 2))),
        draft.gauge(
            "num_prefill_infight_queue_reqs", .requests, .from(v(0, 4, 7), gone: v(0, 5, 2)),
            to: ["num_prefill_inflight_queue_reqs"]),
        draft.gauge("num_decode_prealloc_queue_reqs", .requests, .since(v(0, 4, 7))),
        draft.gauge("num_decode_transfer_queue_reqs", .requests, .since(v(0, 4, 7))),
        draft.histogram("kv_transfer_latency_ms", .milliseconds, .configured, .since(v(0, 5, 2))),
        draft.histogram("kv_transfer_speed_gb_s", .number, .configured, .since(v(0, 5, 2))),
    ]

    private static let sglangLatencies: [KnownFamily] = [
        draft.histogram(
            "time_to_first_token_seconds", .seconds, SGLangBuckets.firstToken, .since(v(0, 3, 6)),
            plus: ["is_streaming"],
            note: "Without streaming it holds the whole response: keep is_streaming!=\"false\"."),
        draft.histogram(
            "time_per_output_token_seconds", .seconds, .configured,
            .from(v(0, 3, 6), gone: v(0, 4, 5)), to: ["inter_token_latency_seconds"]),
        draft.histogram(
            "inter_token_latency_seconds", .seconds, SGLangBuckets.token, .since(v(0, 4, 4)),
            plus: ["is_streaming"]),
        draft.histogram(
            "request_time_per_output_token_seconds", .seconds, SGLangBuckets.token,
            .since(v(0, 5, 22)), plus: ["is_streaming"]),
        draft.histogram(
            "e2e_request_latency_seconds", .seconds, SGLangBuckets.request, .since(v(0, 3, 6)),
            plus: ["is_streaming"]),
        draft.histogram(
            "queue_time_seconds", .seconds, SGLangBuckets.queue, .since(v(0, 5, 3))),
        draft.histogram(
            "queue_time_s", .seconds, .configured, .from(v(0, 5, 2), gone: v(0, 5, 3)),
            to: ["queue_time_seconds"]),
        draft.histogram(
            "per_stage_req_latency_seconds", .seconds, .configured, .since(v(0, 5, 3)),
            plus: ["stage"]),
        draft.histogram(
            "prompt_tokens_histogram", .tokens, .configured, .since(v(0, 4, 7)),
            plus: ["is_streaming"]),
        draft.histogram(
            "generation_tokens_histogram", .tokens, .configured, .since(v(0, 4, 7)),
            plus: ["is_streaming"]),
        draft.histogram(
            "uncached_prompt_tokens_histogram", .tokens, .configured, .since(v(0, 5, 12)),
            plus: ["is_streaming"]),
        draft.histogram(
            "func_latency_seconds", .seconds, .configured, .since(v(0, 3, 6)), plus: ["name"]),
        draft.histogram(
            "num_retractions", .events, .configured, .from(v(0, 5, 5), gone: v(0, 5, 11))),
        draft.histogram("eviction_duration_seconds", .seconds, .configured, .since(v(0, 5, 6))),
        draft.histogram("load_back_duration_seconds", .seconds, .configured, .since(v(0, 5, 6))),
    ]

    private static let sglangCapacity: [KnownFamily] = [
        draft.gauge("startup_time_seconds", .seconds, plus: ["phase"]),
        draft.gauge("weight_memory_usage_gb", .number, .since(v(0, 5, 18))),
        draft.gauge("kv_cache_memory_usage_gb", .number, .since(v(0, 5, 18))),
        draft.gauge("startup_available_gpu_memory_gb", .number, .since(v(0, 5, 12))),
        draft.gauge("engine_startup_time", .seconds, .from(v(0, 5, 2), gone: v(0, 5, 16))),
        draft.gauge("engine_load_weights_time", .seconds, .since(v(0, 5, 2))),
        draft.gauge("hicache_host_used_tokens", .tokens, .since(v(0, 5, 10))),
        draft.gauge("hicache_host_total_tokens", .tokens, .since(v(0, 5, 10))),
    ]

    /// Beginnings of SGLang's names whose families the table does not list one by one.
    static let sglangOpenPrefixes = [
        "sglang:hicache_", "sglang:load_back_", "sglang:evict", "sglang:kv_transfer_",
        "sglang:lora_", "sglang:startup_", "sglang:engine_", "sglang:num_prefill_",
        "sglang:num_decode_", "sglang:spec_", "sglang:swa_", "sglang:mamba_", "sglang:prefetch",
        "sglang:backup", "sglang:grammar", "sglang:realtime_", "sglang:eplb_",
    ]
}
