extension KnownFamilies {
    private static let draft = FamilyDraft(
        exporter: .lmdeploy, prefix: "lmdeploy:", labels: ["model_name", "engine"])

    private static let tokenBounds = FamilyBuckets.fixed([0.005] + VLLMBuckets.tokenBounds)

    /// LMDeploy's `serve api_server`, 0.18.
    static let lmdeploy: [KnownFamily] =
        [
            draft.gauge("num_requests_running", .requests),
            draft.gauge("num_requests_waiting", .requests),
            draft.gauge("num_api_requests_routed", .requests),
            draft.gauge("num_api_requests_waiting", .requests),
            draft.gauge(
                "num_requests_succeeded", .requests, note: "A running total, typed as a gauge."),
            draft.gauge(
                "num_requests_failed", .requests, note: "A running total, typed as a gauge."),
            draft.gauge("gpu_cache_usage_perc", .ratio),
            draft.gauge("prefix_cache_hit_rate", .ratio),
            draft.counter("prompt_tokens_total", .tokens),
            draft.counter("generation_tokens_total", .tokens),
            draft.counter("cached_tokens_total", .tokens),
            draft.counter("request_success_total", .requests, plus: ["finished_reason"]),
            draft.histogram(
                "time_to_first_token_seconds", .seconds, .fixed(VLLMBuckets.firstTokenBounds)),
            draft.histogram("time_per_output_token_seconds", .seconds, tokenBounds),
            draft.histogram("iter_token_latency", .seconds, tokenBounds),
            draft.histogram("request_prompt_tokens", .tokens, .configured),
            draft.histogram("request_generation_tokens", .tokens, .configured),
            draft.histogram("request_cached_tokens", .tokens, .configured),
            draft.histogram("request_cache_hit_ratio", .ratio, .configured),
            draft.histogram(
                "iteration_tokens_total", .tokens, .configured,
                note: "A histogram, in spite of its name."),
            draft.info("backend_config_info", labels: ["model_name", "engine"]),
        ]
        + [
            "e2e_request_latency", "request_queue_time", "request_inference_time",
            "request_prefill_time", "request_decode_time",
        ].map {
            draft.histogram("\($0)_seconds", .seconds, .fixed(VLLMBuckets.requestBounds))
        }

    /// Beginnings of LMDeploy's names whose families the table does not list one by one.
    static let lmdeployOpenPrefixes = ["lmdeploy:spec_decode_"]
}
