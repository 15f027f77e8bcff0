import EngineModel
import Synchronization

/// Everything the request handlers of one server share.
struct ServerState: Sendable {
    let configuration: SimulatedServerConfiguration
    let engine: EngineService<ContinuousClock>
    let connections = ClientConnections()
    let counters: RequestCounters
    let scrapes = ScrapeMemory()
    /// Unix seconds, injected.
    let wallClock: @Sendable () -> Double
    let clock: ContinuousClock
    let startInstant: ContinuousClock.Instant
    let startUnixSeconds: Double

    init(
        configuration: SimulatedServerConfiguration, clock: ContinuousClock,
        wallClock: @escaping @Sendable () -> Double
    ) throws(SimulatedServerError) {
        try configuration.validate()
        self.configuration = configuration
        do {
            let engine = try Engine(
                configuration: configuration.recording, costs: configuration.costs,
                seed: SeededGenerator.mixed(configuration.seed, 0))
            // `trtllm-serve` keeps a thousand iterations for whoever asks.
            self.engine = EngineService(
                engine: engine, clock: clock,
                stepsKept: configuration.release.engine == .trtllm ? 1000 : 0)
        } catch {
            throw .engine(error)
        }
        counters = RequestCounters(maxModelLen: configuration.engine.maxModelLen)
        self.clock = clock
        self.wallClock = wallClock
        startInstant = clock.now
        startUnixSeconds = wallClock()
    }

    /// Time since the server was set up.
    var elapsed: Duration {
        startInstant.duration(to: clock.now)
    }

    /// Names the build.
    var fingerprint: String { configuration.fingerprint }
}
