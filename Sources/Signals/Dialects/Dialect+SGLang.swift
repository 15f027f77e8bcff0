extension Dialect {
    /// SGLang 0.3.6 and later, started with `--enable-metrics`.
    static let sglang = Dialect(
        exporter: .engine(.sglang),
        sources: sglangLatencies.merging(sglangLoad) { first, _ in first })

    // Under priority scheduling the row with an empty priority is the total of the others, and every
    // tensor-parallel rank may report the same requests.
    private static func scheduler(_ name: String) -> SeriesSelector {
        SeriesSelector(name, .equal("priority", ""), .any("tp_rank", of: ["", "0"]))
    }

    private static let sglangLatencies: [Signal: [SignalSource]] = [
        .timeToFirstToken: [
            SignalSource(
                .histogram(
                    SeriesSelector(
                        "sglang:time_to_first_token_seconds", .none("is_streaming", of: ["false"]))),
                note: "Streaming requests only, from 0.5.18 on. Its first bound is 0.1 s.")
        ],
        .interTokenLatency: [
            SignalSource(
                .histogram(SeriesSelector("sglang:inter_token_latency_seconds")),
                releases: "0.4.4 and later"),
            SignalSource(
                .histogram(SeriesSelector("sglang:time_per_output_token_seconds")),
                releases: "0.3.6 to 0.4.4"),
        ],
        .timePerOutputToken: [
            SignalSource(
                .histogram(SeriesSelector("sglang:request_time_per_output_token_seconds")),
                releases: "0.5.22 and later")
        ],
        .endToEndLatency: [
            SignalSource(.histogram(SeriesSelector("sglang:e2e_request_latency_seconds")))
        ],
        .queueTime: [
            SignalSource(
                .histogram(SeriesSelector("sglang:queue_time_seconds")), releases: "0.5.3 and later"
            )
        ],
        .prefillTime: [
            SignalSource(
                .histogram(
                    SeriesSelector(
                        "sglang:per_stage_req_latency_seconds", .prefix("stage", "prefill"))),
                releases: "0.5.3 and later",
                note: "The names of stages vary between releases, and a request may have several.")
        ],
        .promptLength: [
            SignalSource(
                .histogram(SeriesSelector("sglang:prompt_tokens_histogram")),
                releases: "0.4.7 and later")
        ],
        .generationLength: [
            SignalSource(
                .histogram(SeriesSelector("sglang:generation_tokens_histogram")),
                releases: "0.4.7 and later")
        ],
    ]

    private static let sglangLoad: [Signal: [SignalSource]] = [
        .running: [SignalSource(.sum(scheduler("sglang:num_running_reqs")))],
        .waiting: [SignalSource(.sum(scheduler("sglang:num_queue_reqs")))],
        .kvCacheUsage: [SignalSource(.max(SeriesSelector("sglang:token_usage")))],
        .kvCacheTokens: [
            SignalSource(
                .sum(
                    SeriesSelector(
                        "sglang:max_total_num_tokens", .any("tp_rank", of: ["", "0"]))),
                releases: "0.5.6 and later")
        ],
        .preemptions: [
            SignalSource(
                .sum(SeriesSelector("sglang:num_retracted_requests_total")),
                releases: "0.5.7 and later", note: "SGLang calls it retraction.")
        ],
        .promptTokens: [
            SignalSource(
                .sum(SeriesSelector("sglang:prompt_tokens_total")),
                note: "Counted when the request ends; cached tokens are included.")
        ],
        .generationTokens: [
            SignalSource(
                .sum(SeriesSelector("sglang:generation_tokens_total")),
                note: "Counted when the request ends.")
        ],
        .requestsFinished: [
            SignalSource(
                .sum(SeriesSelector("sglang:num_requests_total")), releases: "0.4.2 and later")
        ],
        .errors: [
            SignalSource(
                .sumOrZero(
                    SeriesSelector("sglang:http_responses_total", .prefix("status_code", "5")),
                    ifPresent: SeriesSelector("sglang:http_responses_total")),
                releases: "0.5.7 and later",
                note: "A stream that breaks in the middle counts as a success.")
        ],
        // The row "total" stands for requests without details or for the sum of the others: it is
        // taken only when it is alone, so that nothing is counted twice.
        .prefixCacheHits: [
            SignalSource(
                .sum(
                    SeriesSelector(
                        "sglang:cached_tokens_total", .none("cache_source", of: ["", "total"]))),
                releases: "0.5.9 and later"),
            SignalSource(
                .sum(SeriesSelector("sglang:cached_tokens_total")), releases: "0.4.4 and later"),
        ],
        .prefixCacheQueries: [SignalSource(.sum(SeriesSelector("sglang:prompt_tokens_total")))],
        .prefixCacheHitRate: [
            SignalSource(
                .share(
                    of: .sum(
                        SeriesSelector(
                            "sglang:cached_tokens_total", .none("cache_source", of: ["", "total"]))),
                    in: .sum(SeriesSelector("sglang:prompt_tokens_total"))),
                releases: "0.5.9 and later"),
            SignalSource(
                .share(
                    of: .sum(SeriesSelector("sglang:cached_tokens_total")),
                    in: .sum(SeriesSelector("sglang:prompt_tokens_total"))),
                releases: "0.4.4 and later"),
            SignalSource(
                .max(SeriesSelector("sglang:cache_hit_rate")), note: "Of the last prefill batch."),
        ],
        .speculativeAcceptance: [
            SignalSource(
                .max(SeriesSelector("sglang:spec_accept_rate")),
                releases: "0.5.4 and later, with speculative decoding")
        ],
        .loraSlotUsage: [
            SignalSource(
                .ratio(
                    .sum(SeriesSelector("sglang:lora_pool_slots_used")),
                    to: .sum(SeriesSelector("sglang:lora_pool_slots_total"))),
                releases: "0.5.7 and later, with LoRA")
        ],
    ]
}
