import EngineModel

/// What `/metrics` of llm-d's inference simulator shows: some of vLLM's names from a Go program, and one of its own.
struct LLMDSimulatorDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    private var metrics: EngineMetrics { snapshot.metrics }

    /// All families.
    var content: FamilyWriter {
        var writer = FamilyWriter(.plain)
        writer.gauge(
            "vllm:cache_config_info", "Information of the LLMEngine CacheConfig.",
            [
                (
                    [
                        "block_size": "\(snapshot.engine.blockSize)", "cache_dtype": "auto",
                        "num_cpu_blocks": "0", "num_gpu_blocks": "\(snapshot.engine.kvBlocks)",
                    ], 1
                )
            ])
        writer.labels = [("model_name", snapshot.modelName)]
        writer.gauge(
            "vllm:num_requests_running", "Number of requests currently running on GPU.",
            Double(metrics.requestsRunning))
        writer.gauge(
            "vllm:num_requests_waiting",
            "Prometheus metric for the number of queued requests.",
            Double(metrics.requestsWaiting))
        writer.gauge(
            snapshot.release.isAtLeast("0.6")
                ? "vllm:kv_cache_usage_perc" : "vllm:gpu_cache_usage_perc",
            "Prometheus metric for the fraction of KV-cache blocks currently in use (from 0 to 1).",
            metrics.kvCacheUsage)
        if metrics.requestsArrived > 0 {
            writeCounters(&writer)
            writeLatencies(&writer)
            writeLengths(&writer)
        }
        return writer
    }

    private func writeCounters(_ writer: inout FamilyWriter) {
        writer.counter(
            "vllm:prompt_tokens_total", "Total number of prompt tokens processed.",
            metrics.promptTokens)
        writer.counter(
            "vllm:generation_tokens_total", "Total number of generated tokens.",
            metrics.generationTokens)
        let reasons: [FinishReason] = [.stop, .length].filter { metrics.finished($0) > 0 }
        guard !reasons.isEmpty else { return }
        writer.counter(
            "vllm:request_success_total", "Count of successfully processed requests.",
            reasons.map { (["finish_reason": $0.rawValue], Double(metrics.finished($0))) })
    }

    private func writeLatencies(_ writer: inout FamilyWriter) {
        for (name, help, observed, bounds) in [
            (
                "time_to_first_token_seconds", "Histogram of time to first token in seconds.",
                metrics.timeToFirstToken, DialectBounds.vllmFirstToken
            ),
            (
                "time_per_output_token_seconds",
                "Histogram of time per output token in seconds.", metrics.interTokenLatency,
                DialectBounds.vllmGap
            ),
            (
                "inter_token_latency_seconds", "Histogram of inter-token latency in seconds.",
                metrics.interTokenLatency, DialectBounds.vllmGap
            ),
            (
                "e2e_request_latency_seconds",
                "Histogram of end to end request latency in seconds.", metrics.endToEnd,
                DialectBounds.vllmPhase
            ),
            (
                "request_queue_time_seconds",
                "Histogram of time spent in WAITING phase for request.", metrics.queueTime,
                DialectBounds.vllmPhase
            ),
            (
                "request_inference_time_seconds",
                "Histogram of time spent in RUNNING phase for request.", metrics.inferenceTime,
                DialectBounds.vllmPhase
            ),
            (
                "request_prefill_time_seconds",
                "Histogram of time spent in PREFILL phase for request.", metrics.prefillTime,
                DialectBounds.vllmPhase
            ),
            (
                "request_decode_time_seconds",
                "Histogram of time spent in DECODE phase for request.", metrics.decodeTime,
                DialectBounds.vllmPhase
            ),
        ] where observed.count > 0 {
            writer.histogram("vllm:" + name, help, observed, bounds)
        }
    }

    private func writeLengths(_ writer: inout FamilyWriter) {
        guard metrics.requestPromptTokens.count > 0 else { return }
        let lengths = HistogramBounds.lengths(upTo: snapshot.engine.maxModelLen)
        for (name, help, observed) in [
            (
                "request_prompt_tokens", "Number of prefill tokens processed.",
                metrics.requestPromptTokens
            ),
            (
                "request_generation_tokens", "Number of generation tokens processed.",
                metrics.requestGenerationTokens
            ),
            (
                "max_num_generation_tokens",
                "Histogram of maximum number of requested generation tokens.",
                snapshot.http.longestAnswer
            ),
            (
                "request_params_max_tokens", "Histogram of the max_tokens request parameter.",
                metrics.requestMaxTokens
            ),
        ] {
            writer.histogram("vllm:" + name, help, observed, lengths)
        }
    }
}
