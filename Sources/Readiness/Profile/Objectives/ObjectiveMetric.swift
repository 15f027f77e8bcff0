/// What an objective limits; the raw value is the canonical spelling.
package enum ObjectiveMetric: String, Sendable, Hashable, CaseIterable {
    /// Time from sending a request to its first meaningful token.
    case ttft
    /// Time from sending a request to the first byte of the response.
    case ttfb
    /// Time from sending a request to the first chunk of the stream, meaningful or not.
    case ttfc
    /// Time until the connection is usable.
    case connect
    /// Time from sending a request to the end of the response.
    case e2e
    /// Every gap between two chunks of one response.
    case itl
    /// (E2E - TTFT) / (tokens - 1) of one request.
    case tpot
    /// Output tokens per second of one request.
    case throughput
    /// Share of requests that failed or timed out.
    case errorRate = "error rate"
    /// Share of requests that succeeded.
    case successRate = "success rate"
    /// Share of the engine's KV cache in use.
    case kvCache = "kv cache"
    /// Requests waiting in the engine's queue.
    case waiting
    /// Requests the engine is running.
    case running
    /// Requests the engine preempted during the run.
    case preemptions
}

extension ObjectiveMetric {
    /// What the threshold of a metric counts.
    package enum Dimension: Sendable, Equatable {
        /// Time; base unit seconds.
        case duration
        /// A share; base unit ratio, 0...1.
        case ratio
        /// Tokens per second.
        case tokenRate
        /// A whole number.
        case count
    }

    /// What the threshold counts.
    package var dimension: Dimension {
        switch self {
        case .ttft, .ttfb, .ttfc, .connect, .e2e, .itl, .tpot: .duration
        case .errorRate, .successRate, .kvCache: .ratio
        case .throughput: .tokenRate
        case .waiting, .running, .preemptions: .count
        }
    }

    /// How evidence for the metric is gathered.
    package var kind: Objective.Kind {
        switch self {
        case .ttft, .ttfb, .ttfc, .connect, .e2e, .tpot, .throughput, .errorRate, .successRate:
            .perRequestShare
        case .itl: .perGapShare
        case .preemptions: .counterDelta
        case .kvCache, .waiting, .running: .sampledGaugeMax
        }
    }

    /// The comparison that limits the metric from its bad side.
    package var comparison: Objective.Comparison {
        switch self {
        case .throughput, .successRate: .atLeast
        default: .atMost
        }
    }

    /// The metric with underscores for spaces, as it stands in an objective's id.
    package var identifier: String {
        String(rawValue.map { $0 == " " ? "_" : $0 })
    }

    /// Whether the metric exists only when the endpoint streams.
    package var needsStreaming: Bool {
        switch self {
        case .ttft, .ttfc, .itl, .tpot: true
        default: false
        }
    }

    /// Whether the metric comes from the engine's own metrics instead of the client's requests.
    package var isServerSide: Bool {
        switch kind {
        case .counterDelta, .sampledGaugeMax: true
        case .perRequestShare, .perGapShare: false
        }
    }

    /// The metrics whose limit is a time.
    package static let timed = allCases.filter { $0.dimension == .duration }

    /// An objective on the metric that parses, for messages.
    package var example: String {
        switch self {
        case .ttft: "ttft p95 <= 2s"
        case .ttfb: "ttfb p95 <= 500ms"
        case .ttfc: "ttfc p95 <= 1s"
        case .connect: "connect p95 <= 100ms"
        case .e2e: "e2e p95 <= 30s"
        case .itl: "itl p99 <= 150ms"
        case .tpot: "tpot p90 <= 50ms"
        case .throughput: "throughput p50 >= 3 tok/s"
        case .errorRate: "error rate <= 5%"
        case .successRate: "success rate >= 95%"
        case .kvCache: "kv cache max <= 85%"
        case .waiting: "waiting max <= 0"
        case .running: "running max <= 16"
        case .preemptions: "preemptions <= 0"
        }
    }

    /// Every accepted spelling in lower case with single spaces; the canonical one first.
    static let spellings: [(spelling: String, metric: ObjectiveMetric)] =
        allCases.map { ($0.rawValue, $0) } + [
            ("time to first token", .ttft),
            ("time to first byte", .ttfb),
            ("time to first chunk", .ttfc),
            ("connect time", .connect),
            ("latency", .e2e),
            ("e2e latency", .e2e),
            ("end to end latency", .e2e),
            ("inter token latency", .itl),
            ("time per output token", .tpot),
            ("errors", .errorRate),
            ("kv cache usage", .kvCache),
            ("waiting requests", .waiting),
            ("running requests", .running),
        ]
}
