/// What happened in one window of a virtual run: the view of Prometheus and the truth behind it.
package struct RunWindow: Sendable {
    /// Begin of the window.
    package let startSeconds: Double
    /// End of the window.
    package let endSeconds: Double
    /// The engine's metrics at the begin.
    package let before: EngineMetrics
    /// The engine's metrics at the end.
    package let after: EngineMetrics
    /// Requests that ended in the window.
    package let records: [RequestRecord]
    /// Scrapes of the gauges in the window.
    package let scrapes: [GaugeSample]

    /// Length of the window.
    package var seconds: Double {
        endSeconds - startSeconds
    }

    // MARK: - What Prometheus says

    /// A histogram's observations in the window.
    package func histogram(_ histogram: KeyPath<EngineMetrics, BucketHistogram>) -> BucketHistogram
    {
        after[keyPath: histogram].since(before[keyPath: histogram])
    }

    /// What `histogram_quantile` over the window says.
    package func prometheusQuantile(
        _ share: Double, of histogram: KeyPath<EngineMetrics, BucketHistogram>
    ) -> Double {
        self.histogram(histogram).quantile(share)
    }

    /// Tokens emitted per second.
    package var outputTokensPerSecond: Double {
        Double(after.generationTokens - before.generationTokens) / seconds
    }

    /// Share of the window during which a step ran.
    package var busyShare: Double {
        (after.busySeconds - before.busySeconds) / seconds
    }

    /// Preemptions in the window.
    package var preemptions: UInt64 {
        after.preemptions - before.preemptions
    }

    /// Preemptions per request that ended in the window.
    package var preemptionsPerRequest: Double {
        Double(preemptions) / Double(records.count)
    }

    /// Scraped shares of used KV cache.
    package var kvCacheUsage: SampleStatistics {
        SampleStatistics(scrapes.map(\.kvCacheUsage))
    }

    /// Scraped numbers of running requests.
    package var running: SampleStatistics {
        SampleStatistics(scrapes.map { Double($0.running) })
    }

    /// Scraped numbers of waiting requests.
    package var waiting: SampleStatistics {
        SampleStatistics(scrapes.map { Double($0.waiting) })
    }

    // MARK: - The truth

    /// True seconds to the first token of the requests that ended in the window.
    package var timeToFirstToken: SampleStatistics {
        SampleStatistics(records.compactMap(\.timeToFirstTokenSeconds))
    }

    /// True queue seconds of the requests that ended in the window.
    package var queue: SampleStatistics {
        SampleStatistics(records.compactMap(\.queueSeconds))
    }

    /// True end-to-end seconds of the requests that ended in the window.
    package var endToEnd: SampleStatistics {
        SampleStatistics(records.map(\.endToEndSeconds))
    }

    /// True gaps between tokens of the requests that ended in the window.
    package var interTokenLatency: SampleStatistics {
        SampleStatistics(records.flatMap(\.gapsSeconds))
    }
}
