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

    /// Names the build: `vllm-0.32.0-` and eight digits that depend on the configuration, `b11434-unknown`.
    var fingerprint: String {
        switch configuration.release.engine {
        case .llamaCpp: configuration.version + "-unknown"
        case let engine:
            "\(engine.rawValue)-\(configuration.version)-"
                + Hexadecimal.text(configurationHash, digits: 8)
        }
    }

    private var configurationHash: UInt64 {
        configuration.modelName.utf8.reduce(configuration.seed) {
            SeededGenerator.mixed($0, UInt64($1))
        }
    }
}
