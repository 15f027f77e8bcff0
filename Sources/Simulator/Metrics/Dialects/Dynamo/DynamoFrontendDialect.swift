import EngineModel

/// What `/metrics` of Dynamo's frontend shows.
///
/// Series of requests carry the model's name in lower case, those of its configuration as it is written: the real server does that.
struct DynamoFrontendDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    private var metrics: EngineMetrics { snapshot.metrics }
    private var isFirstMajor: Bool { snapshot.release.isAtLeast("1.0") }

    /// All families.
    var content: FamilyWriter {
        var writer = FamilyWriter(.plain)
        writer.gauge(
            "dynamo_frontend_disconnected_clients", "Number of disconnected clients",
            Double(metrics.finished(.abort)))
        writer.labels = [("model", snapshot.modelName)]
        writeConfiguration(&writer)
        writer.labels = [("model", snapshot.modelName.lowercased())]
        if metrics.requestsArrived > 0 || snapshot.http.refusals > 0 {
            writeLoad(&writer)
            writeOutcomes(&writer)
            writeRejections(&writer)
            writeHistograms(&writer)
        }
        return writer
    }

    private func writeConfiguration(_ writer: inout FamilyWriter) {
        let engine = snapshot.engine
        let limits: [(String, String, Int)] = [
            ("context_length", "Maximum context length in tokens", engine.maxModelLen),
            ("kv_cache_block_size", "KV cache block size in tokens", engine.blockSize),
            (
                "max_num_batched_tokens", "Maximum number of batched tokens",
                engine.maxNumBatchedTokens
            ),
            ("max_num_seqs", "Maximum number of sequences", engine.maxNumSeqs),
            ("total_kv_blocks", "Total KV cache blocks available", engine.kvBlocks),
        ]
        for (name, help, value) in limits {
            writer.gauge(
                "dynamo_frontend_model_" + name, help + " for a worker serving the model",
                Double(value))
        }
        writer.gauge(
            "dynamo_frontend_model_migration_limit",
            "Maximum number of request migrations allowed for the model", 0)
        if snapshot.release.isAtLeast("1.5") {
            writer.gauge(
                "dynamo_frontend_model_ready",
                "Whether the model can serve at least one inference request", 1)
        }
    }

    private func writeLoad(_ writer: inout FamilyWriter) {
        let inFlight = Double(metrics.requestsInFlight)
        writer.gauge(
            "dynamo_frontend_inflight_requests", "Number of inflight requests", inFlight)
        if isFirstMajor {
            writer.gauge(
                "dynamo_frontend_active_requests", "Number of active requests", inFlight)
        }
        writer.gauge(
            "dynamo_frontend_queued_requests", "Number of requests in HTTP processing queue",
            Double(metrics.requestsBeforeFirstToken))
        writer.counter(
            "dynamo_frontend_output_tokens_total",
            "Total number of output tokens generated (updates in real-time)",
            metrics.generationTokens)
    }

    private func writeOutcomes(_ writer: inout FamilyWriter) {
        var outcomes: [(status: String, error: String, count: Double)] = []
        func add(_ status: String, _ error: String, _ count: Double) {
            if count > 0 { outcomes.append((status, error, count)) }
        }
        add("success", "", Double(snapshot.answered))
        add("error", "cancelled", Double(metrics.finished(.abort)))
        var refused: [String: Int] = [:]
        for (status, count) in snapshot.http.generationStatuses where status >= 400 {
            let error =
                switch status {
                case 404: "not_found"
                case 429: "overload"
                case 503: "unavailable"
                case 500...: "internal"
                default: "validation"
                }
            refused[error, default: 0] += count
        }
        // A request that is turned away because too many wait is answered with 503 like others.
        let rejected = snapshot.http.rejections
        refused["unavailable"]? -= rejected
        refused["overload", default: 0] += rejected
        for (error, count) in refused.sorted(by: { $0.key < $1.key }) {
            add("error", error, Double(count))
        }
        if isFirstMajor {
            writer.counter(
                "dynamo_frontend_requests_started_total", "Total number of LLM requests started",
                metrics.requestsArrived)
            writeRequests(&writer, outcomes.map { ($0.status, ["error_type": $0.error], $0.count) })
        } else {
            let errors = outcomes.reduce(0) { $1.status == "error" ? $0 + $1.count : $0 }
            let all = [
                ("success", [String: String](), Double(snapshot.answered)), ("error", [:], errors),
            ]
            writeRequests(&writer, all.filter { $0.2 > 0 })
        }
    }

    /// Requests turned away: like every series of requests, it exists once there was one.
    private func writeRejections(_ writer: inout FamilyWriter) {
        guard isFirstMajor, snapshot.http.rejections > 0 else { return }
        writer.counter(
            "dynamo_frontend_model_rejection_total",
            "Total number of requests rejected due to resource exhaustion",
            [(["endpoint": "chat_completions"], Double(snapshot.http.rejections))])
    }

    private func writeRequests(
        _ writer: inout FamilyWriter, _ values: [(String, [String: String], Double)]
    ) {
        guard !values.isEmpty else { return }
        writer.counter(
            "dynamo_frontend_requests_total", "Total number of LLM requests processed",
            values.map { status, labels, count in
                (
                    labels.merging([
                        "endpoint": "chat_completions", "request_type": "stream",
                        "status": status,
                    ]) { $1 }, count
                )
            })
    }

    private func writeHistograms(_ writer: inout FamilyWriter) {
        var families = [
            (
                "time_to_first_token_seconds", "Time to first token in seconds",
                metrics.timeToFirstToken, DialectBounds.dynamoFirstToken
            ),
            (
                "inter_token_latency_seconds", "Inter-token latency in seconds",
                metrics.interTokenLatency, DialectBounds.dynamoGap
            ),
            (
                "request_duration_seconds", "Duration of LLM requests", metrics.endToEnd,
                DialectBounds.dynamoEndToEnd
            ),
            (
                "input_sequence_tokens", "Input sequence length in tokens",
                metrics.requestPromptTokens, DialectBounds.dynamoInput
            ),
            (
                "output_sequence_tokens", "Output sequence length in tokens",
                metrics.requestGenerationTokens, DialectBounds.dynamoOutput
            ),
        ]
        if isFirstMajor {
            families.append(
                (
                    "cached_tokens", "Number of cached tokens per request",
                    metrics.requestCachedTokens, DialectBounds.dynamoInput
                ))
        }
        for (name, help, observed, bounds) in families where observed.count > 0 {
            writer.histogram("dynamo_frontend_" + name, help, observed, bounds)
        }
    }
}
