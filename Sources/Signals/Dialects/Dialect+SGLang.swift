extension Dialect {
    /// SGLang 0.3.6 and later, started with `--enable-metrics`.
    static let sglang: Dialect = {
        // Under priority scheduling the row with an empty priority is the total of the others, and
        // every tensor-parallel rank may report the same requests.
        func scheduler(_ name: String) -> SeriesSelector {
            SeriesSelector(name, .equal("priority", ""), .any("tp_rank", of: ["", "0"]))
        }
        return Dialect(
            engine: .sglang,
            expressions: [
                .running: [SignalExpression(.sum(scheduler("sglang:num_running_reqs")))],
                .waiting: [SignalExpression(.sum(scheduler("sglang:num_queue_reqs")))],
                .kvCacheUsage: [SignalExpression(.max(SeriesSelector("sglang:token_usage")))],
                .preemptions: [
                    SignalExpression(
                        .sum(SeriesSelector("sglang:num_retracted_requests_total")),
                        note: "SGLang calls it retraction.")
                ],
                .promptTokens: [
                    SignalExpression(
                        .sum(SeriesSelector("sglang:prompt_tokens_total")),
                        note: "Counted when the request ends; cached tokens are included.")
                ],
                .generationTokens: [
                    SignalExpression(
                        .sum(SeriesSelector("sglang:generation_tokens_total")),
                        note: "Counted when the request ends.")
                ],
                .requestsFinished: [
                    SignalExpression(.sum(SeriesSelector("sglang:num_requests_total")))
                ],
                .timeToFirstToken: [
                    SignalExpression(
                        .histogram(
                            SeriesSelector(
                                "sglang:time_to_first_token_seconds",
                                .none("is_streaming", of: ["false"]))),
                        note: "Streaming requests only, from 0.5.18 on.")
                ],
                .endToEndLatency: [
                    SignalExpression(
                        .histogram(SeriesSelector("sglang:e2e_request_latency_seconds")))
                ],
                .queueTime: [
                    SignalExpression(.histogram(SeriesSelector("sglang:queue_time_seconds")))
                ],
                // The row "total" stands for requests without details or for the sum of the others:
                // it is taken only when it is alone, so that nothing is counted twice.
                .prefixCacheHits: [
                    SignalExpression(
                        .sum(
                            SeriesSelector(
                                "sglang:cached_tokens_total",
                                .none("cache_source", of: ["", "total"])))),
                    SignalExpression(.sum(SeriesSelector("sglang:cached_tokens_total"))),
                ],
                .prefixCacheQueries: [
                    SignalExpression(.sum(SeriesSelector("sglang:prompt_tokens_total")))
                ],
            ])
    }()
}
