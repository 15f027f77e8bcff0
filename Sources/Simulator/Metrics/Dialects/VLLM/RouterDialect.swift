import EngineModel

/// What `/metrics` of the production stack's router shows: vLLM's prefix on numbers that are the router's own.
///
/// The label `server` gives it away. Rates are over the time since the last scrape.
struct RouterDialect {
    private let snapshot: EngineSnapshot

    /// The engine behind the router.
    private static let backend = "http://vllm-0:8000"

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    private var metrics: EngineMetrics { snapshot.metrics }

    /// All families.
    var content: FamilyWriter {
        var writer = FamilyWriter(.python(createdUnixSeconds: snapshot.startUnixSeconds))
        writer.labels = [("server", Self.backend)]
        writeGauges(&writer)
        writer.labels = [("model", snapshot.modelName)]
        if metrics.requestsArrived > 0 {
            writer.counter(
                "vllm:num_incoming_requests",
                "Total valid incoming requests to router (including when no backends available).",
                metrics.requestsArrived)
        }
        writer.labels.append(("server", Self.backend))
        writeModelCounters(&writer)
        return writer
    }

    private func writeGauges(_ writer: inout FamilyWriter) {
        let waitingForToken = Double(metrics.requestsBeforeFirstToken)
        let inFlight = Double(metrics.requestsInFlight)
        for (name, help, value) in [
            ("num_requests_running", "Number of running requests", inFlight),
            // The router asks for names that vLLM no longer has, and shows what it gets: nothing.
            ("gpu_prefix_cache_hit_rate", "GPU Prefix Cache Hit Rate", 0),
            ("gpu_prefix_cache_hits_total", "Total GPU Prefix Cache Hits", 0),
            ("gpu_prefix_cache_queries_total", "Total GPU Prefix Cache Queries", 0),
            ("current_qps", "Current Queries Per Second", queriesPerSecond),
            (
                "avg_decoding_length", "Average Decoding Length",
                mean(metrics.requestGenerationTokens)
            ),
            ("num_prefill_requests", "Number of Prefill Requests", waitingForToken),
            (
                "num_decoding_requests", "Number of Decoding Requests",
                inFlight - waitingForToken
            ),
            ("healthy_pods_total", "Number of healthy vLLM pods", 1),
            ("avg_latency", "Average end-to-end request latency", mean(metrics.endToEnd)),
            ("avg_itl", "Average Inter-Token Latency", mean(metrics.interTokenLatency)),
            ("num_requests_swapped", "Number of swapped requests", 0),
        ] {
            writer.gauge("vllm:" + name, help, value)
        }
    }

    private func mean(_ histogram: BucketHistogram) -> Double {
        histogram.count == 0 ? 0 : histogram.mean
    }

    private var queriesPerSecond: Double {
        let seconds = snapshot.elapsedSeconds - (snapshot.earlier?.elapsedSeconds ?? 0)
        let before = snapshot.earlier?.metrics.requestsArrived ?? 0
        return seconds > 0 ? Double(metrics.requestsArrived - before) / seconds : 0
    }

    private func writeModelCounters(_ writer: inout FamilyWriter) {
        guard metrics.endToEnd.count > 0 else { return }
        writer.counter(
            "vllm:input_tokens_total", "Total input tokens processed", metrics.promptTokens)
        writer.counter(
            "vllm:output_tokens_total", "Total output tokens generated",
            metrics.generationTokens)
        if metrics.finished(.error) > 0 {
            writer.counter(
                "vllm:request_errors_total", "Total request errors",
                [(["error_type": "backend_error"], Double(metrics.finished(.error)))])
        }
        guard snapshot.release.isAtLeast("0.1.11") else { return }
        writer.histogram(
            "vllm:request_latency_seconds", "End-to-end request latency observed at the router",
            [(["status": "success"], metrics.endToEnd.regrouped(DialectBounds.routerEndToEnd))])
    }
}
