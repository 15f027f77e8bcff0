import EngineModel

/// What `/metrics` of Text Generation Inference shows, router 2.4 and later.
///
/// No label tells models apart, there is no time to first token, and a series exists from its first event on. Left out is what the
/// model has no notion of: the times of filtering, decoding to text and joining batches, and the size of the next batch.
struct TGIDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    private var metrics: EngineMetrics { snapshot.metrics }

    /// All families.
    var content: FamilyWriter {
        var writer = FamilyWriter(.plain)
        writeCounters(&writer)
        writeGauges(&writer)
        writeDurations(&writer)
        writeLengths(&writer)
        return writer
    }

    private var refusals: [(error: String, count: Int)] {
        var counts: [String: Int] = [:]
        for (status, count) in snapshot.http.generationStatuses where status >= 400 {
            let error =
                switch status {
                case 429, 503: "overloaded"
                case 500...: "generation"
                default: "validation"
                }
            counts[error, default: 0] += count
        }
        return counts.sorted { $0.key < $1.key }.map { (error: $0.key, count: $0.value) }
    }

    private func writeCounters(_ writer: inout FamilyWriter) {
        let refused = refusals.reduce(0) { $1.error == "generation" ? $0 : $0 + $1.count }
        let received = Double(metrics.requestsArrived) + Double(refused)
        if received > 0 {
            writer.counter("tgi_request_count", "Total number of requests", received)
        }
        if snapshot.answered > 0 {
            writer.counter(
                "tgi_request_success", "Number of successful requests", snapshot.answered)
        }
        if !refusals.isEmpty {
            writer.counter(
                "tgi_request_failure", nil,
                refusals.map { (["err": $0.error], Double($0.count)) })
        }
        let calls = steps.map { (["method": $0.method], Double($0.times.count)) }
        guard !calls.isEmpty else { return }
        writer.counter(
            "tgi_batch_inference_count", "Inference calls per method (prefill or decode)", calls)
        writer.counter(
            "tgi_batch_inference_success",
            "Number of successful inference calls per method (prefill or decode)", calls)
    }

    /// The steps that happened, by what they worked on.
    private var steps: [(method: String, times: BucketHistogram)] {
        [("decode", metrics.decodeStepTime), ("prefill", metrics.prefillStepTime)]
            .filter { $0.1.count > 0 }.map { (method: $0.0, times: $0.1) }
    }

    private func writeGauges(_ writer: inout FamilyWriter) {
        writer.gauge("tgi_batch_max_total_tokens", nil, Double(snapshot.cacheTokens))
        guard metrics.requestsArrived > 0 else { return }
        writer.gauge("tgi_queue_size", "Current queue size", Double(metrics.requestsWaiting))
        writer.gauge(
            "tgi_batch_current_size", "Current batch size", Double(metrics.requestsRunning))
        writer.gauge(
            "tgi_batch_current_max_tokens", "Maximum tokens for the current batch",
            Double(metrics.reservedTokens))
    }

    private func writeDurations(_ writer: inout FamilyWriter) {
        var validation = BucketHistogram(bounds: DialectBounds.tgiDuration)
        validation.observe(
            snapshot.configuration.costs.apiSeconds, times: metrics.requestsArrived)
        for (name, help, observed) in [
            ("request_duration", "Total time spent processing the request", metrics.endToEnd),
            (
                "request_validation_duration", "Time spent validating the request", validation
            ),
            (
                "request_queue_duration", "Time spent in the queue per request",
                metrics.queueTime
            ),
            ("request_inference_duration", "Request inference duration", metrics.inferenceTime),
            (
                "request_mean_time_per_token_duration", "Mean time per token per request",
                metrics.inferenceTimePerToken
            ),
        ] where observed.count > 0 {
            writer.histogram("tgi_" + name, help, observed, DialectBounds.tgiDuration)
        }
        let times = steps.map {
            (["method": $0.method], $0.times.regrouped(DialectBounds.tgiDuration))
        }
        guard !times.isEmpty else { return }
        writer.histogram("tgi_batch_inference_duration", "Batch inference duration", times)
        writer.histogram(
            "tgi_batch_forward_duration",
            "Batch forward duration per method (prefill or decode)", times)
    }

    private func writeLengths(_ writer: inout FamilyWriter) {
        guard metrics.requestPromptTokens.count > 0 else { return }
        let longest = snapshot.engine.maxModelLen
        writer.histogram(
            "tgi_request_input_length", "Input token length per request",
            metrics.requestPromptTokens, DialectBounds.tgiTokens(upTo: max(1, longest - 1)))
        writer.histogram(
            "tgi_request_generated_tokens", "Generated tokens per request",
            metrics.requestGenerationTokens, DialectBounds.tgiTokens(upTo: longest))
        writer.histogram(
            "tgi_request_max_new_tokens", "Maximum new tokens per request",
            metrics.requestMaxTokens, DialectBounds.tgiTokens(upTo: longest))
    }
}
