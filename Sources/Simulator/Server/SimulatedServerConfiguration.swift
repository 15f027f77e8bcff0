package import EngineModel

/// How a simulated server is set up.
package struct SimulatedServerConfiguration: Equatable, Sendable {
    /// The address to listen at.
    package var host = "127.0.0.1"
    /// The port to listen at; 0 takes a free one.
    package var port = 0
    /// The name of the served model.
    package var modelName: String
    /// What the engine's steps cost.
    package var costs: StepCosts
    /// The engine's limits.
    package var engine: EngineConfiguration
    /// Names of the served adapters (LoRA), which clients ask for instead of the model; limits are those of `engine.adapters`.
    package var adapters: [String] = []
    /// Seed of the engine's noise, the faults, the answers and their names.
    package var seed: UInt64 = 1
    /// When answers end by themselves.
    package var answers = AnswerLengths.untilLimit
    /// What goes wrong.
    package var faults: FaultScript
    /// The secret clients must show on paths under `/v1`; nil for none.
    package var apiKey: BearerKey?
    /// Which server it pretends to be, on its paths and in its metrics; errors and answers under `/v1` are vLLM's.
    package var release = SimulatedRelease(.vllm)
    /// Whether metrics are served; SGLang and llama.cpp do so only when told to.
    package var servesMetrics = true
    /// Whether vLLM's `/server_info` is there, as with `VLLM_SERVER_DEV_MODE=1`.
    package var developerMode = false
    /// Whether SGLang schedules by priority, which gives its gauges of requests a `priority` label.
    package var schedulesByPriority = false
    /// Whether Triton shows its histogram of first responses, as with `--metrics-config histogram_latencies=true`.
    package var showsLatencyHistograms = false
    /// Whether withdrawn requests count as `finished_reason="abort"`; real releases leave the counter at 0.
    package var countsAborts = true
    /// Whether the GPU exporter shows, besides its default fields, those that have to be switched on: reasons and times of
    /// lowered clocks, activity of the multiprocessors, traffic of the bus.
    package var showsOptionalGPUFields = true

    /// Sets up a server from a calibration.
    ///
    /// - Parameters:
    ///   - modelName: The served model.
    ///   - calibration: Costs and limits of the engine.
    ///   - maxNumSeqs: Slots, if not those of the calibration.
    ///   - maxNumBatchedTokens: Token budget of a step, if not that of the calibration.
    ///   - kvTokens: KV cache in tokens, if not that of the calibration.
    ///   - maxModelLen: Longest request in tokens, if not that of the calibration.
    ///   - faults: What goes wrong.
    ///   - release: The server it pretends to be.
    package init(
        modelName: String = "demo-8b",
        calibration: Calibration = .demonstration,
        maxNumSeqs: Int? = nil,
        maxNumBatchedTokens: Int? = nil,
        kvTokens: Int? = nil,
        maxModelLen: Int? = nil,
        faults: FaultScript = .none,
        release: SimulatedRelease = SimulatedRelease(.vllm)
    ) {
        self.modelName = modelName
        costs = calibration.costs
        engine = calibration.engine
        engine.maxNumSeqs = maxNumSeqs ?? engine.maxNumSeqs
        engine.maxNumBatchedTokens = maxNumBatchedTokens ?? engine.maxNumBatchedTokens
        engine.kvTokens = kvTokens ?? engine.kvTokens
        engine.maxModelLen = maxModelLen ?? engine.maxModelLen
        self.faults = faults
        self.release = release
    }

    /// The release it pretends to be of, as its own `/version` shows it.
    package var version: String {
        release.version.description
    }

    /// The engine's limits, with the buckets that every dialect can be read from.
    package var recording: EngineConfiguration {
        var recording = engine
        recording.histogramDetail = DialectBounds.detail(maxModelLen: engine.maxModelLen)
        return recording
    }

    /// Checks that a server can start like this.
    ///
    /// - Throws: ``SimulatedServerError`` for the first setting that makes no sense.
    package func validate() throws(SimulatedServerError) {
        do {
            try engine.validate()
        } catch {
            throw .engine(error)
        }
        guard !modelName.isEmpty else { throw .emptyModelName }
        try validateAdapters()
        guard (0...65_535).contains(port) else { throw .port(port) }
        let cacheTokens = engine.kvBlocks * engine.blockSize
        guard cacheTokens >= engine.maxModelLen else {
            throw .cacheBelowModelLength(
                cacheTokens: cacheTokens, maxModelLen: engine.maxModelLen)
        }
    }

    private func validateAdapters() throws(SimulatedServerError) {
        if let limits = engine.adapters {
            guard !adapters.isEmpty else { throw .adaptersWithoutNames(maxLoras: limits.maxLoras) }
        } else if let first = adapters.first {
            throw .adaptersWithoutLimits(first: first)
        }
        var names: Set<String> = [modelName]
        for (index, name) in adapters.enumerated() {
            guard !name.isEmpty else { throw .emptyAdapterName(number: index + 1) }
            guard names.insert(name).inserted else { throw .nameServedTwice(name) }
        }
    }
}
