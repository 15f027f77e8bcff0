package import EngineModel

/// The state of a simulated server at one moment: everything its pages of metrics are made from.
package struct EngineSnapshot: Sendable {
    /// The state a scrape before has seen; some gauges speak of the time since then.
    package struct Earlier: Sendable {
        /// What the engine had counted.
        package var metrics: EngineMetrics
        /// How long the server had run.
        package var elapsedSeconds: Double

        /// Remembers a scrape.
        package init(metrics: EngineMetrics, elapsedSeconds: Double) {
            self.metrics = metrics
            self.elapsedSeconds = elapsedSeconds
        }
    }

    /// What the engine has counted.
    package var metrics: EngineMetrics
    /// What the HTTP side has counted.
    package var http: HTTPCounts
    /// How the server is set up.
    package var configuration: SimulatedServerConfiguration
    /// When the server, and with it every counter, was created.
    package var startUnixSeconds: Double
    /// How long it has run.
    package var elapsedSeconds: Double
    /// What the last scrape of the same page has seen; nil when this is the first.
    package var earlier: Earlier?
    /// What is wrong with the machine under the server.
    package var machine: MachineCondition

    /// Describes a moment.
    ///
    /// - Parameters:
    ///   - metrics: What the engine has counted; its configuration must have asked for the detail of
    ///     ``SimulatedServerConfiguration/recording``.
    ///   - http: What the HTTP side has counted; by default as if every request had been a chat with one answer.
    ///   - configuration: How the server is set up.
    ///   - startUnixSeconds: When it started.
    ///   - elapsedSeconds: How long it has run.
    ///   - earlier: What the last scrape has seen.
    ///   - machine: What is wrong with the machine.
    package init(
        metrics: EngineMetrics,
        http: HTTPCounts? = nil,
        configuration: SimulatedServerConfiguration,
        startUnixSeconds: Double,
        elapsedSeconds: Double,
        earlier: Earlier? = nil,
        machine: MachineCondition = .healthy
    ) {
        self.metrics = metrics
        self.http =
            http
            ?? HTTPCounts(chatsOf: metrics, maxModelLen: configuration.engine.maxModelLen)
        self.configuration = configuration
        self.startUnixSeconds = startUnixSeconds
        self.elapsedSeconds = elapsedSeconds
        self.earlier = earlier
        self.machine = machine
    }

    // MARK: - What dialects have in common

    var release: SimulatedRelease { configuration.release }
    var modelName: String { configuration.modelName }
    var engine: EngineConfiguration { configuration.engine }

    /// Size of the KV cache in tokens.
    var cacheTokens: Int { engine.kvBlocks * engine.blockSize }

    /// Blocks in use.
    var usedBlocks: Int {
        Int((metrics.kvCacheUsage * Double(engine.kvBlocks)).rounded())
    }

    /// Tokens whose places are in use, whole blocks counted.
    var usedTokens: Int { usedBlocks * engine.blockSize }

    /// Requests that ended with an answer.
    var answered: UInt64 { metrics.finished(.stop) + metrics.finished(.length) }

    /// Withdrawn requests as the server counts them.
    func finished(_ reason: FinishReason) -> UInt64 {
        reason == .abort && !configuration.countsAborts ? 0 : metrics.finished(reason)
    }

    /// Tokens emitted per second in the last step; 0 when nothing runs.
    var stepThroughput: Double {
        guard metrics.requestsRunning > 0, let step = metrics.lastStep, step.durationSeconds > 0
        else { return 0 }
        return Double(step.emittedTokens) / step.durationSeconds
    }

    /// Share of looked-up prompt tokens that the last admitting step found in the prefix cache.
    var lastHitRate: Double {
        metrics.lastPrefixCacheQueries == 0
            ? 0
            : Double(metrics.lastPrefixCacheHits) / Double(metrics.lastPrefixCacheQueries)
    }

    /// Share of all looked-up prompt tokens found in the prefix cache; nil before the first look.
    var hitRate: Double? {
        metrics.prefixCacheQueries == 0
            ? nil : Double(metrics.prefixCacheHits) / Double(metrics.prefixCacheQueries)
    }

    /// The labels of vLLM's `lora_requests_info` with their times; nil when no adapters are served.
    var adapterActivities: [FamilyWriter.Value]? {
        guard let limits = engine.adapters else { return nil }
        return metrics.adapterActivities.map { activity in
            (
                [
                    "max_lora": "\(limits.maxLoras)",
                    "running_lora_adapters": activity.running.joined(separator: ","),
                    "waiting_lora_adapters": activity.waiting.joined(separator: ","),
                ], startUnixSeconds + activity.lastSeconds
            )
        }
    }

    /// Share of the time since the last scrape during which a step ran, 0 to 1.
    var busyShare: Double {
        let seconds = elapsedSeconds - (earlier?.elapsedSeconds ?? 0)
        guard seconds > 0 else { return 0 }
        let busy = metrics.busySeconds - (earlier?.metrics.busySeconds ?? 0)
        return min(1, max(0, busy / seconds))
    }
}
