extension Dialect {
    /// Triton's core metrics, and those of its TensorRT-LLM backend when it is loaded.
    static let triton = Dialect(
        exporter: .engine(.triton),
        sources: tritonRequests.merging(tritonMachine) { first, _ in first })

    private static func requests(_ type: String) -> SeriesFormula {
        .sum(SeriesSelector("nv_trt_llm_request_metrics", .equal("request_type", type)))
    }

    private static func blocks(_ type: String) -> SeriesSelector {
        SeriesSelector("nv_trt_llm_kv_cache_block_metrics", .equal("kv_cache_block_type", type))
    }

    // The core's durations are counters of microseconds.
    private static func microseconds(_ name: String) -> SeriesFormula {
        .observations(
            sum: SeriesSelector(name), count: SeriesSelector("nv_inference_request_success"),
            scale: 1e-6)
    }

    private static let tritonRequests: [Signal: [SignalSource]] = [
        .running: [
            SignalSource(
                requests("active"), note: "Requests that are in execution or wait for it.")
        ],
        .waiting: [
            SignalSource(requests("waiting")),
            SignalSource(.sum(SeriesSelector("nv_inference_pending_request_count"))),
        ],
        .slotLimit: [SignalSource(requests("max"))],
        .kvCacheUsage: [
            SignalSource(.max(blocks("fraction"))),
            SignalSource(.ratio(.sum(blocks("used")), to: .sum(blocks("max")))),
        ],
        .kvCacheTokens: [
            SignalSource(.product(.sum(blocks("max")), .max(blocks("tokens_per"))))
        ],
        .promptTokens: [SignalSource(.sum(SeriesSelector("nv_llm_input_token_len_sum")))],
        .generationTokens: [SignalSource(.sum(SeriesSelector("nv_llm_output_token_len_sum")))],
        .promptLength: [SignalSource(.histogram(SeriesSelector("nv_llm_input_token_len")))],
        .generationLength: [SignalSource(.histogram(SeriesSelector("nv_llm_output_token_len")))],
        .requestsFinished: [
            SignalSource(
                .sum(SeriesSelector("nv_inference_request_success")),
                note: "Successful requests only.")
        ],
        .errors: [
            SignalSource(.sum(SeriesSelector("nv_inference_request_failure")), by: "reason")
        ],
        .timeToFirstToken: [
            SignalSource(
                .histogram(
                    SeriesSelector("nv_inference_first_response_histogram_ms"), scale: 1e-3),
                note: "First response of decoupled models, when it is switched on.")
        ],
        .endToEndLatency: [
            SignalSource(
                microseconds("nv_inference_request_duration_us"), note: "The mean only.")
        ],
        .queueTime: [
            SignalSource(microseconds("nv_inference_queue_duration_us"), note: "The mean only.")
        ],
    ]

    private static let tritonMachine: [Signal: [SignalSource]] = [
        .gpuUtilization: [SignalSource(.max(SeriesSelector("nv_gpu_utilization")))],
        .gpuMemoryUsage: [
            SignalSource(
                .extreme(
                    .largest,
                    of: .ratio(
                        .sum(SeriesSelector("nv_gpu_memory_used_bytes")),
                        to: .sum(SeriesSelector("nv_gpu_memory_total_bytes"))),
                    per: ["gpu_uuid"]))
        ],
        .gpuPower: [SignalSource(.sum(SeriesSelector("nv_gpu_power_usage")))],
    ]
}
