import EngineModel

/// What a closed loop in virtual time has shown; `nil` stands for what was not observed.
struct VirtualSummary: Encodable, Equatable {
    /// One latency: what Prometheus would say, and the truth.
    struct Latency: Encodable, Equatable {
        /// The latency's name.
        var name: String
        /// The 95th percentile that Prometheus computes from the histogram's buckets.
        var histogramP95Seconds: Double?
        /// The number of samples.
        var count: Int
        var p50Seconds: Double?
        var p95Seconds: Double?
        var maxSeconds: Double?
        var meanSeconds: Double?

        init(
            _ name: String, _ truth: SampleStatistics, in window: RunWindow,
            _ histogram: KeyPath<EngineMetrics, BucketHistogram>
        ) {
            self.name = name
            histogramP95Seconds = window.prometheusQuantile(0.95, of: histogram).ifFinite
            count = truth.count
            p50Seconds = truth.quantile(0.5).ifFinite
            p95Seconds = truth.quantile(0.95).ifFinite
            maxSeconds = truth.max.ifFinite
            meanSeconds = truth.mean.ifFinite
        }
    }

    /// A quantity that was sampled while the time went by.
    struct Gauge: Encodable, Equatable {
        var mean: Double?
        var max: Double?

        init(_ samples: SampleStatistics) {
            mean = samples.mean.ifFinite
            max = samples.max.ifFinite
        }
    }

    /// The load.
    struct Load: Encodable, Equatable {
        var sessions: Int
        var promptTokens: Int
        var outputTokens: Int
    }

    /// The scenario's name.
    var scenario: String
    /// The load.
    var load: Load
    /// Slots of the engine.
    var maxNumSeqs: Int
    /// The seed; equal seeds give equal figures.
    var seed: UInt64
    /// The time that was looked at, in virtual seconds.
    var seconds: Double
    /// The latencies.
    var latencies: [Latency]
    /// Output tokens a second, over all sessions.
    var outputTokensPerSecond: Double?
    /// Requests that ran.
    var running: Gauge
    /// Requests that waited.
    var waiting: Gauge
    /// Use of the KV cache, 0 to 1.
    var kvCacheUsage: Gauge
    /// How often a request was put back.
    var preemptions: UInt64
    /// The share of the time in which the engine computed.
    var busyShare: Double?

    /// Sums up a window.
    init(_ window: RunWindow, scenario: String, load: Load, maxNumSeqs: Int, seed: UInt64) {
        self.scenario = scenario
        self.load = load
        self.maxNumSeqs = maxNumSeqs
        self.seed = seed
        seconds = window.seconds
        latencies = [
            Latency("TTFT", window.timeToFirstToken, in: window, \.timeToFirstToken),
            Latency("queue", window.queue, in: window, \.queueTime),
            Latency("E2E", window.endToEnd, in: window, \.endToEnd),
            Latency("ITL", window.interTokenLatency, in: window, \.interTokenLatency),
        ]
        outputTokensPerSecond = window.outputTokensPerSecond.ifFinite
        running = Gauge(window.running)
        waiting = Gauge(window.waiting)
        kvCacheUsage = Gauge(window.kvCacheUsage)
        preemptions = window.preemptions
        busyShare = window.busyShare.ifFinite
    }
}

extension Double {
    fileprivate var ifFinite: Double? { isFinite ? self : nil }
}
