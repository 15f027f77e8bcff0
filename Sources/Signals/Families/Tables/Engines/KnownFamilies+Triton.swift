extension KnownFamilies {
    private static let model = FamilyDraft(exporter: .triton, labels: ["model", "version"])
    private static let device = FamilyDraft(exporter: .triton, labels: ["gpu_uuid"])

    /// Triton's core and its TensorRT-LLM backend.
    static let triton: [KnownFamily] = tritonCore + tritonDevices + tritonBackend

    private static let tritonCore: [KnownFamily] =
        [
            model.counter("nv_inference_request_success", .requests),
            model.counter("nv_inference_request_failure", .requests, plus: ["reason"]),
            model.counter("nv_inference_count", .number),
            model.counter("nv_inference_exec_count", .events),
            model.histogram(
                "nv_inference_first_response_histogram_ms", .milliseconds,
                .adjustable([100, 500, 2000, 5000])),
            model.gauge("nv_inference_pending_request_count", .requests),
            model.gauge("nv_inference_load_ratio", .ratio),
            model.counter(
                "nv_cache_num_hits_per_model", .events,
                note: "The response cache, not the KV cache."),
            model.counter(
                "nv_cache_num_misses_per_model", .events,
                note: "The response cache, not the KV cache."),
            model.gauge("nv_model_load_duration_secs", .seconds),
        ]
        + ["request", "queue", "compute_input", "compute_infer", "compute_output"].flatMap {
            [
                model.counter("nv_inference_\($0)_duration_us", .microseconds),
                model.summary("nv_inference_\($0)_summary_us", .microseconds),
            ]
        }

    private static let tritonDevices: [KnownFamily] = [
        device.gauge("nv_gpu_utilization", .ratio),
        device.gauge("nv_gpu_memory_total_bytes", .bytes),
        device.gauge("nv_gpu_memory_used_bytes", .bytes),
        device.gauge("nv_gpu_power_usage", .watts),
        device.gauge("nv_gpu_power_limit", .watts),
        device.counter("nv_energy_consumption", .joules),
        device.gauge("nv_pinned_memory_pool_total_bytes", .bytes, only: []),
        device.gauge("nv_pinned_memory_pool_used_bytes", .bytes, only: []),
        device.gauge("nv_cpu_utilization", .ratio, only: []),
        device.gauge("nv_cpu_memory_total_bytes", .bytes, only: []),
        device.gauge("nv_cpu_memory_used_bytes", .bytes, only: []),
    ]

    private static let tritonBackend: [KnownFamily] =
        [
            ("request_metrics", "request_type"),
            ("kv_cache_block_metrics", "kv_cache_block_type"),
            ("inflight_batcher_metrics", "inflight_batcher_specific_metric"),
            ("runtime_memory_metrics", "memory_type"),
            ("general_metrics", "general_type"),
            ("disaggregated_serving_metrics", "disaggregated_serving_type"),
        ].map {
            model.gauge(
                "nv_trt_llm_\($0.0)", .number, plus: [$0.1],
                note: "What it counts is in its label \($0.1).")
        } + [
            model.histogram(
                "nv_llm_input_token_len", .tokens, .configured, plus: ["response_metric_type"]),
            model.histogram(
                "nv_llm_output_token_len", .tokens, .configured, plus: ["response_metric_type"]),
        ]

    /// Beginnings of Triton's names whose families the table does not list one by one.
    static let tritonOpenPrefixes = ["nv_trt_llm_"]
}
