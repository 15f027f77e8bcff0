extension Dialect {
    /// Triton's core metrics, and those of its TensorRT-LLM backend when it is loaded.
    static let triton: Dialect = {
        func requests(_ type: String) -> MetricExpression {
            .sum(SeriesSelector("nv_trt_llm_request_metrics", .equal("request_type", type)))
        }
        func blocks(_ type: String) -> SeriesSelector {
            SeriesSelector("nv_trt_llm_kv_cache_block_metrics", .equal("kv_cache_block_type", type))
        }
        // The core's durations are counters of microseconds.
        func durations(_ name: String) -> MetricExpression {
            .durations(
                sum: SeriesSelector(name), count: SeriesSelector("nv_inference_request_success"),
                scale: 1e-6)
        }
        return Dialect(
            engine: .triton,
            expressions: [
                .running: [SignalExpression(requests("active"))],
                .waiting: [
                    SignalExpression(requests("waiting")),
                    SignalExpression(.sum(SeriesSelector("nv_inference_pending_request_count"))),
                ],
                .kvCacheUsage: [
                    SignalExpression(.max(blocks("fraction"))),
                    SignalExpression(.ratio(.sum(blocks("used")), to: .sum(blocks("max")))),
                ],
                .promptTokens: [
                    SignalExpression(.sum(SeriesSelector("nv_llm_input_token_len_sum")))
                ],
                .generationTokens: [
                    SignalExpression(.sum(SeriesSelector("nv_llm_output_token_len_sum")))
                ],
                .requestsFinished: [
                    SignalExpression(
                        .sum(SeriesSelector("nv_inference_request_success")),
                        note: "Successful requests only.")
                ],
                .timeToFirstToken: [
                    SignalExpression(
                        .histogram(
                            SeriesSelector("nv_inference_first_response_histogram_ms"),
                            scale: 1e-3),
                        note: "First response of decoupled models.")
                ],
                .endToEndLatency: [SignalExpression(durations("nv_inference_request_duration_us"))],
                .queueTime: [SignalExpression(durations("nv_inference_queue_duration_us"))],
            ])
    }()
}
