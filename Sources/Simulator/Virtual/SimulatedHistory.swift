package import EngineModel

/// A simulated server over virtual time: what each of its pages of metrics would have said, and when.
///
/// One run of the engine is shown in the words of every release that is asked for, so that they speak of the same events.
///
/// ```swift
/// let history = try SimulatedHistory(Scenario.admissionCap)
/// for scrape in history.scrapes(as: SimulatedRelease(.sglang)) {
///     print(scrape.seconds, scrape.body.count)
/// }
/// ```
package struct SimulatedHistory: Sendable {
    /// What a scraper got, and when.
    package typealias Scrape = (seconds: Double, body: [UInt8])

    /// When the server started.
    package let startUnixSeconds: Double
    private let configuration: SimulatedServerConfiguration
    private let states: [EngineSnapshot.Earlier]

    /// Runs an engine under a load in virtual time.
    ///
    /// - Parameters:
    ///   - configuration: The server; the seed and the model's name are taken from here too.
    ///   - workload: The load.
    ///   - seconds: When to scrape, in ascending order, in seconds since the start.
    ///   - startUnixSeconds: When the server started.
    /// - Throws: `EngineConfigurationError` or `SubmissionError` when the engine cannot run, or not serve the load.
    package init(
        configuration: SimulatedServerConfiguration,
        workload: ClosedLoopWorkload,
        at seconds: [Double],
        startUnixSeconds: Double = 1_800_000_000
    ) throws {
        self.configuration = configuration
        self.startUnixSeconds = startUnixSeconds
        var run = try VirtualRun(
            configuration: configuration.recording, costs: configuration.costs,
            workload: workload, seed: configuration.seed)
        var states: [EngineSnapshot.Earlier] = []
        for time in seconds {
            try run.advance(to: time)
            states.append(
                EngineSnapshot.Earlier(metrics: run.engine.metrics, elapsedSeconds: time))
        }
        self.states = states
    }

    /// Runs a scenario's server under the scenario's load.
    ///
    /// - Parameters:
    ///   - scenario: The scenario; what goes wrong on the path to the client is not seen here.
    ///   - seconds: When to scrape; every 15 s for ten minutes unless said otherwise.
    ///   - startUnixSeconds: When the server started.
    /// - Throws: As the other initializer.
    package init(
        _ scenario: Scenario,
        at seconds: [Double] = (0...40).map { Double($0) * 15 },
        startUnixSeconds: Double = 1_800_000_000
    ) throws {
        let load = scenario.workload
        try self.init(
            configuration: scenario.server,
            workload: ClosedLoopWorkload(
                count: load.concurrency, staggerSeconds: 0.6,
                pacing: .think(meanSeconds: 0.28, variation: 0.3),
                prompt: .fixed(load.promptTokens), output: .fixed(load.maxTokens)),
            at: seconds, startUnixSeconds: startUnixSeconds)
    }

    /// What the engine had counted at each scrape: the truth behind every body.
    package var truth: [(seconds: Double, metrics: EngineMetrics)] {
        states.map { ($0.elapsedSeconds, $0.metrics) }
    }

    /// What a scraper got from a page of metrics, had the server been of a given release.
    ///
    /// - Parameters:
    ///   - release: The release.
    ///   - page: The page.
    /// - Returns: One body for each time; empty when the release has no such page.
    package func scrapes(
        as release: SimulatedRelease, page: ExpositionPage = .engine
    ) -> [Scrape] {
        snapshots(as: release).compactMap { snapshot in
            snapshot.body(page).map { (seconds: snapshot.elapsedSeconds, body: $0) }
        }
    }

    /// The states behind ``scrapes(as:page:)``, for other pages and for their families.
    package func snapshots(as release: SimulatedRelease) -> [EngineSnapshot] {
        var configuration = configuration
        configuration.release = release
        var earlier: EngineSnapshot.Earlier?
        return states.map { state in
            defer { earlier = state }
            return EngineSnapshot(
                metrics: state.metrics, configuration: configuration,
                startUnixSeconds: startUnixSeconds, elapsedSeconds: state.elapsedSeconds,
                earlier: earlier)
        }
    }
}
