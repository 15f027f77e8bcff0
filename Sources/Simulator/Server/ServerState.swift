import EngineModel

/// Everything the request handlers of one replica share.
struct ServerState: Sendable {
    /// Which replica it is, from 0.
    let replica: Int
    let configuration: SimulatedServerConfiguration
    let engine: EngineService<ContinuousClock>
    let life: ReplicaLife
    let frozen = FrozenState()
    /// What is common to all replicas.
    let site: SiteState
    private let weather: EngineWeather

    init(replica: Int, site: SiteState) throws(SimulatedServerError) {
        let configuration = site.deployment.configuration(of: replica)
        try configuration.validate()
        self.replica = replica
        self.configuration = configuration
        self.site = site
        weather = EngineWeather(script: site.script, replica: replica)
        life = ReplicaLife(
            maxModelLen: configuration.engine.maxModelLen, startUnixSeconds: site.startUnixSeconds)
        // `trtllm-serve` keeps a thousand iterations for whoever asks.
        engine = EngineService(
            engine: try Self.engine(configuration, replica: replica, life: 0), clock: site.clock,
            origin: site.startInstant,
            stepsKept: configuration.release.engine == .trtllm ? 1000 : 0, weather: weather)
    }

    /// A new engine; the first of the first replica has the noise a server alone would have.
    private static func engine(
        _ configuration: SimulatedServerConfiguration, replica: Int, life: UInt64
    ) throws(SimulatedServerError) -> Engine {
        let seed = SeededGenerator.mixed(
            configuration.seed &+ UInt64(replica) &* 0x1_0000 &+ life &* 0x1_0000_0000, 0)
        do {
            return try Engine(
                configuration: configuration.recording, costs: configuration.costs, seed: seed)
        } catch {
            throw .engine(error)
        }
    }

    var connections: ClientConnections { site.connections }
    var counters: RequestCounters { life.counters }
    var scrapes: ScrapeMemory { life.scrapes }
    var clock: ContinuousClock { site.clock }
    var startUnixSeconds: Double { life.startUnixSeconds }

    /// The replica's own clock, which may be wrong; Unix seconds.
    func wallClock() -> Double {
        site.unixSeconds(conditions)
    }

    /// Time since the deployment was set up.
    var elapsed: Duration { site.elapsed }

    /// Time since the replica's process started.
    var uptime: Duration { max(.zero, elapsed - life.startElapsed) }

    // MARK: - Conditions

    /// What holds now, on the replica and in front of it.
    var conditions: [Fault] {
        site.script.conditions(at: elapsed, replica: replica)
    }

    /// What is wrong with the machine under the replica, since it was set up.
    var machine: MachineCondition {
        var machine = MachineCondition(
            script: site.script, elapsed: elapsed, replica: replica)
        machine.earlier = life.earlier
        return machine
    }

    /// Whether the process is gone.
    var isDown: Bool {
        weather.conditions(at: elapsed).isDown
    }

    /// Ends the process's life, or begins the next: empty counters, empty caches, no requests.
    func restart(at elapsed: Duration) {
        let lives = UInt64(elapsed / .milliseconds(1)) &+ 1
        // The set-up has run an engine before, so it runs another.
        guard
            let engine = try? Self.engine(configuration, replica: replica, life: lives)
        else { return }
        let metrics = self.engine.metrics
        self.engine.replace(with: engine)
        life.restart(
            after: metrics, at: elapsed, unixSeconds: site.startUnixSeconds + elapsed / .seconds(1))
    }

    /// Names the build.
    var fingerprint: String { configuration.fingerprint }
}
