import EngineModel

/// What `/metrics` of LMDeploy's API server shows: older names of vLLM under its own prefix, `_created` series switched off.
struct LMDeployDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    private var metrics: EngineMetrics { snapshot.metrics }

    /// All families.
    var content: FamilyWriter {
        var writer = FamilyWriter(.python(createdUnixSeconds: nil))
        writer.gauge(
            "lmdeploy:backend_config_info", "information of backend_config",
            [(backendConfiguration, 1)])
        writer.labels = [("model_name", snapshot.modelName), ("engine", "0")]
        writeGauges(&writer)
        writeCounters(&writer)
        writeLengths(&writer)
        writeLatencies(&writer)
        return writer
    }

    private var backendConfiguration: [String: String] {
        let engine = snapshot.engine
        return [
            "block_size": "\(engine.blockSize)", "cache_max_entry_count": "0.8",
            "dtype": "auto", "enable_prefix_caching": engine.prefixCaching ? "True" : "False",
            "max_batch_size": "\(engine.maxNumSeqs)",
            "max_prefill_token_num": "\(engine.maxNumBatchedTokens)",
            "num_cpu_blocks": "0", "num_gpu_blocks": "\(engine.kvBlocks)",
            "session_len": "\(engine.maxModelLen)", "tp": "1",
        ]
    }

    private func writeGauges(_ writer: inout FamilyWriter) {
        for (name, help, value) in [
            (
                "num_requests_succeeded", "Number of requests that succeeded.",
                Double(snapshot.answered)
            ),
            (
                "num_requests_failed", "Number of requests that failed.",
                Double(snapshot.http.refusals)
            ),
            (
                "num_api_requests_routed", "Number of API requests routed to an engine.",
                Double(metrics.requestsInFlight)
            ),
            (
                "num_api_requests_waiting", "Number of API requests waiting for an engine.", 0
            ),
            (
                "num_requests_running", "Number of requests in model execution batches.",
                Double(metrics.requestsRunning)
            ),
            (
                "num_requests_waiting", "Number of requests waiting to be processed.",
                Double(metrics.requestsWaiting)
            ),
            (
                "gpu_cache_usage_perc", "GPU KV-cache usage. 1 means 100 percent usage.",
                metrics.kvCacheUsage
            ),
            (
                "prefix_cache_hit_rate", "Prefix cache hit rate. 1 means 100 percent.",
                snapshot.hitRate ?? 0
            ),
        ] {
            writer.gauge("lmdeploy:" + name, help, value)
        }
    }

    private func writeCounters(_ writer: inout FamilyWriter) {
        writer.counter(
            "lmdeploy:prompt_tokens_total", "Number of prefill tokens processed.",
            metrics.promptTokens)
        writer.counter(
            "lmdeploy:generation_tokens_total", "Number of generation tokens processed.",
            metrics.generationTokens)
        writer.counter(
            "lmdeploy:cached_tokens_total", "Number of prefill tokens found in the cache.",
            metrics.cachedPromptTokens)
        let reasons: [FinishReason] = [.stop, .length, .abort, .error]
        writer.counter(
            "lmdeploy:request_success_total", "Count of successfully processed requests.",
            reasons.map { (["finished_reason": $0.rawValue], Double(snapshot.finished($0))) })
    }

    private func writeLengths(_ writer: inout FamilyWriter) {
        let lengths = HistogramBounds.lengths(upTo: snapshot.engine.maxModelLen)
        writer.histogram(
            "lmdeploy:request_prompt_tokens", "Number of prefill tokens processed.",
            metrics.requestPromptTokens, lengths)
        writer.histogram(
            "lmdeploy:request_generation_tokens", "Number of generation tokens processed.",
            metrics.requestGenerationTokens, lengths)
        writer.histogram(
            "lmdeploy:request_cached_tokens", "Number of cached prefill tokens.",
            metrics.requestCachedTokens, lengths)
        writer.histogram(
            "lmdeploy:iteration_tokens_total", "Histogram of number of tokens per engine_step.",
            metrics.iterationTokens, DialectBounds.vllmStepTokens)
    }

    private func writeLatencies(_ writer: inout FamilyWriter) {
        writer.histogram(
            "lmdeploy:time_to_first_token_seconds",
            "Histogram of time to first token in seconds.", metrics.timeToFirstToken,
            DialectBounds.vllmFirstToken)
        writer.histogram(
            "lmdeploy:time_per_output_token_seconds",
            "Histogram of time per output token in seconds.", metrics.timePerOutputToken,
            DialectBounds.lmdeployGap)
        writer.histogram(
            "lmdeploy:iter_token_latency", "Histogram of inter-token latency",
            metrics.interTokenLatency, DialectBounds.lmdeployGap)
        writer.histogram(
            "lmdeploy:e2e_request_latency_seconds",
            "Histogram of e2e request latency in seconds.", metrics.endToEnd,
            DialectBounds.vllmPhase)
        for (name, phase, observed) in [
            ("queue", "WAITING", metrics.queueTime),
            ("inference", "RUNNING", metrics.inferenceTime),
            ("prefill", "PREFILL", metrics.prefillTime),
            ("decode", "DECODE", metrics.decodeTime),
        ] {
            writer.histogram(
                "lmdeploy:request_\(name)_time_seconds",
                "Histogram of time spent in \(phase) phase for request.", observed,
                DialectBounds.vllmPhase)
        }
    }
}
