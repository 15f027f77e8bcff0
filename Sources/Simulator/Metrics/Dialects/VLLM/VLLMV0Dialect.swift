import EngineModel

/// What `/metrics` of vLLM's first engine shows, 0.6.4 to 0.7.3.
///
/// The engine switches `_created` series off, and only a model name tells its series apart. Of its process only the start shows: API
/// server and engine are two processes by default, and their shared page has no processor time.
struct VLLMV0Dialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    private var metrics: EngineMetrics { snapshot.metrics }

    /// All families.
    var content: FamilyWriter {
        var writer = FamilyWriter(.python(createdUnixSeconds: nil))
        writer.gauge(
            "process_start_time_seconds",
            "Start time of the process since unix epoch in seconds.", snapshot.startUnixSeconds)
        writer.gauge(
            "vllm:cache_config_info", "Information of the LLMEngine CacheConfig",
            [(cacheConfiguration, 1)])
        writer.labels = [("model_name", snapshot.modelName)]
        writeGauges(&writer)
        writeCounters(&writer)
        writeLatencies(&writer)
        writeLengths(&writer)
        writeOutcomes(&writer)
        writeSpeculation(&writer)
        if let activities = snapshot.adapterActivities {
            writer.labels = []
            writer.gauge("vllm:lora_requests_info", "Running stats on lora requests.", activities)
        }
        return writer
    }

    private var cacheConfiguration: [String: String] {
        let engine = snapshot.engine
        return [
            "block_size": "\(engine.blockSize)", "cache_dtype": "auto",
            "calculate_kv_scales": "False", "cpu_offload_gb": "0",
            "enable_prefix_caching": engine.prefixCaching ? "True" : "False",
            "gpu_memory_utilization": "0.9", "is_attention_free": "False",
            "num_cpu_blocks": "\(hostBlocks)", "num_gpu_blocks": "\(engine.kvBlocks)",
            "num_gpu_blocks_override": "None", "sliding_window": "None",
            "swap_space_bytes": "4294967296",
        ]
    }

    /// Blocks that preempted requests may take in the host; without swapping they are not told, as they are never used.
    private var hostBlocks: Int {
        guard case .swap(let space) = snapshot.engine.preemption else { return 0 }
        return space.hostBlocks
    }

    /// What speculative decoding counts: rates where later releases have counters.
    private func writeSpeculation(_ writer: inout FamilyWriter) {
        guard let speculation = snapshot.engine.speculation else { return }
        let emitted = metrics.acceptedTokens + metrics.drafts
        let possible = metrics.drafts * UInt64(speculation.draftTokens + 1)
        func share(_ part: UInt64, _ whole: UInt64) -> Double {
            whole == 0 ? 0 : Double(part) / Double(whole)
        }
        writer.gauge(
            "vllm:spec_decode_draft_acceptance_rate", "Speulative token acceptance rate.",
            share(metrics.acceptedTokens, metrics.draftTokens))
        writer.gauge(
            "vllm:spec_decode_efficiency", "Speculative decoding system efficiency.",
            share(emitted, possible))
        writer.counter(
            "vllm:spec_decode_num_accepted_tokens_total", "Number of accepted tokens.",
            metrics.acceptedTokens)
        writer.counter(
            "vllm:spec_decode_num_draft_tokens_total", "Number of draft tokens.",
            metrics.draftTokens)
        writer.counter(
            "vllm:spec_decode_num_emitted_tokens_total", "Number of emitted tokens.", emitted)
    }

    private func writeGauges(_ writer: inout FamilyWriter) {
        writer.gauge(
            "vllm:num_requests_running", "Number of requests currently running on GPU.",
            Double(metrics.requestsRunning))
        writer.gauge(
            "vllm:num_requests_swapped", "Number of requests swapped to CPU.",
            Double(metrics.requestsSwapped))
        writer.gauge(
            "vllm:num_requests_waiting", "Number of requests waiting to be processed.",
            Double(metrics.requestsWaiting))
        writer.gauge(
            "vllm:gpu_cache_usage_perc", "GPU KV-cache usage. 1 means 100 percent usage.",
            metrics.kvCacheUsage)
        writer.gauge(
            "vllm:cpu_cache_usage_perc", "CPU KV-cache usage. 1 means 100 percent usage.",
            metrics.hostCacheUsage)
        writer.gauge(
            "vllm:cpu_prefix_cache_hit_rate", "CPU prefix cache block hit rate.", -1)
        writer.gauge(
            "vllm:gpu_prefix_cache_hit_rate", "GPU prefix cache block hit rate.",
            snapshot.engine.prefixCaching ? snapshot.hitRate ?? 0 : -1)
        guard !snapshot.release.isAtLeast("0.7.0") else { return }
        writer.gauge(
            "vllm:avg_prompt_throughput_toks_per_s", "Average prefill throughput in tokens/s.",
            rate(\.promptTokens))
        writer.gauge(
            "vllm:avg_generation_throughput_toks_per_s",
            "Average generation throughput in tokens/s.", rate(\.generationTokens))
    }

    /// Tokens per second since the last scrape; the real engine averages over its own five seconds.
    private func rate(_ counter: KeyPath<EngineMetrics, UInt64>) -> Double {
        let seconds = snapshot.elapsedSeconds - (snapshot.earlier?.elapsedSeconds ?? 0)
        guard seconds > 0 else { return 0 }
        let before = snapshot.earlier?.metrics[keyPath: counter] ?? 0
        return Double(metrics[keyPath: counter] - before) / seconds
    }

    private func writeCounters(_ writer: inout FamilyWriter) {
        writer.counter(
            "vllm:num_preemptions_total", "Cumulative number of preemption from the engine.",
            metrics.preemptions)
        writer.counter(
            "vllm:prompt_tokens_total", "Number of prefill tokens processed.",
            metrics.promptTokens)
        writer.counter(
            "vllm:generation_tokens_total", "Number of generation tokens processed.",
            metrics.generationTokens)
        writer.counter(
            "vllm:tokens_total", "Number of prefill plus generation tokens processed.",
            metrics.promptTokens + metrics.generationTokens)
        writer.histogram(
            "vllm:iteration_tokens_total", "Histogram of number of tokens per engine_step.",
            metrics.iterationTokens, DialectBounds.vllmGraphSizes)
    }

    private func writeLatencies(_ writer: inout FamilyWriter) {
        writer.histogram(
            "vllm:time_to_first_token_seconds", "Histogram of time to first token in seconds.",
            metrics.timeToFirstToken, DialectBounds.vllmFirstTokenOld)
        writer.histogram(
            "vllm:time_per_output_token_seconds",
            "Histogram of time per output token in seconds.", metrics.interTokenLatency,
            DialectBounds.vllmGapOld)
        for (name, help, observed) in [
            (
                "e2e_request_latency_seconds",
                "Histogram of end to end request latency in seconds.", metrics.endToEnd
            ),
            (
                "request_queue_time_seconds",
                "Histogram of time spent in WAITING phase for request.", metrics.queueTime
            ),
            (
                "request_inference_time_seconds",
                "Histogram of time spent in RUNNING phase for request.", metrics.inferenceTime
            ),
            (
                "request_prefill_time_seconds",
                "Histogram of time spent in PREFILL phase for request.", metrics.prefillTime
            ),
            (
                "request_decode_time_seconds",
                "Histogram of time spent in DECODE phase for request.", metrics.decodeTime
            ),
            (
                "time_in_queue_requests",
                "Histogram of time the request spent in the queue in seconds.",
                metrics.queueTime
            ),
        ] {
            writer.histogram("vllm:" + name, help, observed, DialectBounds.vllmPhaseOld)
        }
    }

    private func writeLengths(_ writer: inout FamilyWriter) {
        let lengths = HistogramBounds.lengths(upTo: snapshot.engine.maxModelLen)
        writer.histogram(
            "vllm:request_prompt_tokens", "Number of prefill tokens processed.",
            metrics.requestPromptTokens, lengths)
        writer.histogram(
            "vllm:request_generation_tokens", "Number of generation tokens processed.",
            metrics.requestGenerationTokens, lengths)
        writer.histogram(
            "vllm:request_max_num_generation_tokens",
            "Histogram of maximum number of requested generation tokens.",
            snapshot.http.longestAnswer, lengths)
        writer.histogram(
            "vllm:request_params_n", "Histogram of the n request parameter.",
            snapshot.http.choices)
        writer.histogram(
            "vllm:request_params_max_tokens", "Histogram of the max_tokens request parameter.",
            metrics.requestMaxTokens, lengths)
    }

    /// A reason has a series once a request has ended for it.
    private func writeOutcomes(_ writer: inout FamilyWriter) {
        let reasons = FinishReason.allCases.filter { snapshot.finished($0) > 0 }
        writer.counter(
            "vllm:request_success_total", "Count of successfully processed requests.",
            reasons.map { (["finished_reason": $0.rawValue], Double(snapshot.finished($0))) })
    }
}
