package import Signals

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
    /// Requests the engine preempted, per time.
    case preemptionRate = "preemptions rate"
    /// From acceptance by the engine to the first execution batch.
    case queue
    /// From the first execution batch to the first token.
    case prefill
    /// From the first token to the last.
    case decode
    /// Time to first token as the engine measures it.
    case serverTTFT = "server ttft"
    /// Gaps between tokens as the engine measures them.
    case serverITL = "server itl"
    /// Time per output token as the engine measures it.
    case serverTPOT = "server tpot"
    /// End-to-end latency as the engine measures it.
    case serverE2E = "server e2e"
    /// Tokens that the engine generates per second, for everybody.
    case serverThroughput = "server throughput"
    /// Share of the prompt that was found in the prefix cache.
    case prefixCacheHitRate = "prefix cache hit rate"
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
        /// Events per second.
        case eventRate
    }

    /// What the threshold counts.
    package var dimension: Dimension {
        switch self {
        case .ttft, .ttfb, .ttfc, .connect, .e2e, .itl, .tpot, .queue, .prefill, .decode,
            .serverTTFT, .serverITL, .serverTPOT, .serverE2E:
            .duration
        case .errorRate, .successRate, .kvCache, .prefixCacheHitRate: .ratio
        case .throughput, .serverThroughput: .tokenRate
        case .waiting, .running, .preemptions: .count
        case .preemptionRate: .eventRate
        }
    }

    /// How evidence for the metric is gathered.
    package var kind: Objective.Kind {
        switch self {
        case .ttft, .ttfb, .ttfc, .connect, .e2e, .tpot, .throughput, .errorRate, .successRate:
            .perRequestShare
        case .itl: .perGapShare
        case .preemptions: .counterDelta
        case .preemptionRate, .serverThroughput: .counterRate
        case .prefixCacheHitRate: .windowShare
        case .kvCache, .waiting, .running: .sampledGauge
        case .queue, .prefill, .decode, .serverTTFT, .serverITL, .serverTPOT, .serverE2E:
            .serverHistogram
        }
    }

    /// The comparison that limits the metric from its bad side.
    package var comparison: Objective.Comparison {
        switch self {
        case .throughput, .successRate, .serverThroughput, .prefixCacheHitRate: .atLeast
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
        case .counterDelta, .counterRate, .windowShare, .sampledGauge, .serverHistogram: true
        case .perRequestShare, .perGapShare: false
        }
    }

    /// The client's metrics whose limit is a time.
    package static let timed = allCases.filter { $0.dimension == .duration && !$0.isServerSide }

    /// The server's signal behind the metric; `nil` for what the client measures.
    package var signal: Signal? {
        switch self {
        case .kvCache: .kvCacheUsage
        case .waiting: .waiting
        case .running: .running
        case .preemptions, .preemptionRate: .preemptions
        case .queue: .queueTime
        case .prefill: .prefillTime
        case .decode: .decodeTime
        case .serverTTFT: .timeToFirstToken
        case .serverITL: .interTokenLatency
        case .serverTPOT: .timePerOutputToken
        case .serverE2E: .endToEndLatency
        case .serverThroughput: .generationTokens
        case .prefixCacheHitRate: .prefixCacheHitRate
        case .ttft, .ttfb, .ttfc, .connect, .e2e, .itl, .tpot, .throughput, .errorRate,
            .successRate:
            nil
        }
    }

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
        case .preemptionRate: "preemptions rate <= 0.01/s"
        case .queue: "queue p95 <= 300ms"
        case .prefill: "prefill p95 <= 1s"
        case .decode: "decode p95 <= 10s"
        case .serverTTFT: "server ttft p95 <= 1s"
        case .serverITL: "server itl p95 <= 100ms"
        case .serverTPOT: "server tpot p95 <= 50ms"
        case .serverE2E: "server e2e p95 <= 10s"
        case .serverThroughput: "server throughput >= 500 tok/s"
        case .prefixCacheHitRate: "prefix cache hit rate >= 30%"
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
            ("preemption rate", .preemptionRate),
            ("queue time", .queue),
            ("prefill time", .prefill),
            ("decode time", .decode),
            ("server time to first token", .serverTTFT),
            ("server inter token latency", .serverITL),
            ("server time per output token", .serverTPOT),
            ("server latency", .serverE2E),
            ("server e2e latency", .serverE2E),
            ("generation throughput", .serverThroughput),
            ("prefix cache hits", .prefixCacheHitRate),
            ("prefix hit rate", .prefixCacheHitRate),
        ]
}
