extension Dialect {
    /// Dynamo's own series, for a frontend or a worker whose engine's series are not in the body.
    ///
    /// The frontend's in-flight and queued gauges are not `running` and `waiting`: they span prefill
    /// and the whole response.
    static let dynamo = Dialect(
        exporter: .engine(.dynamo),
        sources: [
            .slotLimit: [
                SignalSource(.sum(SeriesSelector("dynamo_frontend_model_max_num_seqs")))
            ],
            .kvCacheUsage: [
                SignalSource(
                    .max(SeriesSelector("dynamo_component_gpu_cache_usage_percent")),
                    releases: "1.0 and later, on the worker", note: "A ratio, despite its name."),
                SignalSource(
                    .max(SeriesSelector("dynamo_component_kvstats_gpu_cache_usage_percent")),
                    releases: "before 1.0, on the worker", note: "A ratio, despite its name."),
            ],
            .kvCacheTokens: [
                SignalSource(
                    .product(
                        .sum(SeriesSelector("dynamo_frontend_model_total_kv_blocks")),
                        .max(SeriesSelector("dynamo_frontend_model_kv_cache_block_size"))),
                    note: "Of the first worker that registered.")
            ],
            .promptTokens: [
                SignalSource(.sum(SeriesSelector("dynamo_frontend_input_sequence_tokens_sum")))
            ],
            .generationTokens: [
                SignalSource(.sum(SeriesSelector("dynamo_frontend_output_tokens_total")))
            ],
            .requestsFinished: [
                SignalSource(
                    .sum(SeriesSelector("dynamo_frontend_requests_total")), by: "status",
                    note: "By success and error; Dynamo tells no finish reason.")
            ],
            .errors: [
                SignalSource(
                    .sumOrZero(
                        SeriesSelector("dynamo_frontend_requests_total", .equal("status", "error")),
                        ifPresent: SeriesSelector("dynamo_frontend_requests_total")))
            ],
            .admissionRejections: [
                SignalSource(
                    .sum(SeriesSelector("dynamo_frontend_model_rejection_total")),
                    releases: "1.0 and later")
            ],
            .timeToFirstToken: [
                SignalSource(
                    .histogram(SeriesSelector("dynamo_frontend_time_to_first_token_seconds")),
                    note: "Routing is included.")
            ],
            .interTokenLatency: [
                SignalSource(
                    .histogram(SeriesSelector("dynamo_frontend_inter_token_latency_seconds")))
            ],
            .endToEndLatency: [
                SignalSource(.histogram(SeriesSelector("dynamo_frontend_request_duration_seconds")))
            ],
            .promptLength: [
                SignalSource(.histogram(SeriesSelector("dynamo_frontend_input_sequence_tokens")))
            ],
            .generationLength: [
                SignalSource(.histogram(SeriesSelector("dynamo_frontend_output_sequence_tokens")))
            ],
            .prefixCacheHitRate: [
                SignalSource(
                    .max(SeriesSelector("dynamo_component_kv_cache_hit_rate")),
                    releases: "1.0 and later, on the worker"),
                SignalSource(
                    .max(SeriesSelector("dynamo_component_kvstats_gpu_prefix_cache_hit_rate")),
                    releases: "before 1.0, on the worker"),
            ],
        ])
}
