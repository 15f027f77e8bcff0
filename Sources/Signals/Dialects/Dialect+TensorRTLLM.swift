extension Dialect {
    /// trtllm-serve's `/prometheus/metrics`; iteration metrics are there only when switched on.
    static let tensorrtLLM = Dialect(
        engine: .tensorrtLLM,
        expressions: [
            .running: [SignalExpression(.sum(SeriesSelector("trtllm_num_requests_running")))],
            .waiting: [SignalExpression(.sum(SeriesSelector("trtllm_num_requests_waiting")))],
            .kvCacheUsage: [SignalExpression(.max(SeriesSelector("trtllm_kv_cache_utilization")))],
            .promptTokens: [SignalExpression(.sum(SeriesSelector("trtllm_prompt_tokens_total")))],
            .generationTokens: [
                SignalExpression(.sum(SeriesSelector("trtllm_generation_tokens_total")))
            ],
            .requestsFinished: [
                SignalExpression(
                    .sum(SeriesSelector("trtllm_request_success_total")), by: "finished_reason")
            ],
            .timeToFirstToken: [
                SignalExpression(.histogram(SeriesSelector("trtllm_time_to_first_token_seconds")))
            ],
            .endToEndLatency: [
                SignalExpression(.histogram(SeriesSelector("trtllm_e2e_request_latency_seconds")))
            ],
            .queueTime: [
                SignalExpression(.histogram(SeriesSelector("trtllm_request_queue_time_seconds")))
            ],
            .prefixCacheHits: [
                SignalExpression(.sum(SeriesSelector("trtllm_kv_cache_reused_blocks_total")))
            ],
            .prefixCacheQueries: [
                SignalExpression(
                    .total([
                        .sum(SeriesSelector("trtllm_kv_cache_reused_blocks_total")),
                        .sum(SeriesSelector("trtllm_kv_cache_missed_blocks_total")),
                    ]))
            ],
        ])
}
