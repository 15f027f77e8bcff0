import EngineModel

/// What SGLang answers to `/v1/loads?format=prometheus`, 0.5.9 and later: gauges only, with an underscore in their names.
struct SGLangLoadsDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    /// All families.
    var content: FamilyWriter {
        let metrics = snapshot.metrics
        var writer = FamilyWriter(.plain, labels: [("dp_rank", "0")])
        let values: [(String, Double)] = [
            ("num_running_reqs", Double(metrics.requestsRunning)),
            ("num_waiting_reqs", Double(metrics.requestsWaiting)),
            ("num_used_tokens", Double(snapshot.usedTokens)),
            ("max_total_num_tokens", Double(snapshot.cacheTokens)),
            ("token_usage", metrics.kvCacheUsage),
            ("gen_throughput", snapshot.stepThroughput),
            ("cache_hit_rate", snapshot.lastHitRate),
            ("max_running_requests", Double(snapshot.engine.maxNumSeqs)),
        ]
        for (name, value) in values {
            writer.gauge("sglang_" + name, nil, value)
        }
        return writer
    }
}
