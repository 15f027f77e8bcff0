extension KnownFamilies {
    private static let frontend = FamilyDraft(
        exporter: .dynamo, prefix: "dynamo_frontend_", labels: ["model"])

    private static let worker = FamilyDraft(
        exporter: .dynamo, prefix: "dynamo_component_",
        labels: ["dynamo_namespace", "dynamo_component", "dynamo_endpoint", "model", "dp_rank"])

    /// Dynamo's frontend and worker series, 0.7 to 1.6.
    static let dynamo: [KnownFamily] =
        dynamoRequests + dynamoHistograms + dynamoModels + dynamoWorkers

    private static let dynamoRequests: [KnownFamily] = [
        frontend.counter(
            "requests_total", .requests,
            plus: ["endpoint", "request_type", "status", "error_type"]),
        frontend.counter("requests_started_total", .requests, plus: ["endpoint", "request_type"]),
        frontend.counter(
            "requests_failures_total", .requests,
            plus: ["endpoint", "request_type", "error_type"]),
        frontend.counter(
            "failures_total", .requests, plus: ["endpoint", "request_type", "error_type"]),
        frontend.gauge("inflight_requests", .requests),
        frontend.gauge("active_requests", .requests),
        frontend.gauge(
            "queued_requests", .requests,
            note: "It lasts until the first token, prefill included: above 0 under any load."),
        frontend.gauge("disconnected_clients", .number, only: []),
        frontend.counter("output_tokens_total", .tokens),
    ]

    private static let dynamoHistograms: [KnownFamily] = [
        frontend.histogram(
            "time_to_first_token_seconds", .seconds,
            .adjustable([
                0, 0.0022, 0.0047, 0.01, 0.022, 0.047, 0.1, 0.22, 0.47, 1, 2.2, 4.7, 10, 22, 48,
                100, 220, 480,
            ])),
        frontend.histogram(
            "inter_token_latency_seconds", .seconds,
            .adjustable([
                0, 0.0019, 0.0035, 0.0067, 0.013, 0.024, 0.045, 0.084, 0.16, 0.3, 0.56, 1.1, 2,
            ])),
        frontend.histogram(
            "request_duration_seconds", .seconds,
            .adjustable([0, 1.9, 3.4, 6.3, 12, 22, 40, 75, 140, 260])),
        frontend.histogram("input_sequence_tokens", .tokens, .configured),
        frontend.histogram("output_sequence_tokens", .tokens, .configured),
        frontend.histogram("cached_tokens", .tokens, .configured),
        frontend.histogram(
            "cached_sequence_length", .tokens, .configured, to: ["cached_tokens"]),
        frontend.histogram("kv_hit_rate", .ratio, .configured),
    ]

    private static let dynamoModels: [KnownFamily] =
        [
            "max_num_seqs", "max_num_batched_tokens", "total_kv_blocks", "kv_cache_block_size",
            "context_length", "migration_limit",
        ].map {
            frontend.gauge(
                "model_\($0)", .number,
                note:
                    "Its label model keeps the letters' case; on request metrics it is lower case.")
        } + [
            frontend.counter(
                "model_migration_total", .events, plus: ["endpoint", "migration_type"]),
            frontend.counter("model_cancellation_total", .events, plus: ["endpoint"]),
            frontend.counter("model_rejection_total", .events, plus: ["endpoint"]),
            frontend.gauge("model_ready", .state),
        ]
        + [
            ("worker_active_decode_blocks", FamilyUnit.blocks),
            ("worker_active_prefill_tokens", .tokens),
            ("worker_last_time_to_first_token_seconds", .seconds),
            ("worker_last_inter_token_latency_seconds", .seconds),
            ("router_queue_pending_requests", .requests),
        ].map {
            frontend.gauge($0.0, $0.1, plus: ["worker_id", "dp_rank", "worker_type"])
        }

    private static let dynamoWorkers: [KnownFamily] = [
        worker.counter("requests_total", .requests),
        worker.counter("request_bytes_total", .bytes),
        worker.counter("response_bytes_total", .bytes),
        worker.counter("errors_total", .events, plus: ["error_type"]),
        worker.counter("cancellation_total", .events, .since(v(1))),
        worker.gauge("inflight_requests", .requests),
        worker.gauge("uptime_seconds", .seconds),
        worker.gauge("system_uptime_seconds", .seconds, to: ["uptime_seconds"]),
        worker.histogram(
            "request_duration_seconds", .seconds,
            .adjustable([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10])),
        worker.gauge(
            "kvstats_active_blocks", .blocks, .from(nil, gone: v(1)),
            note: "Multiply dynamo_component_gpu_cache_usage_percent by "
                + "dynamo_component_total_blocks."),
        worker.gauge(
            "kvstats_total_blocks", .blocks, .from(nil, gone: v(1)), to: ["total_blocks"]),
        worker.gauge(
            "kvstats_gpu_cache_usage_percent", .ratio, .from(nil, gone: v(1)),
            to: ["gpu_cache_usage_percent"]),
        worker.gauge(
            "kvstats_gpu_prefix_cache_hit_rate", .ratio, .from(nil, gone: v(1)),
            to: ["kv_cache_hit_rate"]),
        worker.gauge("total_blocks", .blocks, .since(v(1))),
        worker.gauge("gpu_cache_usage_percent", .ratio, .since(v(1))),
        worker.gauge("kv_cache_hit_rate", .ratio, .since(v(1))),
        worker.gauge("model_load_time_seconds", .seconds, .since(v(1))),
    ]

    /// Beginnings of Dynamo's names whose families the table does not list one by one.
    static let dynamoOpenPrefixes = [
        "dynamo_component_router_", "dynamo_frontend_tokenizer_", "dynamo_frontend_router_",
        "dynamo_frontend_worker_", "dynamo_frontend_model_", "dynamo_frontend_tokio_",
        "dynamo_frontend_stage_", "dynamo_component_kv_publisher_", "dynamo_component_nats_",
    ]
}
