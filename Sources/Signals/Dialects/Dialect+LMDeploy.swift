extension Dialect {
    /// LMDeploy's `serve api_server`; it exports no preemptions and its cache hits only as a rate.
    static let lmdeploy = Dialect(
        exporter: .engine(.lmdeploy),
        sources: [
            .running: [SignalSource(.sum(SeriesSelector("lmdeploy:num_requests_running")))],
            .waiting: [SignalSource(.sum(SeriesSelector("lmdeploy:num_requests_waiting")))],
            .kvCacheUsage: [SignalSource(.max(SeriesSelector("lmdeploy:gpu_cache_usage_perc")))],
            .promptTokens: [SignalSource(.sum(SeriesSelector("lmdeploy:prompt_tokens_total")))],
            .generationTokens: [
                SignalSource(.sum(SeriesSelector("lmdeploy:generation_tokens_total")))
            ],
            .requestsFinished: [
                SignalSource(
                    .sum(SeriesSelector("lmdeploy:request_success_total")), by: "finished_reason")
            ],
            .errors: [
                SignalSource(
                    .sum(SeriesSelector("lmdeploy:num_requests_failed")),
                    note: "A total that is typed as a gauge.")
            ],
            .timeToFirstToken: [
                SignalSource(.histogram(SeriesSelector("lmdeploy:time_to_first_token_seconds")))
            ],
            .interTokenLatency: [
                SignalSource(.histogram(SeriesSelector("lmdeploy:iter_token_latency")))
            ],
            .timePerOutputToken: [
                SignalSource(.histogram(SeriesSelector("lmdeploy:time_per_output_token_seconds")))
            ],
            .endToEndLatency: [
                SignalSource(.histogram(SeriesSelector("lmdeploy:e2e_request_latency_seconds")))
            ],
            .queueTime: [
                SignalSource(.histogram(SeriesSelector("lmdeploy:request_queue_time_seconds")))
            ],
            .prefillTime: [
                SignalSource(.histogram(SeriesSelector("lmdeploy:request_prefill_time_seconds")))
            ],
            .decodeTime: [
                SignalSource(.histogram(SeriesSelector("lmdeploy:request_decode_time_seconds")))
            ],
            .promptLength: [
                SignalSource(.histogram(SeriesSelector("lmdeploy:request_prompt_tokens")))
            ],
            .generationLength: [
                SignalSource(.histogram(SeriesSelector("lmdeploy:request_generation_tokens")))
            ],
            .prefixCacheHitRate: [
                SignalSource(.max(SeriesSelector("lmdeploy:prefix_cache_hit_rate")))
            ],
        ])
}
