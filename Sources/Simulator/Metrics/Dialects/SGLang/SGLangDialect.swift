import EngineModel

/// What `/metrics` of SGLang shows with `--enable-metrics`, 0.4.8 and later.
///
/// SGLang gathers the metrics of several processes, so there are no `_created` series, and nothing of a request shows before the
/// first one. The engine model cannot tell streamed answers from whole ones; from 0.5.18 on, where SGLang does, all count as streamed.
struct SGLangDialect {
    let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    var metrics: EngineMetrics { snapshot.metrics }

    /// All families.
    var content: FamilyWriter {
        var writer = FamilyWriter(.python(createdUnixSeconds: nil))
        writer.labels = schedulerLabels
        writeLoad(&writer)
        writeCache(&writer)
        writePools(&writer)
        writeFeatures(&writer)
        writePreemptions(&writer)
        writeQueueTime(&writer)
        if metrics.requestsArrived > 0 {
            writer.labels = tokenizerLabels
            writeTokens(&writer)
            writeLatencies(&writer)
            writeLengths(&writer)
        }
        writer.labels = []
        writeHTTP(&writer)
        return writer
    }

    func isAtLeast(_ version: ReleaseVersion) -> Bool {
        snapshot.release.isAtLeast(version)
    }

    // MARK: - Labels

    private var schedulerLabels: [(name: String, value: String)] {
        var labels = [
            ("model_name", snapshot.modelName), ("engine_type", "unified"), ("tp_rank", "0"),
        ]
        if isAtLeast("0.4.10") {
            labels.append(("pp_rank", "0"))
        }
        if isAtLeast("0.5.6") {
            labels.append(("moe_ep_rank", "0"))
        }
        return labels.map { (name: $0.0, value: $0.1) }
    }

    private var tokenizerLabels: [(name: String, value: String)] {
        var labels = [("model_name", snapshot.modelName)]
        if isAtLeast("0.5.12") {
            labels.append(("engine_type", "unified"))
        }
        return labels.map { (name: $0.0, value: $0.1) }
    }

    /// `is_streaming`, where the release has it.
    private var streaming: [String: String] {
        isAtLeast("0.5.18") ? ["is_streaming": "true"] : [:]
    }

    /// With priority scheduling the total has an empty priority, and every priority has a row of its own.
    private func byPriority(_ value: Int) -> [FamilyWriter.Value] {
        snapshot.configuration.schedulesByPriority
            ? [(["priority": ""], Double(value)), (["priority": "0"], Double(value))]
            : [([:], Double(value))]
    }

    // MARK: - Scheduler

    private func writeLoad(_ writer: inout FamilyWriter) {
        writer.gauge(
            "sglang:num_running_reqs", "The number of running requests.",
            byPriority(metrics.requestsRunning))
        writer.gauge(
            "sglang:num_used_tokens", "The number of used tokens.", Double(snapshot.usedTokens))
        writer.gauge("sglang:token_usage", "The token usage.", metrics.kvCacheUsage)
        if isAtLeast("0.5.10") {
            writer.gauge(
                "sglang:full_token_usage", "The token usage for full attention layers.",
                metrics.kvCacheUsage)
        }
        if isAtLeast("0.5.2") {
            writer.gauge("sglang:swa_token_usage", "The token usage for SWA layers.", 0)
        }
        writer.gauge(
            "sglang:gen_throughput", "The generation throughput (token/s).",
            snapshot.stepThroughput)
        writer.gauge(
            "sglang:num_queue_reqs", "The number of requests in the waiting queue.",
            byPriority(metrics.requestsWaiting))
        writer.gauge(
            "sglang:num_grammar_queue_reqs",
            "The number of requests in the grammar waiting queue.", 0)
        writer.gauge(
            "sglang:cache_hit_rate", "The prefix cache hit rate.", snapshot.lastHitRate)
        if isAtLeast("0.5.2") {
            writer.gauge(
                "sglang:num_paused_reqs",
                "The number of paused requests by async weight sync.", 0)
        }
    }

    private func writeCache(_ writer: inout FamilyWriter) {
        let engine = snapshot.engine
        if isAtLeast("0.5.6") {
            writer.gauge(
                "sglang:max_total_num_tokens",
                "Maximum total number of tokens in the KV cache pool.",
                Double(snapshot.cacheTokens))
        }
        if isAtLeast("0.5.9"), !isAtLeast("0.5.11") {
            writer.gauge(
                "sglang:cache_config_info", "Information of the cache configuration.",
                [(["page_size": "\(engine.blockSize)", "num_pages": "\(engine.kvBlocks)"], 1)])
        }
    }

    private func writePools(_ writer: inout FamilyWriter) {
        guard isAtLeast("0.5.12") else { return }
        let engine = snapshot.engine
        writer.gauge(
            "sglang:page_size", "Number of tokens in a page of the KV cache.",
            Double(engine.blockSize))
        writer.gauge(
            "sglang:num_pages", "Number of pages of the KV cache.", Double(engine.kvBlocks))
        writer.gauge(
            "sglang:context_len", "Longest request in tokens.", Double(engine.maxModelLen))
        writer.gauge(
            "sglang:kv_available_tokens", "Tokens for which the KV cache has room.",
            Double(snapshot.cacheTokens - snapshot.usedTokens))
        writer.gauge(
            "sglang:kv_used_tokens", "Tokens in the KV cache that are in use.",
            Double(snapshot.usedTokens))
    }

    private func writePreemptions(_ writer: inout FamilyWriter) {
        if isAtLeast("0.5.2") {
            writer.gauge(
                "sglang:num_retracted_reqs", "The number of retracted requests.",
                Double(metrics.requestsPreempted))
        } else if isAtLeast("0.4.10") {
            writer.gauge(
                "sglang:total_retracted_reqs",
                "The total number of retracted requests due to kvcache full.",
                Double(metrics.preemptions))
        }
        if isAtLeast("0.5.7"), metrics.preemptions > 0 {
            writer.counter(
                "sglang:num_retracted_requests_total", "Total number of retracted requests.",
                metrics.preemptions)
        }
        if isAtLeast("0.5.7"), metrics.promptTokens > 0 {
            writer.counter(
                "sglang:realtime_tokens_total",
                "Total number of tokens processed (updated on each log interval). "
                    + "mode: prefill_compute, prefill_cache, decode.",
                [
                    (
                        ["mode": "prefill_compute"],
                        Double(metrics.promptTokens - metrics.cachedPromptTokens)
                    ),
                    (["mode": "prefill_cache"], Double(metrics.cachedPromptTokens)),
                    (["mode": "decode"], Double(metrics.generationTokens)),
                ])
        }
    }

    private func writeQueueTime(_ writer: inout FamilyWriter) {
        guard metrics.queueTime.count > 0 else { return }
        if isAtLeast("0.5.3") {
            writer.histogram(
                "sglang:queue_time_seconds", "Histogram of queueing time in seconds.",
                metrics.queueTime,
                isAtLeast("0.5.10") ? DialectBounds.sglangQueue : DialectBounds.sglangQueueOld)
            let stages = [
                ("prefill_waiting", metrics.queueTime), ("prefill_forward", metrics.prefillTime),
            ]
            writer.histogram(
                "sglang:per_stage_req_latency_seconds", "The latency of each stage of requests.",
                stages.map { (["stage": $0.0], $0.1.regrouped(DialectBounds.sglangStage)) })
        } else {
            let since = snapshot.earlier.map { metrics.queueTime.since($0.metrics.queueTime) }
            let recent = since ?? metrics.queueTime
            writer.gauge(
                "sglang:avg_request_queue_latency",
                "The average request queue latency for the last batch of requests in seconds.",
                recent.count == 0 ? 0 : recent.mean)
        }
    }

    // MARK: - Requests

    private func writeTokens(_ writer: inout FamilyWriter) {
        let finished = metrics.requestPromptTokens
        if finished.count > 0 {
            writer.counter(
                "sglang:prompt_tokens_total", "Number of prefill tokens processed.",
                [(streaming, finished.sum)])
            writer.counter(
                "sglang:generation_tokens_total", "Number of generation tokens processed.",
                [(streaming, metrics.requestGenerationTokens.sum)])
            writer.counter(
                "sglang:num_requests_total", "Number of requests processed.",
                [(streaming, Double(snapshot.answered))])
        }
        if metrics.requestCachedTokens.sum > 0 {
            let cached = metrics.requestCachedTokens.sum
            writer.counter(
                "sglang:cached_tokens_total", "Number of cached prompt tokens.",
                isAtLeast("0.5.9")
                    ? [(["cache_source": "device"], cached), (["cache_source": "total"], cached)]
                    : [([:], cached)])
        }
        let aborted = snapshot.finished(.abort)
        if aborted > 0 {
            writer.counter(
                "sglang:num_aborted_requests_total", "Number of requests aborted.", aborted)
        }
    }

    private func writeLatencies(_ writer: inout FamilyWriter) {
        func write(_ name: String, _ help: String, _ all: BucketHistogram, _ bounds: [Double]) {
            guard all.count > 0 else { return }
            writer.histogram(name, help, [(streaming, all.regrouped(bounds))])
        }
        write(
            "sglang:time_to_first_token_seconds", "Histogram of time to first token in seconds.",
            metrics.timeToFirstToken, DialectBounds.sglangFirstToken)
        write(
            "sglang:inter_token_latency_seconds", "Histogram of inter-token latency in seconds.",
            snapshot.engine.speculation == nil
                ? metrics.interTokenLatency : metrics.spreadTokenLatency,
            DialectBounds.sglangGap)
        if isAtLeast("0.5.22") {
            write(
                "sglang:request_time_per_output_token_seconds",
                "Histogram of time per output token per request in seconds.",
                metrics.timePerOutputToken, DialectBounds.sglangGap)
        }
        write(
            "sglang:e2e_request_latency_seconds",
            "Histogram of End-to-end request latency in seconds", metrics.endToEnd,
            isAtLeast("0.5.2") ? DialectBounds.sglangEndToEnd : DialectBounds.sglangEndToEndOld)
    }

    private func writeLengths(_ writer: inout FamilyWriter) {
        guard isAtLeast("0.5.12"), metrics.requestPromptTokens.count > 0 else { return }
        for (name, help, observed) in [
            ("prompt", "Histogram of prompt token length.", metrics.requestPromptTokens),
            (
                "generation", "Histogram of generation token length.",
                metrics.requestGenerationTokens
            ),
            (
                "uncached_prompt", "Histogram of uncached prompt token length.",
                metrics.prefillComputedTokens
            ),
        ] {
            let tokens = name + "_tokens_histogram"
            writer.histogram(
                "sglang:" + tokens, help, observed, DialectBounds.sglangTokens)
        }
    }

    // MARK: - HTTP

    private func writeHTTP(_ writer: inout FamilyWriter) {
        guard isAtLeast("0.5.7"), !snapshot.http.responses.isEmpty else { return }
        var requests: [[String]: Int] = [:]
        for (route, count) in snapshot.http.responses {
            requests[[route.handler, route.method], default: 0] += count
        }
        writer.counter(
            "sglang:http_requests_total", "Total number of HTTP requests.",
            requests.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, count in
                (["endpoint": key[0], "method": key[1]], Double(count))
            })
        writer.counter(
            "sglang:http_responses_total", "Total number of HTTP responses.",
            snapshot.http.responses.sorted { $0.key < $1.key }.map { route, count in
                (
                    [
                        "endpoint": route.handler, "method": route.method,
                        "status_code": "\(route.status)",
                    ], Double(count)
                )
            })
        if isAtLeast("0.5.8") {
            writer.gauge(
                "sglang:http_requests_active", "Number of active HTTP requests.",
                Double(metrics.requestsInFlight))
        }
    }
}
