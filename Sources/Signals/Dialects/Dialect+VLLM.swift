extension Dialect {
    /// vLLM 0.3.1 and later; `engine` is the data-parallel rank, so everything is aggregated over it.
    static let vllm = Dialect(
        engine: .vllm,
        expressions: [
            .running: [SignalExpression(.sum(SeriesSelector("vllm:num_requests_running")))],
            .waiting: [SignalExpression(.sum(SeriesSelector("vllm:num_requests_waiting")))],
            .waitingForCapacity: [
                SignalExpression(
                    .sum(
                        SeriesSelector(
                            "vllm:num_requests_waiting_by_reason", .equal("reason", "capacity"))))
            ],
            // 0.9.2 to 0.10.2 export both.
            .kvCacheUsage: [
                SignalExpression(.max(SeriesSelector("vllm:kv_cache_usage_perc"))),
                SignalExpression(.max(SeriesSelector("vllm:gpu_cache_usage_perc"))),
            ],
            .preemptions: [SignalExpression(.sum(SeriesSelector("vllm:num_preemptions_total")))],
            .promptTokens: [
                SignalExpression(
                    .sum(SeriesSelector("vllm:prompt_tokens_total")),
                    note: "Tokens found in the prefix cache are included.")
            ],
            .generationTokens: [
                SignalExpression(.sum(SeriesSelector("vllm:generation_tokens_total")))
            ],
            .requestsFinished: [
                SignalExpression(
                    .sum(SeriesSelector("vllm:request_success_total")), by: "finished_reason",
                    note: "Aborted and failed requests are included, despite the series' name.")
            ],
            .timeToFirstToken: [
                SignalExpression(.histogram(SeriesSelector("vllm:time_to_first_token_seconds")))
            ],
            .endToEndLatency: [
                SignalExpression(.histogram(SeriesSelector("vllm:e2e_request_latency_seconds")))
            ],
            .queueTime: [
                SignalExpression(.histogram(SeriesSelector("vllm:request_queue_time_seconds")))
            ],
            .prefixCacheHits: [
                SignalExpression(.sum(SeriesSelector("vllm:prefix_cache_hits_total"))),
                SignalExpression(.sum(SeriesSelector("vllm:gpu_prefix_cache_hits_total"))),
            ],
            .prefixCacheQueries: [
                SignalExpression(.sum(SeriesSelector("vllm:prefix_cache_queries_total"))),
                SignalExpression(.sum(SeriesSelector("vllm:gpu_prefix_cache_queries_total"))),
            ],
        ])
}
