import Signals

/// What to limit instead of a signal that an engine does not tell.
enum SignalAlternatives {
    /// Why an objective cannot be judged, with the nearest one that can.
    ///
    /// - Parameters:
    ///   - objective: The objective.
    ///   - engine: The engine.
    /// - Returns: A phrase without a full stop.
    static func reason(_ objective: Objective, _ engine: EngineKind) -> String {
        let name = objective.metric.signal?.definition.title ?? objective.metric.rawValue
        guard engine != .unknown else {
            return "the metrics are of no engine that firstlight knows"
        }
        let instead = nearest(objective, engine).map { "; the nearest is \($0)" } ?? ""
        return "the metrics of \(engine.displayName) do not tell \(name)\(instead)"
    }

    /// What to say before the first probe: objectives that the engine found there cannot decide.
    ///
    /// - Parameters:
    ///   - objectives: All objectives.
    ///   - detection: What the metrics of the endpoint told; `nil` when there were none.
    /// - Returns: A sentence without a full stop for each of them.
    static func warnings(_ objectives: [Objective], _ detection: EngineDetection?) -> [String] {
        guard let kind = detection?.kind, kind != .unknown, let dialect = Dialect.of(kind) else {
            return []
        }
        return objectives.compactMap { objective in
            guard let signal = objective.metric.signal, dialect.sources[signal] == nil else {
                return nil
            }
            return "\(objective) cannot be decided: \(reason(objective, kind))"
        }
    }

    /// The metric that comes nearest to what an objective limits, and that can be had.
    private static func nearest(_ objective: Objective, _ engine: EngineKind) -> String? {
        let known = Dialect.of(engine)?.sources ?? [:]
        let candidates: [(metric: String, signal: Signal?)] =
            switch objective.metric {
            case .serverTTFT: [("ttft", nil)]
            case .serverITL: [("itl", nil)]
            case .serverTPOT: [("tpot", nil)]
            case .serverE2E: [("e2e", nil)]
            case .serverThroughput: [("throughput", nil)]
            case .queue, .prefill: [("waiting sustained", .waiting), ("ttft", nil)]
            case .decode: [("tpot", nil)]
            case .kvCache: [("preemptions", .preemptions), ("waiting sustained", .waiting)]
            case .preemptions, .preemptionRate: [("kv cache max", .kvCacheUsage)]
            case .waiting, .running: [("queue p95", .queueTime), ("ttft", nil)]
            default: []
            }
        return candidates.first { $0.signal.map { known[$0] != nil } ?? true }?.metric
    }
}
