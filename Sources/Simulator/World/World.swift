import EngineModel

/// A whole deployment under load in virtual time: clients, the path, a balancer, replicas, exporters and a scraper.
///
/// ```swift
/// var world = try World(rehearsed, seed: 7)
/// let trace = try world.run()
/// ```
///
/// The same seed gives the same trace. Time is computed, never waited for.
package struct World {
    /// The limits of the measuring client.
    enum Limit {
        /// Resolving, connecting and securing.
        static let connectSeconds = 5.0
        /// The whole of one request.
        static let totalSeconds = 120.0
        /// A beacon.
        static let beaconSeconds = 10.0
        /// How soon after sending a closed kept connection counts as stale.
        static let staleSeconds = 1.0
    }

    /// What a healthy path costs, in seconds: a rack's distance.
    enum Cost {
        static let oneWay = 0.000_25
        static let resolve = 0.000_4
        static let connect = 0.000_5
        static let secure = 0.001_5
        /// A server that answers without its engine.
        static let answer = 0.000_8
        /// Until the kernel has taken a request.
        static let write = 0.000_02
        /// Between a failure and the same request again.
        static let retry = 0.05
    }

    let rehearsed: Rehearsed
    let seed: UInt64
    let scrapeIntervalSeconds: Double
    let startUnixSeconds: Double
    let timeline: ConditionTimeline
    /// How long the machines and the first processes have run at the beginning.
    let uptimeSeconds: Double

    var events = EventQueue<WorldEvent>()
    var replicas: [Replica]
    var sessions: [ClientSession] = []
    var exchanges: [ExchangeState] = []
    var beacons: [BeaconState] = []
    var wakes: WakeTimes
    var gateway = GatewayQueue()
    var link = LinkState()
    var replicaLinks: [LinkState]
    var random: RandomSource
    var trace: WorldTrace
    /// Requests that have arrived, for the draw of faults.
    var arrivals = 0
    /// Whose turn it is.
    var turn = 0
    var measured = 0

    /// Sets a world up.
    ///
    /// - Parameters:
    ///   - rehearsed: Who serves, who asks, what goes wrong.
    ///   - seed: Of everything that is drawn.
    ///   - scrapeIntervalSeconds: The time between two scrapes of every page.
    ///   - startUnixSeconds: The wall clock at the beginning.
    /// - Throws: ``SimulatedServerError`` when a replica cannot be set up like this.
    package init(
        _ rehearsed: Rehearsed, seed: UInt64, scrapeIntervalSeconds: Double = 5,
        startUnixSeconds: Double = 1_800_000_000
    ) throws {
        self.rehearsed = rehearsed
        self.seed = seed
        self.scrapeIntervalSeconds = scrapeIntervalSeconds
        self.startUnixSeconds = startUnixSeconds
        let deployment = rehearsed.deployment
        let count = max(1, deployment.replicas)
        let uptime = deployment.uptimeSeconds ?? Self.uptimeSeconds(of: deployment.server.faults)
        uptimeSeconds = uptime
        timeline = ConditionTimeline(deployment.server.faults, replicas: count)
        replicas = try (0..<count).map { number in
            let configuration = deployment.configuration(of: number)
            try configuration.validate()
            return try Replica(
                number: number, configuration: configuration,
                seed: SeededGenerator.mixed(seed, UInt64(100 + number)),
                startSeconds: -uptime)
        }
        replicaLinks = Array(repeating: LinkState(), count: count)
        wakes = WakeTimes(
            meanSeconds: rehearsed.clientLagSeconds, seed: SeededGenerator.mixed(seed, 3))
        random = RandomSource(seed: SeededGenerator.mixed(seed, 4))
        trace = WorldTrace(
            startUnixSeconds: startUnixSeconds, durationSeconds: rehearsed.durationSeconds,
            modelName: deployment.server.modelName)
        addSessions(of: rehearsed.load, isMeasured: true, seed: SeededGenerator.mixed(seed, 1))
        if let background = rehearsed.background {
            addSessions(of: background, isMeasured: false, seed: SeededGenerator.mixed(seed, 2))
        }
    }

    var script: FaultScript { rehearsed.deployment.server.faults }

    /// Where a story begins: right after a start when the first requests pay for one, else long after.
    private static func uptimeSeconds(of script: FaultScript) -> Double {
        let isCold = script.rules.contains { rule in
            rule.requests?.lowerBound == 0
                && rule.faults.contains {
                    if case .slowPrefill = $0 { true } else { false }
                }
        }
        return isCold ? 2 : 21_600
    }

    /// Whether there is a balancer, which answers for replicas that do not.
    var hasBalancer: Bool { replicas.count > 1 }

    private mutating func addSessions(of load: ClientLoad, isMeasured: Bool, seed: UInt64) {
        for number in 0..<max(0, load.sessions) {
            sessions.append(
                ClientSession(
                    load: load, number: number, isMeasured: isMeasured,
                    seed: SeededGenerator.mixed(seed, UInt64(number))))
        }
    }

    // MARK: - Running

    /// Runs to the end; requests that are under way then are given up.
    ///
    /// - Returns: What happened.
    /// - Throws: As the engine's initializer, when a process is started anew; never for a world that could be set up.
    package mutating func run() throws -> WorldTrace {
        try changeConditions(at: 0)
        for boundary in timeline.boundarySeconds where boundary > 0 {
            events.plan(.boundary, at: boundary)
        }
        for index in sessions.indices {
            let session = sessions[index]
            events.plan(
                .ask(session: index), at: Double(session.number) * session.load.staggerSeconds)
        }
        events.plan(.scrape, at: 0)
        events.plan(.beacon(0), at: 0.5)
        events.plan(.end, at: rehearsed.durationSeconds)
        while let (event, seconds) = events.next(), event != .end {
            try handle(event, at: seconds)
        }
        finishTrace(at: rehearsed.durationSeconds)
        return trace
    }

    private mutating func handle(_ event: WorldEvent, at now: Double) throws {
        switch event {
        case .boundary: try changeConditions(at: now)
        case .ask(let session): ask(session, at: now)
        case .kick(let replica, let life): kick(replica, life: life, at: now)
        case .stepEnds(let replica, let life): endStep(of: replica, life: life, at: now)
        case .beacon(let number): sendBeacon(number, at: now)
        case .beaconArrives(let number): answerBeacon(number, at: now)
        case .scrape:
            scrape(at: now)
            events.plan(.scrape, at: now + scrapeIntervalSeconds)
        case .patience(let exchange): checkPatience(exchange, at: now)
        case .enough(let exchange): finish(exchange, .enough, at: now)
        case .end: break
        case .sent(let exchange, let attempt), .gateway(let exchange, let attempt),
            .balancer(let exchange, let attempt), .whole(let exchange, let attempt),
            .closed(let exchange, let attempt), .answered(let exchange, let attempt),
            .hungUp(let exchange, let attempt), .release(let exchange, let attempt),
            .cut(let exchange, let attempt), .connectFails(let exchange, let attempt, _):
            guard exchanges[exchange].attempt == attempt else { return }
            advance(exchange, event, at: now)
        }
    }

    /// What happens to one request on its way.
    private mutating func advance(_ exchange: Int, _ event: WorldEvent, at now: Double) {
        if case .hungUp = event {
            hangUp(exchange, at: now)
            return
        }
        guard exchanges[exchange].phase != .over else { return }
        switch event {
        case .sent: send(exchange, at: now)
        case .connectFails(_, _, let kind): finish(exchange, kind, at: now)
        case .gateway: enterGateway(exchange, at: now)
        case .balancer: balance(exchange, at: now)
        case .whole, .answered: finish(exchange, .ended, at: now)
        case .closed: connectionCloses(exchange, at: now)
        case .release: releaseStall(exchange, at: now)
        case .cut: cut(exchange, at: now)
        default: break
        }
    }

    private mutating func finishTrace(at end: Double) {
        for index in exchanges.indices where exchanges[index].phase != .over {
            finish(index, .runEnded, at: end)
        }
        scrape(at: end)
        trace.exchanges = exchanges.filter { sessions[$0.session].isMeasured }.map(\.trace)
        trace.backgroundRequests = exchanges.count - trace.exchanges.count
        trace.beacons.sort { $0.seconds < $1.seconds }
        trace.engines = replicas.map(\.engine.metrics)
        if rehearsed.clientLagSeconds > 0 {
            trace.lagSeconds = (1..<max(2, Int(end / trace.lagTickSeconds))).map { tick in
                let due = Double(tick) * trace.lagTickSeconds
                return wakes.seen(due) - due
            }
        }
    }
}
