extension Dialect {
    /// trtllm-serve's `/prometheus/metrics`; iteration metrics are there only when switched on.
    static let tensorrtLLM = Dialect(
        exporter: .engine(.tensorrtLLM),
        sources: [
            .running: [SignalSource(.sum(SeriesSelector("trtllm_num_requests_running")))],
            .waiting: [SignalSource(.sum(SeriesSelector("trtllm_num_requests_waiting")))],
            .slotLimit: [
                SignalSource(.sum(SeriesSelector("trtllm_max_num_active_requests"))),
                SignalSource(.sum(SeriesSelector("trtllm_max_batch_size_runtime"))),
            ],
            .kvCacheUsage: [SignalSource(.max(SeriesSelector("trtllm_kv_cache_utilization")))],
            .kvCacheTokens: [
                SignalSource(
                    .product(
                        .sum(SeriesSelector("trtllm_kv_cache_max_blocks")),
                        .max(SeriesSelector("trtllm_kv_cache_tokens_per_block"))))
            ],
            .promptTokens: [SignalSource(.sum(SeriesSelector("trtllm_prompt_tokens_total")))],
            .generationTokens: [
                SignalSource(.sum(SeriesSelector("trtllm_generation_tokens_total")))
            ],
            .requestsFinished: [
                SignalSource(
                    .sum(SeriesSelector("trtllm_request_success_total")), by: "finished_reason")
            ],
            .errors: [
                SignalSource(
                    .sumOrZero(
                        SeriesSelector("trtllm_request_error_total", .prefix("http_code", "5")),
                        ifPresent: SeriesSelector("trtllm_request_success_total")))
            ],
            .timeToFirstToken: [
                SignalSource(.histogram(SeriesSelector("trtllm_time_to_first_token_seconds")))
            ],
            .timePerOutputToken: [
                SignalSource(.histogram(SeriesSelector("trtllm_time_per_output_token_seconds")))
            ],
            .endToEndLatency: [
                SignalSource(.histogram(SeriesSelector("trtllm_e2e_request_latency_seconds")))
            ],
            .queueTime: [
                SignalSource(.histogram(SeriesSelector("trtllm_request_queue_time_seconds")))
            ],
            .prefillTime: [
                SignalSource(.histogram(SeriesSelector("trtllm_request_prefill_time_seconds")))
            ],
            .decodeTime: [
                SignalSource(.histogram(SeriesSelector("trtllm_request_decode_time_seconds")))
            ],
            .prefixCacheHits: [
                SignalSource(.sum(SeriesSelector("trtllm_kv_cache_reused_blocks_total")))
            ],
            .prefixCacheQueries: [
                SignalSource(.total([reusedBlocks, missedBlocks]))
            ],
            .prefixCacheHitRate: [
                SignalSource(.share(of: reusedBlocks, in: .total([reusedBlocks, missedBlocks]))),
                SignalSource(.max(SeriesSelector("trtllm_kv_cache_hit_rate"))),
            ],
        ])

    private static let reusedBlocks = SeriesFormula.sum(
        SeriesSelector("trtllm_kv_cache_reused_blocks_total"))
    private static let missedBlocks = SeriesFormula.sum(
        SeriesSelector("trtllm_kv_cache_missed_blocks_total"))
}
