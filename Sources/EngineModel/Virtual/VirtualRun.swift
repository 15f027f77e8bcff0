/// An engine under a virtual clock with clients in a closed loop.
///
/// ```swift
/// var run = try VirtualRun(
///     configuration: configuration, costs: costs, workload: workload, seed: 3)
/// try run.advance(to: 100)
/// let window = try run.measure(seconds: 300)
/// window.prometheusQuantile(0.95, of: \.timeToFirstToken)
/// ```
package struct VirtualRun: Sendable {
    /// The engine, with what it counted and recorded.
    package private(set) var engine: Engine
    /// The offered load.
    package let workload: ClosedLoopWorkload
    /// Virtual seconds since the begin.
    package private(set) var nowSeconds = 0.0
    /// Scrapes of the gauges, every ``scrapeIntervalSeconds``.
    package private(set) var scrapes: [GaugeSample] = []
    /// Seconds between scrapes.
    package let scrapeIntervalSeconds: Double

    private var clients: RandomSource
    private var nextScrapeSeconds = 0.0
    /// Time of the last step boundary.
    private var boundarySeconds = 0.0
    /// Next tick of each session with a ticker.
    private var nextTickSeconds: [Double]

    /// Prepares a run at virtual time 0; the engine records every request.
    ///
    /// - Parameters:
    ///   - configuration: The engine's limits.
    ///   - costs: What its steps cost.
    ///   - workload: The offered load.
    ///   - seed: Of the engine's noise and, separately, of the clients' lengths and pauses.
    ///   - scrapeIntervalSeconds: Seconds between scrapes of the gauges.
    /// - Throws: ``EngineConfigurationError`` or ``SubmissionError``.
    package init(
        configuration: EngineConfiguration,
        costs: StepCosts,
        workload: ClosedLoopWorkload,
        seed: UInt64,
        scrapeIntervalSeconds: Double = 1
    ) throws {
        var recording = configuration
        recording.recordsRequests = true
        engine = try Engine(
            configuration: recording, costs: costs, seed: SeededGenerator.mixed(seed, 0))
        clients = RandomSource(seed: SeededGenerator.mixed(seed, 1))
        self.workload = workload
        self.scrapeIntervalSeconds = scrapeIntervalSeconds
        nextTickSeconds = workload.sessions.map(\.startSeconds)
        for index in workload.sessions.indices {
            try send(session: index, at: workload.sessions[index].startSeconds)
        }
    }

    /// Changes what the engine's steps cost from the next step on.
    package mutating func change(costs: StepCosts) {
        engine.costs = costs
    }

    /// Changes anything else of the engine that may change while it runs: what drafts are worth, what is lost of its cache.
    package mutating func change(_ body: (inout Engine) -> Void) {
        body(&engine)
    }

    /// Runs until a virtual time: every step that ends by then is finished, one may be left in flight.
    ///
    /// - Parameter limitSeconds: Where to stop.
    /// - Throws: ``SubmissionError`` when a session draws a request the engine can never serve.
    package mutating func advance(to limitSeconds: Double) throws {
        while true {
            if let step = engine.stepInFlight ?? engine.beginStep(at: boundarySeconds) {
                guard step.endSeconds <= limitSeconds else { break }
                scrape(before: step.endSeconds)
                engine.finishStep()
                boundarySeconds = step.endSeconds
                for emission in engine.emissions where emission.finish != nil {
                    try continueSession(emission.tag, after: emission.timeSeconds)
                }
            } else if let ready = engine.nextReadySeconds, ready <= limitSeconds {
                boundarySeconds = max(boundarySeconds, ready)
            } else {
                break
            }
        }
        scrape(before: limitSeconds)
        nowSeconds = limitSeconds
    }

    /// Runs for some time and returns what happened in it.
    ///
    /// - Parameter seconds: Length of the window.
    /// - Returns: The metrics before and after, the ended requests and the scrapes.
    /// - Throws: As ``advance(to:)``.
    package mutating func measure(seconds: Double) throws -> RunWindow {
        let start = nowSeconds
        let before = engine.metrics
        let recordsBefore = engine.records.count
        let scrapesBefore = scrapes.count
        try advance(to: start + seconds)
        return RunWindow(
            startSeconds: start,
            endSeconds: nowSeconds,
            before: before,
            after: engine.metrics,
            records: Array(engine.records[recordsBefore...]),
            scrapes: Array(scrapes[scrapesBefore...])
        )
    }

    private mutating func continueSession(_ index: Int, after end: Double) throws {
        switch workload.sessions[index].pacing {
        case .think(let mean, let variation):
            try send(session: index, at: end + mean * clients.noise(variation: variation))
        case .ticker(let interval):
            nextTickSeconds[index] += interval
            let tick = nextTickSeconds[index]
            if tick < end {
                // The tick that was missed fires now; the ones after it, up to now, are gone.
                let missed = ((end - tick) / interval).rounded(.down)
                nextTickSeconds[index] = tick + missed * interval
            }
            try send(session: index, at: max(tick, end))
        }
    }

    private mutating func send(session index: Int, at time: Double) throws {
        let session = workload.sessions[index]
        let promptTokens = session.prompt.draw(&clients)
        let spec = RequestSpec(
            promptTokens: promptTokens,
            maxTokens: session.output.draw(&clients),
            blockHashes: blockHashes(ofFirst: min(session.sharedPrefixTokens, promptTokens)),
            adapter: session.adapter,
            tag: index
        )
        _ = try engine.submit(spec, at: time)
    }

    /// Names of the full blocks that all prompts begin with.
    private func blockHashes(ofFirst tokens: Int) -> [UInt64] {
        guard engine.configuration.prefixCaching else { return [] }
        return (0..<tokens / engine.configuration.blockSize).map {
            SeededGenerator.mixed(0, UInt64($0))
        }
    }

    private mutating func scrape(before limitSeconds: Double) {
        while nextScrapeSeconds < limitSeconds {
            scrapes.append(
                GaugeSample(
                    timeSeconds: nextScrapeSeconds,
                    running: engine.metrics.requestsRunning,
                    waiting: engine.metrics.requestsWaiting,
                    kvCacheUsage: engine.metrics.kvCacheUsage
                ))
            nextScrapeSeconds += scrapeIntervalSeconds
        }
    }
}
