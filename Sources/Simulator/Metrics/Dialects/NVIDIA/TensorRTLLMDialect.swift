import EngineModel

/// What `/prometheus/metrics` of `trtllm-serve` shows: five families to 1.2, all of them from 1.3.
///
/// Left out are the families of speculative decoding, perplexity and a second cache tier. Series of a request exist from its first
/// event on.
struct TensorRTLLMDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    private var metrics: EngineMetrics { snapshot.metrics }

    /// All families.
    var content: FamilyWriter {
        var writer = FamilyWriter(
            .python(createdUnixSeconds: snapshot.startUnixSeconds),
            labels: [("model_name", snapshot.modelName), ("engine_type", "trtllm")])
        writeOutcomes(&writer)
        writeLatencies(&writer)
        guard snapshot.release.isAtLeast("1.3") else { return writer }
        writePhases(&writer)
        writeTokens(&writer)
        writeRequests(&writer)
        writeLimits(&writer)
        writeCache(&writer)
        writeInfo(&writer)
        return writer
    }

    private func writeOutcomes(_ writer: inout FamilyWriter) {
        let reasons: [FinishReason] = [.stop, .length].filter { metrics.finished($0) > 0 }
        if !reasons.isEmpty {
            writer.counter(
                "trtllm_request_success_total", "Count of successfully processed requests.",
                reasons.map {
                    (["finished_reason": $0.rawValue], Double(metrics.finished($0)))
                })
        }
        let errors = snapshot.http.generationStatuses.filter { $0.status >= 400 }
        if snapshot.release.isAtLeast("1.3"), !errors.isEmpty {
            writer.counter(
                "trtllm_request_error_total", "Total request errors, labeled by HTTP status code.",
                errors.map { (["http_code": "\($0.status)"], Double($0.count)) })
        }
    }

    private func write(
        _ writer: inout FamilyWriter, _ name: String, _ help: String, _ all: BucketHistogram,
        _ bounds: [Double]
    ) {
        guard all.count > 0 else { return }
        writer.histogram("trtllm_" + name, help, all, bounds)
    }

    private func writeLatencies(_ writer: inout FamilyWriter) {
        write(
            &writer, "e2e_request_latency_seconds",
            "Histogram of end to end request latency in seconds.", metrics.endToEnd,
            DialectBounds.vllmPhase)
        write(
            &writer, "time_to_first_token_seconds",
            "Histogram of time to first token in seconds.", metrics.timeToFirstToken,
            DialectBounds.vllmFirstToken)
        write(
            &writer, "time_per_output_token_seconds",
            "Histogram of time per output token in seconds.", metrics.timePerOutputToken,
            DialectBounds.vllmGap)
        write(
            &writer, "request_queue_time_seconds",
            "Histogram of time spent in WAITING phase for request.", metrics.queueTime,
            DialectBounds.vllmPhase)
    }

    private func writePhases(_ writer: inout FamilyWriter) {
        write(
            &writer, "request_prefill_time_seconds",
            "Histogram of prefill (context) phase duration in seconds (first_token_time - "
                + "first_scheduled_time).", metrics.prefillTime, DialectBounds.trtllmPrefill)
        write(
            &writer, "request_decode_time_seconds",
            "Histogram of decode (generation) phase duration in seconds (last_token_time - "
                + "first_token_time).", metrics.decodeTime, DialectBounds.vllmPhase)
        write(
            &writer, "request_inference_time_seconds",
            "Histogram of total inference duration in seconds (last_token_time - "
                + "first_scheduled_time).", metrics.inferenceTime, DialectBounds.vllmPhase)
    }

    /// Tokens of finished requests: TensorRT-LLM counts them at the end of a request.
    private func writeTokens(_ writer: inout FamilyWriter) {
        if metrics.requestPromptTokens.count > 0 {
            writer.counter(
                "trtllm_prompt_tokens_total",
                "Cumulative number of prompt (input) tokens processed.",
                metrics.requestPromptTokens.sum)
            writer.counter(
                "trtllm_generation_tokens_total",
                "Cumulative number of generation (output) tokens produced.",
                metrics.requestGenerationTokens.sum)
        }
        writer.counter(
            "trtllm_prompt_cached_tokens_total",
            "Process-lifetime total prompt tokens served from KV cache. Resets only when the "
                + "serving process restarts, not when the KV cache is flushed or evicted.",
            metrics.requestCachedTokens.sum)
        write(
            &writer, "prompt_cached_tokens_per_request",
            "Histogram of cached prompt tokens per request.", metrics.requestCachedTokens,
            DialectBounds.trtllmCachedTokens)
    }

    private func gauges(_ writer: inout FamilyWriter, _ gauges: [(String, String, Double)]) {
        for (name, help, value) in gauges {
            writer.gauge("trtllm_" + name, help, value)
        }
    }

    private func writeRequests(_ writer: inout FamilyWriter) {
        let step = metrics.lastStep
        gauges(
            &writer,
            [
                (
                    "num_requests_running", "Number of active requests",
                    Double(metrics.requestsRunning)
                ),
                (
                    "num_requests_waiting", "Number of queued requests",
                    Double(metrics.requestsWaiting)
                ),
                (
                    "num_context_requests", "Number of context (prefill) requests",
                    Double(step?.prefillRequests ?? 0)
                ),
                (
                    "num_generation_requests", "Number of generation (decode) requests",
                    Double(step?.decodingRequests ?? 0)
                ),
                (
                    "num_paused_requests", "Number of paused requests",
                    Double(metrics.requestsPreempted)
                ),
                (
                    "num_scheduled_requests", "Number of scheduled requests",
                    Double((step?.prefillRequests ?? 0) + (step?.decodingRequests ?? 0))
                ),
                (
                    "total_context_tokens", "Total number of context tokens",
                    Double(step?.prefillTokens ?? 0)
                ),
                (
                    "iteration_latency_seconds", "Iteration latency in seconds",
                    step?.durationSeconds ?? 0
                ),
            ])
        writer.counter(
            "trtllm_num_requests_completed_total",
            "Total number of completed requests across iterations", snapshot.answered)
    }

    private func writeLimits(_ writer: inout FamilyWriter) {
        let engine = snapshot.engine
        gauges(
            &writer,
            [
                (
                    "max_num_active_requests", "Maximum number of active requests",
                    Double(engine.maxNumSeqs)
                ),
                (
                    "max_batch_size_static", "Static maximum batch size",
                    Double(engine.maxNumSeqs)
                ),
                (
                    "max_batch_size_runtime", "Runtime maximum batch size",
                    Double(engine.maxNumSeqs)
                ),
                (
                    "max_num_tokens_runtime", "Runtime maximum number of tokens",
                    Double(engine.maxNumBatchedTokens)
                ),
            ])
    }

    private func writeCache(_ writer: inout FamilyWriter) {
        let engine = snapshot.engine
        gauges(
            &writer,
            [
                ("kv_cache_hit_rate", "KV cache hit rate", snapshot.hitRate ?? 0),
                ("kv_cache_utilization", "KV cache utilization", metrics.kvCacheUsage),
                (
                    "kv_cache_max_blocks", "Maximum number of KV cache blocks",
                    Double(engine.kvBlocks)
                ),
                (
                    "kv_cache_free_blocks", "Number of free KV cache blocks",
                    Double(engine.kvBlocks - snapshot.usedBlocks)
                ),
                (
                    "kv_cache_used_blocks", "Number of used KV cache blocks",
                    Double(snapshot.usedBlocks)
                ),
                (
                    "kv_cache_tokens_per_block", "Number of tokens per KV cache block",
                    Double(engine.blockSize)
                ),
            ])
        let size = UInt64(engine.blockSize)
        let hits = metrics.prefixCacheHits / size
        let lookups = metrics.prefixCacheQueries / size
        guard lookups > 0 else { return }
        writer.counter(
            "trtllm_kv_cache_reused_blocks",
            "Cumulative number of KV cache blocks reused (cache hits)", hits)
        writer.counter(
            "trtllm_kv_cache_missed_blocks",
            "Cumulative number of KV cache blocks missed (cache misses)", lookups - hits)
    }

    private func writeInfo(_ writer: inout FamilyWriter) {
        let engine = snapshot.engine
        writer.gauge(
            "trtllm_model_config_info", "Model configuration info",
            [(["dtype": "auto", "model": snapshot.modelName, "quantization": "none"], 1)])
        writer.gauge(
            "trtllm_parallel_config_info", "Parallelism configuration info",
            [(["ep_size": "1", "pp_size": "1", "tp_size": "1"], 1)])
        writer.gauge(
            "trtllm_kv_cache_config_info", "KV cache configuration info",
            [
                (
                    [
                        "enable_block_reuse": engine.prefixCaching ? "True" : "False",
                        "page_size": "\(engine.blockSize)",
                    ], 1
                )
            ])
    }
}
