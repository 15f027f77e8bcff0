extension Dialect {
    /// LMDeploy's `serve api_server`; it exports no preemptions and its cache hits only as a rate.
    static let lmdeploy = Dialect(
        engine: .lmdeploy,
        expressions: [
            .running: [SignalExpression(.sum(SeriesSelector("lmdeploy:num_requests_running")))],
            .waiting: [SignalExpression(.sum(SeriesSelector("lmdeploy:num_requests_waiting")))],
            .kvCacheUsage: [
                SignalExpression(.max(SeriesSelector("lmdeploy:gpu_cache_usage_perc")))
            ],
            .promptTokens: [SignalExpression(.sum(SeriesSelector("lmdeploy:prompt_tokens_total")))],
            .generationTokens: [
                SignalExpression(.sum(SeriesSelector("lmdeploy:generation_tokens_total")))
            ],
            .requestsFinished: [
                SignalExpression(
                    .sum(SeriesSelector("lmdeploy:request_success_total")), by: "finished_reason")
            ],
            .timeToFirstToken: [
                SignalExpression(
                    .histogram(SeriesSelector("lmdeploy:time_to_first_token_seconds")))
            ],
            .endToEndLatency: [
                SignalExpression(
                    .histogram(SeriesSelector("lmdeploy:e2e_request_latency_seconds")))
            ],
            .queueTime: [
                SignalExpression(.histogram(SeriesSelector("lmdeploy:request_queue_time_seconds")))
            ],
        ])
}
