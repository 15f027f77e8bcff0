extension Dialect {
    /// llama.cpp's `llama-server`, started with `--metrics`: no histograms, no finish reasons.
    static let llamacpp = Dialect(
        engine: .llamacpp,
        expressions: [
            .running: [SignalExpression(.sum(SeriesSelector("llamacpp:requests_processing")))],
            .waiting: [SignalExpression(.sum(SeriesSelector("llamacpp:requests_deferred")))],
            // Removed in May 2025; older builds still have it.
            .kvCacheUsage: [
                SignalExpression(.max(SeriesSelector("llamacpp:kv_cache_usage_ratio")))
            ],
            .promptTokens: [
                SignalExpression(
                    .sum(SeriesSelector("llamacpp:prompt_tokens_total")),
                    note: "Tokens found in the prefix cache are not included.")
            ],
            .generationTokens: [
                SignalExpression(.sum(SeriesSelector("llamacpp:tokens_predicted_total")))
            ],
            .prefixCacheHits: [
                SignalExpression(.sum(SeriesSelector("llamacpp:prompt_tokens_cached_total")))
            ],
            .prefixCacheQueries: [
                SignalExpression(
                    .total([
                        .sum(SeriesSelector("llamacpp:prompt_tokens_cached_total")),
                        .sum(SeriesSelector("llamacpp:prompt_tokens_total")),
                    ]))
            ],
        ])
}
