extension Dialect {
    /// llama.cpp's `llama-server`, started with `--metrics`: no histograms, no finish reasons.
    ///
    /// Its two gauges of tokens per second are left out: every scrape sets them back, so two
    /// scrapers spoil each other's.
    static let llamacpp = Dialect(
        exporter: .engine(.llamacpp),
        sources: [
            .running: [SignalSource(.sum(SeriesSelector("llamacpp:requests_processing")))],
            .waiting: [SignalSource(.sum(SeriesSelector("llamacpp:requests_deferred")))],
            .kvCacheUsage: [
                SignalSource(
                    .max(SeriesSelector("llamacpp:kv_cache_usage_ratio")),
                    releases: "builds before May 2025")
            ],
            .promptTokens: [
                SignalSource(
                    .sum(SeriesSelector("llamacpp:prompt_tokens_total")),
                    note: "Tokens found in the prefix cache are not included.")
            ],
            .generationTokens: [
                SignalSource(.sum(SeriesSelector("llamacpp:tokens_predicted_total")))
            ],
            .timePerOutputToken: [
                SignalSource(
                    .observations(
                        sum: SeriesSelector("llamacpp:tokens_predicted_seconds_total"),
                        count: SeriesSelector("llamacpp:tokens_predicted_total")),
                    note: "The mean over all tokens only.")
            ],
            .prefixCacheHits: [SignalSource(cached, releases: "builds of 2026")],
            .prefixCacheQueries: [
                SignalSource(.total([cached, processed]), releases: "builds of 2026")
            ],
            .prefixCacheHitRate: [
                SignalSource(
                    .share(of: cached, in: .total([cached, processed])), releases: "builds of 2026")
            ],
            .speculativeAcceptance: [
                SignalSource(
                    .share(
                        of: .sum(
                            SeriesSelector("llamacpp:spec_decode_num_accepted_tokens_total")),
                        in: .sum(SeriesSelector("llamacpp:spec_decode_num_draft_tokens_total"))),
                    releases: "builds of 2026, with a draft model")
            ],
        ])

    private static let cached = SeriesFormula.sum(
        SeriesSelector("llamacpp:prompt_tokens_cached_total"))
    private static let processed = SeriesFormula.sum(SeriesSelector("llamacpp:prompt_tokens_total"))
}
