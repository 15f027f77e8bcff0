extension KnownFamilies {
    private static let router = FamilyDraft(
        exporter: .stackRouter, prefix: "vllm:", labels: ["server"])

    /// The production-stack router, which writes series of its own under vLLM's prefix.
    static let stackRouter: [KnownFamily] =
        [
            router.gauge("num_requests_running", .requests),
            router.gauge("num_requests_waiting", .requests, note: "It is declared and never set."),
            router.gauge("num_requests_swapped", .requests),
            router.gauge("gpu_prefix_cache_hit_rate", .ratio),
            router.gauge("gpu_prefix_cache_hits_total", .tokens),
            router.gauge("gpu_prefix_cache_queries_total", .tokens),
            router.gauge("current_qps", .number),
            router.gauge("avg_latency", .seconds),
            router.gauge("avg_itl", .seconds),
            router.gauge("avg_decoding_length", .number),
            router.gauge("num_prefill_requests", .requests),
            router.gauge("num_decoding_requests", .requests),
            router.gauge("healthy_pods_total", .state),
            router.counter("num_incoming_requests_total", .requests, only: ["model"]),
            router.counter("input_tokens_total", .tokens, plus: ["model"]),
            router.counter("output_tokens_total", .tokens, plus: ["model"]),
            router.counter("request_errors_total", .requests, plus: ["model", "error_type"]),
            router.histogram(
                "request_latency_seconds", .seconds,
                .fixed([0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]),
                plus: ["model", "status"]),
        ]
        + ["cpu", "memory", "disk"].map {
            FamilyDraft(exporter: .stackRouter)
                .gauge("router_\($0)_usage_percent", .percent)
        }

    /// What the llm-d simulator has and vLLM has not.
    static let simulator: [KnownFamily] = [
        FamilyDraft(exporter: .simulator, prefix: "vllm:", labels: ["model_name", "engine"])
            .histogram(
                "max_num_generation_tokens", .tokens, .configured,
                note: "vLLM's own name is vllm:request_max_num_generation_tokens.")
    ]

    private static let objective = FamilyDraft(
        exporter: .endpointPicker, prefix: "inference_objective_",
        labels: ["model_name", "target_model_name", "priority"])
    private static let pool = FamilyDraft(
        exporter: .endpointPicker, prefix: "inference_pool_", labels: ["name"])
    private static let picker = FamilyDraft(
        exporter: .endpointPicker, prefix: "inference_extension_")

    /// The scheduler of the gateway API inference extension.
    static let endpointPicker: [KnownFamily] =
        [
            objective.counter("request_total", .requests),
            objective.counter("request_error_total", .requests, plus: ["error_code"]),
            objective.gauge("running_requests", .requests),
            objective.gauge("inference_request_metric", .number, plus: ["type"]),
            objective.counter("request_slo_violation_total", .requests, plus: ["type"]),
            pool.gauge("average_kv_cache_utilization", .ratio),
            pool.gauge("average_queue_size", .requests),
            pool.gauge("average_running_requests", .requests),
            pool.gauge("ready_pods", .number),
            picker.gauge("flow_control_pool_saturation", .ratio),
            picker.gauge("flow_control_queue_size", .requests),
            picker.gauge("flow_control_queue_bytes", .bytes),
        ]
        + [
            "request_duration_seconds", "request_ttft_seconds", "request_tpot_seconds",
            "normalized_time_per_output_token_seconds",
        ].map { objective.histogram($0, .seconds, .configured) }
        + ["input_tokens", "output_tokens", "prompt_cached_tokens"].map {
            objective.histogram($0, .tokens, .configured)
        }
        + ["request_sizes", "response_sizes"].map {
            objective.histogram($0, .bytes, .configured)
        }

    /// Beginnings of the endpoint picker's names whose families the table does not list.
    static let endpointPickerOpenPrefixes = [
        "inference_objective_", "inference_pool_", "inference_extension_",
    ]

    private static let litellmDraft = FamilyDraft(
        exporter: .litellm, prefix: "litellm_",
        labels: ["model", "requested_model", "team", "status_code", "route"])

    /// The LiteLLM proxy with its Prometheus callback.
    static let litellm: [KnownFamily] =
        ([
            litellmDraft.counter("proxy_total_requests_metric_total", .requests),
            litellmDraft.counter("proxy_failed_requests_metric_total", .requests),
            litellmDraft.gauge("deployment_state", .state),
            litellmDraft.counter("deployment_success_responses_total", .requests),
            litellmDraft.counter("deployment_failure_responses_total", .requests),
            litellmDraft.counter("deployment_cooled_down_total", .events),
            litellmDraft.counter("input_tokens_metric_total", .tokens),
            litellmDraft.counter("output_tokens_metric_total", .tokens),
            litellmDraft.counter("total_tokens_metric_total", .tokens),
            litellmDraft.counter("spend_metric_total", .number),
            litellmDraft.gauge("remaining_requests_metric", .requests),
            litellmDraft.gauge("remaining_tokens_metric", .tokens),
            litellmDraft.gauge("in_flight_requests", .requests),
        ]
        + [
            "request_total_latency_metric", "llm_api_latency_metric", "overhead_latency_metric",
            "request_queue_time_seconds", "llm_api_time_to_first_token_metric",
            "deployment_latency_per_output_token",
        ].map { litellmDraft.histogram($0, .seconds, .configured) }).map {
            var family = $0
            family.hasOpenLabels = true
            return family
        }

    /// KServe's own Python model server.
    static let kserve: [KnownFamily] = ["preprocess", "predict", "postprocess", "explain"].map {
        FamilyDraft(exporter: .kserve, labels: ["model_name"])
            .histogram(
                "request_\($0)_seconds", .seconds,
                .fixed([
                    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
                ]))
    }

    private static let serve = FamilyDraft(
        exporter: .ray, prefix: "ray_serve_", labels: ["deployment", "application", "replica"])

    /// Ray Serve's own series; vLLM's under Ray's prefix are derived from vLLM's.
    static let ray: [KnownFamily] = [
        serve.counter("deployment_request_counter_total", .requests),
        serve.counter("deployment_error_counter_total", .requests),
        serve.histogram("deployment_processing_latency_ms", .milliseconds, .configured),
        serve.counter("num_http_requests_total", .requests),
    ].map {
        var family = $0
        family.hasOpenLabels = true
        return family
    }
}
