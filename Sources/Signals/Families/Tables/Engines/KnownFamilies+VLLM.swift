extension KnownFamilies {
    private static let draft = FamilyDraft(
        exporter: .vllm, prefix: "vllm:", labels: ["model_name", "engine"])

    /// vLLM's own series, from 0.2.4 to 0.33.
    static let vllm: [KnownFamily] =
        vllmScheduler + vllmCache + vllmCounters + vllmLatencies + vllmLengths + vllmDetails
        + vllmTransfers

    private static let vllmScheduler: [KnownFamily] = [
        draft.gauge("num_requests_running", .requests, .since(v(0, 2, 4))),
        draft.gauge("num_requests_waiting", .requests, .since(v(0, 2, 4))),
        draft.gauge(
            "num_requests_waiting_by_reason", .requests, .since(v(0, 20)), plus: ["reason"]),
        draft.gauge(
            "num_requests_kv_fetch_by_stage", .requests, .since(v(0, 32)), plus: ["stage"]),
        draft.gauge(
            "num_requests_swapped", .requests,
            .from(v(0, 2, 4), hidden: v(0, 8, 3), gone: v(0, 9, 1)),
            note: "V1 engines never swap: preempted requests are recomputed. Watch "
                + "vllm:num_preemptions_total and vllm:num_requests_waiting."),
        draft.gauge(
            "engine_sleep_state", .state, .since(v(0, 11, 1)), plus: ["sleep_state"]),
        draft.gauge(
            "avg_prompt_throughput_toks_per_s", .tokensPerSecond,
            .from(v(0, 2, 4), gone: v(0, 7)), note: "Use rate(vllm:prompt_tokens_total[5m])."),
        draft.gauge(
            "avg_generation_throughput_toks_per_s", .tokensPerSecond,
            .from(v(0, 2, 4), gone: v(0, 7)), note: "Use rate(vllm:generation_tokens_total[5m])."),
    ]

    private static let vllmCache: [KnownFamily] = [
        draft.gauge(
            "gpu_cache_usage_perc", .ratio,
            .from(v(0, 2, 4), hidden: v(0, 11), gone: v(0, 12)), to: ["kv_cache_usage_perc"]),
        draft.gauge("kv_cache_usage_perc", .ratio, .since(v(0, 9, 2))),
        draft.gauge(
            "cpu_cache_usage_perc", .ratio,
            .from(v(0, 2, 4), hidden: v(0, 8, 3), gone: v(0, 9, 1)),
            note: "V1 engines have no swap space in host memory."),
        draft.gauge(
            "gpu_prefix_cache_hit_rate", .ratio,
            .from(v(0, 5, 5), hidden: v(0, 8, 3), gone: v(0, 9, 1)),
            note: "Divide rate(vllm:prefix_cache_hits_total[5m]) by "
                + "rate(vllm:prefix_cache_queries_total[5m])."),
        draft.gauge(
            "cpu_prefix_cache_hit_rate", .ratio,
            .from(v(0, 5, 5), hidden: v(0, 8, 3), gone: v(0, 9, 1)),
            note: "V1 engines have no prefix cache in host memory of their own."),
        draft.counter(
            "gpu_prefix_cache_queries_total", .tokens,
            .from(v(0, 7, 3), hidden: v(0, 11), gone: v(0, 12)),
            to: ["prefix_cache_queries_total"], note: "Counts blocks, not tokens, up to 0.8.5."),
        draft.counter(
            "gpu_prefix_cache_hits_total", .tokens,
            .from(v(0, 7, 3), hidden: v(0, 11), gone: v(0, 12)),
            to: ["prefix_cache_hits_total"], note: "Counts blocks, not tokens, up to 0.8.5."),
        draft.counter("prefix_cache_queries_total", .tokens, .since(v(0, 9, 2))),
        draft.counter("prefix_cache_hits_total", .tokens, .since(v(0, 9, 2))),
        draft.counter("external_prefix_cache_queries_total", .tokens, .since(v(0, 11, 1))),
        draft.counter("external_prefix_cache_hits_total", .tokens, .since(v(0, 11, 1))),
        draft.counter("mm_cache_queries_total", .items, .since(v(0, 11, 1))),
        draft.counter("mm_cache_hits_total", .items, .since(v(0, 11, 1))),
        draft.counter("num_preemptions_total", .events, .since(v(0, 4, 3))),
    ]

    private static let vllmCounters: [KnownFamily] = [
        draft.counter("prompt_tokens_total", .tokens, .since(v(0, 3, 1))),
        draft.counter(
            "prompt_tokens_by_source_total", .tokens, .since(v(0, 16)), plus: ["source"]),
        draft.counter("prompt_tokens_cached_total", .tokens, .since(v(0, 16))),
        draft.counter(
            "prompt_tokens_recomputed_total", .tokens, .from(v(0, 16), gone: v(0, 20))),
        draft.counter(
            "prompt_tokens_cached_by_source_total", .tokens, .since(v(0, 32)), plus: ["source"]),
        draft.counter("generation_tokens_total", .tokens, .since(v(0, 3, 1))),
        draft.counter("tokens_total", .tokens, .from(v(0, 6, 4), gone: v(0, 8))),
        draft.counter(
            "request_success_total", .requests, .since(v(0, 4, 2)), plus: ["finished_reason"],
            note: "Aborted and failed requests are counted too, under finished_reason."),
        draft.counter(
            "admission_rejections_total", .requests, .since(v(0, 32)),
            only: ["model_name", "reason"]),
        draft.counter("corrupted_requests_total", .requests, .since(v(0, 11, 1))),
        draft.counter("watermark_requests_total", .requests, .since(v(0, 32)), plus: ["status"]),
    ]

    private static let vllmLatencies: [KnownFamily] = [
        draft.histogram(
            "time_to_first_token_seconds", .seconds, VLLMBuckets.firstToken, .since(v(0, 3, 1))),
        draft.histogram(
            "time_per_output_token_seconds", .seconds, VLLMBuckets.token,
            .from(v(0, 3, 1), hidden: v(0, 12), gone: v(0, 16)),
            to: ["inter_token_latency_seconds", "request_time_per_output_token_seconds"],
            note: "Its successor holds the gaps between outputs; "
                + "vllm:request_time_per_output_token_seconds is the mean of each request."),
        draft.histogram(
            "inter_token_latency_seconds", .seconds, VLLMBuckets.token, .since(v(0, 10, 2))),
        draft.histogram(
            "request_time_per_output_token_seconds", .seconds, VLLMBuckets.token,
            .since(v(0, 11))),
        draft.histogram(
            "e2e_request_latency_seconds", .seconds, VLLMBuckets.request, .since(v(0, 3, 1))),
        draft.histogram(
            "request_queue_time_seconds", .seconds, VLLMBuckets.request, .since(v(0, 6, 4))),
        draft.histogram(
            "request_prefill_time_seconds", .seconds, VLLMBuckets.request, .since(v(0, 6, 4))),
        draft.histogram(
            "request_decode_time_seconds", .seconds, VLLMBuckets.request, .since(v(0, 6, 4))),
        draft.histogram(
            "request_inference_time_seconds", .seconds, VLLMBuckets.request, .since(v(0, 6, 4))),
        draft.histogram(
            "time_in_queue_requests", .seconds, VLLMBuckets.request,
            .from(v(0, 6, 4), gone: v(0, 9, 1)), to: ["request_queue_time_seconds"]),
        draft.histogram(
            "model_forward_time_milliseconds", .milliseconds, .configured,
            .from(v(0, 6, 4), gone: v(0, 9, 1))),
        draft.histogram(
            "model_execute_time_milliseconds", .milliseconds, .configured,
            .from(v(0, 6, 4), gone: v(0, 9, 1))),
    ]

    private static let vllmLengths: [KnownFamily] = [
        draft.histogram("request_prompt_tokens", .tokens, .lengths, .since(v(0, 4, 2))),
        draft.histogram("request_generation_tokens", .tokens, .lengths, .since(v(0, 4, 2))),
        draft.histogram(
            "request_max_num_generation_tokens", .tokens, .lengths, .since(v(0, 6, 4))),
        draft.histogram("request_params_max_tokens", .tokens, .lengths, .since(v(0, 6, 4))),
        draft.histogram(
            "request_params_n", .number, VLLMBuckets.adjustable([1, 2, 5, 10, 20]),
            .since(v(0, 4, 2))),
        draft.histogram(
            "request_params_best_of", .number, .fixed([1, 2, 5, 10, 20]),
            .from(v(0, 4, 2), gone: v(0, 6, 3))),
        draft.histogram(
            "request_prefill_kv_computed_tokens", .tokens, .lengths, .since(v(0, 13))),
        draft.histogram(
            "request_num_preemptions", .events, VLLMBuckets.adjustable([1, 2, 3, 4, 5, 10, 20]),
            .since(v(0, 30)), note: "Its first bucket mixes no preemption with one."),
        draft.histogram(
            "iteration_tokens_total", .tokens, .configured, .since(v(0, 6, 4)),
            note: "A histogram, in spite of its name."),
        draft.histogram("kv_block_lifetime_seconds", .seconds, .configured, .since(v(0, 12))),
        draft.histogram(
            "kv_block_idle_before_evict_seconds", .seconds, .configured, .since(v(0, 12))),
        draft.histogram("kv_block_reuse_gap_seconds", .seconds, .configured, .since(v(0, 12))),
    ]

    private static let vllmDetails: [KnownFamily] = [
        draft.info(
            "cache_config_info", .since(v(0, 5, 5)),
            labels: [
                "engine", "block_size", "num_gpu_blocks", "num_cpu_blocks",
                "gpu_memory_utilization", "cache_dtype", "enable_prefix_caching",
                "num_gpu_blocks_override", "sliding_window", "kv_cache_size_tokens",
                "kv_cache_max_concurrency",
            ],
            note:
                "Its value is always 1; the configuration is in its labels, and model_name is not "
                + "among them."),
        draft.info(
            "vllm_config_info", labels: ["model_name", "engine"],
            note: "Seen in a bug report only; do not count on it."),
        draft.info(
            "lora_requests_info", .since(v(0, 6, 4)),
            labels: ["max_lora", "running_lora_adapters", "waiting_lora_adapters"],
            note: "Its value is the time of the last change."),
        draft.counter("spec_decode_num_drafts_total", .events, .since(v(0, 8, 5))),
        draft.counter("spec_decode_num_draft_tokens_total", .tokens, .since(v(0, 5, 3))),
        draft.counter("spec_decode_num_accepted_tokens_total", .tokens, .since(v(0, 5, 3))),
        draft.counter(
            "spec_decode_num_accepted_tokens_per_pos_total", .tokens, .since(v(0, 8, 5)),
            plus: ["position"]),
        draft.gauge(
            "spec_decode_draft_acceptance_rate", .ratio, .from(v(0, 5, 3), gone: v(0, 9, 3)),
            note: "Divide the rates of vllm:spec_decode_num_accepted_tokens_total and "
                + "vllm:spec_decode_num_draft_tokens_total."),
        draft.gauge("spec_decode_efficiency", .ratio, .from(v(0, 5, 3), gone: v(0, 9, 3))),
        draft.counter(
            "spec_decode_num_emitted_tokens_total", .tokens,
            .from(v(0, 5, 3), gone: v(0, 9, 3))),
        draft.counter("diffusion_num_denoising_steps_total", .events, .since(v(0, 24))),
        draft.counter("diffusion_num_canvas_positions_total", .events, .since(v(0, 24))),
        draft.counter("diffusion_num_committed_tokens_total", .tokens, .since(v(0, 24))),
        draft.counter("estimated_flops_per_gpu_total", .number, .since(v(0, 17))),
        draft.counter("estimated_read_bytes_per_gpu_total", .bytes, .since(v(0, 17))),
        draft.counter("estimated_write_bytes_per_gpu_total", .bytes, .since(v(0, 17))),
        draft.counter(
            "tool_call_parser_invocations_total", .events, .since(v(0, 24)),
            plus: ["mode", "outcome", "request_type"]),
    ]
}
