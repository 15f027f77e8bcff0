import EngineModel

/// What `/metrics` of `llama-server` shows: no labels, no histograms, numbers cut to six digits.
///
/// Written by hand from a scrape of build 11434. The two rates speak of the time since the last scrape, whoever made it.
struct LlamaCppDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    private var metrics: EngineMetrics { snapshot.metrics }

    /// Whether the build is one of 2026, with cached tokens and speculation.
    private var isRecent: Bool { snapshot.release.isAtLeast("b8000") }

    /// All families in the order of the real server.
    var content: FamilyWriter {
        var writer = FamilyWriter(.plain)
        writeCounters(&writer)
        writeGauges(&writer)
        return writer
    }

    private var computedPromptTokens: UInt64 { Self.computedPromptTokens(metrics) }

    private static func computedPromptTokens(_ metrics: EngineMetrics) -> UInt64 {
        metrics.promptTokens - metrics.cachedPromptTokens
    }

    private func writeCounters(_ writer: inout FamilyWriter) {
        func counter(_ name: String, _ help: String, _ value: Double) {
            writer.counter("llamacpp:" + name, help, Self.sixDigits(value))
        }
        counter(
            "prompt_tokens_total",
            isRecent
                ? "Number of prompt tokens processed, excluding cached tokens"
                : "Number of prompt tokens processed.", Double(computedPromptTokens))
        if isRecent {
            counter(
                "prompt_tokens_cached_total", "Number of prompt tokens reused from the cache",
                Double(metrics.cachedPromptTokens))
        }
        let end = isRecent ? "" : "."
        counter(
            "prompt_seconds_total",
            isRecent ? "Total time spent processing prompts" : "Prompt process time",
            metrics.prefillSeconds)
        counter(
            "tokens_predicted_total", "Number of generation tokens processed" + end,
            metrics.requestGenerationTokens.sum)
        counter(
            "tokens_predicted_seconds_total",
            isRecent ? "Total time spent generating tokens" : "Predict process time",
            metrics.decodeTime.sum)
        counter(
            "n_decode_total",
            isRecent
                ? "Total number of llama_decode() calls, excluding speculative decoding and "
                    + "multimodal decoding" : "Total number of llama_decode() calls",
            Double(metrics.steps))
        counter(
            isRecent ? "n_tokens_max" : "n_past_max",
            isRecent
                ? "Largest observed sequence length (prompt + generation)"
                : "Largest observed n_past.", Double(metrics.contextTokensMax))
        guard isRecent else {
            counter(
                "n_busy_slots_per_decode", "Average number of busy slots per llama_decode() call",
                busySlots)
            return
        }
        counter(
            "spec_decode_num_draft_tokens_total", "Speculative: Total draft tokens generated",
            Double(metrics.draftTokens))
        counter(
            "spec_decode_num_accepted_tokens_total",
            "Speculative: Total draft tokens accepted by the target model",
            Double(metrics.acceptedTokens))
        counter(
            "spec_decode_num_drafts_total",
            "Speculative: Total speculative decoding verification steps", Double(metrics.drafts))
    }

    private func writeGauges(_ writer: inout FamilyWriter) {
        let end = isRecent ? "" : "."
        func gauge(_ name: String, _ help: String, _ value: Double) {
            writer.gauge("llamacpp:" + name, help, Self.sixDigits(value))
        }
        let before = snapshot.earlier?.metrics
        gauge(
            "prompt_tokens_seconds", "Average prompt throughput in tokens/s" + end,
            rate(
                Double(computedPromptTokens) - Double(before.map(Self.computedPromptTokens) ?? 0),
                metrics.prefillSeconds - (before?.prefillSeconds ?? 0)))
        gauge(
            "predicted_tokens_seconds", "Average generation throughput in tokens/s" + end,
            rate(
                metrics.requestGenerationTokens.sum - (before?.requestGenerationTokens.sum ?? 0),
                metrics.decodeTime.sum - (before?.decodeTime.sum ?? 0)))
        gauge(
            "requests_processing", "Number of requests processing" + end,
            Double(metrics.requestsRunning))
        gauge(
            "requests_deferred", "Number of requests deferred" + end,
            Double(metrics.requestsWaiting))
        if isRecent {
            gauge(
                "n_busy_slots_per_decode", "Average number of busy slots per llama_decode() call",
                busySlots)
        }
    }

    private var busySlots: Double {
        rate(Double(metrics.scheduledRequests), Double(metrics.steps))
    }

    private func rate(_ amount: Double, _ time: Double) -> Double {
        time > 0 ? amount / time : 0
    }

    /// What is left of a number printed by a C++ stream: six significant digits.
    static func sixDigits(_ value: Double) -> Double {
        guard value.isFinite, value != 0 else { return value }
        var scale = 1.0
        while value.magnitude * scale < 100_000, scale < 1e300 { scale *= 10 }
        while value.magnitude * scale >= 1_000_000 { scale /= 10 }
        return (value * scale).rounded(.toNearestOrEven) / scale
    }
}
