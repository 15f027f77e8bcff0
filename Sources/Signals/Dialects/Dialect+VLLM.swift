extension Dialect {
    /// vLLM 0.3.1 and later; `engine` is the data-parallel rank, so everything is aggregated over it.
    static let vllm = Dialect(
        exporter: .engine(.vllm),
        sources: vllmLatencies.merging(vllmLoad) { first, _ in first }
            .merging(vllmCaches) { first, _ in first })

    private static func histogram(
        _ name: String, releases: String? = nil, note: String? = nil
    ) -> SignalSource {
        SignalSource(.histogram(SeriesSelector(name)), releases: releases, note: note)
    }

    private static let vllmLatencies: [Signal: [SignalSource]] = [
        .timeToFirstToken: [
            histogram(
                "vllm:time_to_first_token_seconds",
                note: "Starts when the API server has accepted the request.")
        ],
        // 0.10.2 to 0.11.2 export both.
        .interTokenLatency: [
            histogram("vllm:inter_token_latency_seconds", releases: "0.10.2 and later"),
            histogram(
                "vllm:time_per_output_token_seconds",
                releases: "0.3.1 to 0.14, hidden from 0.12 on",
                note: "Despite its name the gap between outputs."),
        ],
        .timePerOutputToken: [
            histogram(
                "vllm:request_time_per_output_token_seconds", releases: "0.11.0 and later",
                note: "0 is recorded for requests of one token.")
        ],
        .endToEndLatency: [histogram("vllm:e2e_request_latency_seconds")],
        .queueTime: [
            histogram(
                "vllm:request_queue_time_seconds", releases: "0.6.4 and later",
                note: "A preempted request's clock starts again.")
        ],
        .prefillTime: [
            histogram("vllm:request_prefill_time_seconds", releases: "0.6.4 and later")
        ],
        .decodeTime: [
            histogram("vllm:request_decode_time_seconds", releases: "0.6.4 and later")
        ],
        .promptLength: [histogram("vllm:request_prompt_tokens", releases: "0.4.2 and later")],
        .generationLength: [
            histogram("vllm:request_generation_tokens", releases: "0.4.2 and later")
        ],
    ]

    private static let vllmLoad: [Signal: [SignalSource]] = [
        .running: [SignalSource(.sum(SeriesSelector("vllm:num_requests_running")))],
        .waiting: [
            SignalSource(
                .sum(SeriesSelector("vllm:num_requests_waiting")),
                note: "From 0.18 on with the requests that are deferred.")
        ],
        .waitingForCapacity: [
            SignalSource(
                .sum(
                    SeriesSelector(
                        "vllm:num_requests_waiting_by_reason", .equal("reason", "capacity"))),
                releases: "0.20 and later")
        ],
        .waitingDeferred: [
            SignalSource(
                .sum(
                    SeriesSelector(
                        "vllm:num_requests_waiting_by_reason", .equal("reason", "deferred"))),
                releases: "0.20 and later")
        ],
        .swapped: [
            SignalSource(
                .sum(SeriesSelector("vllm:num_requests_swapped")),
                releases: "up to 0.9.0, first engine only")
        ],
        .preemptions: [
            SignalSource(
                .sum(SeriesSelector("vllm:num_preemptions_total")), releases: "0.4.3 and later")
        ],
        .promptTokens: [
            SignalSource(
                .sum(SeriesSelector("vllm:prompt_tokens_total")),
                note: "Tokens found in the prefix cache are included.")
        ],
        .generationTokens: [SignalSource(.sum(SeriesSelector("vllm:generation_tokens_total")))],
        .requestsFinished: [
            SignalSource(
                .sum(SeriesSelector("vllm:request_success_total")), by: "finished_reason",
                releases: "0.4.2 and later",
                note: "Aborted and failed requests are included, despite the series' name.")
        ],
        .errors: [
            SignalSource(
                .sum(
                    SeriesSelector("vllm:request_success_total", .equal("finished_reason", "error"))
                ),
                releases: "0.13 and later",
                note: "Requests that the API refused before the engine saw them are not included."),
            SignalSource(
                .sumOrZero(
                    SeriesSelector("http_requests_total", .equal("status", "5xx")),
                    ifPresent: SeriesSelector("http_requests_total")),
                releases: "0.8.3 and later",
                note: "A stream that breaks in the middle counts as a success."),
        ],
        .admissionRejections: [
            SignalSource(
                .sum(SeriesSelector("vllm:admission_rejections_total")), by: "reason",
                releases: "0.32 and later")
        ],
    ]

    private static let vllmCaches: [Signal: [SignalSource]] = [
        // 0.9.2 to 0.10.2 export both.
        .kvCacheUsage: [
            SignalSource(
                .max(SeriesSelector("vllm:kv_cache_usage_perc")), releases: "0.9.2 and later"),
            SignalSource(
                .max(SeriesSelector("vllm:gpu_cache_usage_perc")),
                releases: "up to 0.11.2, hidden from 0.11.0 on"),
        ],
        .kvCacheTokens: [
            SignalSource(
                .label(SeriesSelector("vllm:cache_config_info"), "kv_cache_size_tokens"),
                releases: "0.24 and later")
        ],
        .prefixCacheHits: [
            SignalSource(
                .sum(SeriesSelector("vllm:prefix_cache_hits_total")), releases: "0.9.2 and later"),
            SignalSource(
                .sum(SeriesSelector("vllm:gpu_prefix_cache_hits_total")),
                releases: "0.7.3 to 0.11, hidden from 0.11.0 on"),
        ],
        .prefixCacheQueries: [
            SignalSource(
                .sum(SeriesSelector("vllm:prefix_cache_queries_total")), releases: "0.9.2 and later"
            ),
            SignalSource(
                .sum(SeriesSelector("vllm:gpu_prefix_cache_queries_total")),
                releases: "0.7.3 to 0.11, hidden from 0.11.0 on"),
        ],
        .prefixCacheHitRate: [
            SignalSource(
                .share(
                    of: .sum(SeriesSelector("vllm:prefix_cache_hits_total")),
                    in: .sum(SeriesSelector("vllm:prefix_cache_queries_total"))),
                releases: "0.9.2 and later"),
            SignalSource(
                .share(
                    of: .sum(SeriesSelector("vllm:gpu_prefix_cache_hits_total")),
                    in: .sum(SeriesSelector("vllm:gpu_prefix_cache_queries_total"))),
                releases: "0.7.3 to 0.11, hidden from 0.11.0 on"),
            // -1 stands for a cache that is switched off; a share below zero is refused.
            SignalSource(
                .max(SeriesSelector("vllm:gpu_prefix_cache_hit_rate")),
                releases: "0.5.5 to 0.9.0, first engine only"),
        ],
        .speculativeAcceptance: [
            SignalSource(
                .share(
                    of: .sum(SeriesSelector("vllm:spec_decode_num_accepted_tokens_total")),
                    in: .sum(SeriesSelector("vllm:spec_decode_num_draft_tokens_total"))),
                releases: "0.8.5 and later, with speculative decoding")
        ],
    ]
}
