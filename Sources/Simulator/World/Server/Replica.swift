import EngineModel

/// One replica: its engine, its process, and what its pages remember.
struct Replica {
    let number: Int
    let configuration: SimulatedServerConfiguration
    var engine: Engine
    /// Which life of the process this is.
    var life = 0
    /// When this life began, in seconds since the world began; negative for before.
    var startSeconds: Double
    /// Whether the process is gone.
    var isDown = false
    /// Requests of the balancer that have not ended.
    var inFlight = 0
    var http: HTTPCounts
    /// Requests whose clients went away while the engine hung.
    var unheard: [RequestID] = []
    /// What the last scrape of every page has seen.
    var seen: [ExpositionPage: EngineSnapshot.Earlier] = [:]
    /// What pages said when a condition began that holds them there; nil while none does.
    var frozenGauges: EngineSnapshot?
    var frozenPages: EngineSnapshot?
    /// Until when leaks have been taken out of the cache.
    var leakedSeconds = 0.0
    /// Work of earlier lives, which the machine remembers.
    var earlier = EarlierLives()

    private let seed: UInt64

    /// Starts a process.
    ///
    /// - Parameters:
    ///   - number: Which replica it is.
    ///   - configuration: How it is set up.
    ///   - seed: Of its noise.
    ///   - startSeconds: When it started.
    /// - Throws: As `Engine`'s initializer.
    init(
        number: Int, configuration: SimulatedServerConfiguration, seed: UInt64,
        startSeconds: Double
    ) throws {
        self.number = number
        self.configuration = configuration
        self.seed = seed
        self.startSeconds = startSeconds
        engine = try Engine(
            configuration: configuration.recording, costs: configuration.costs,
            seed: SeededGenerator.mixed(seed, 0))
        http = HTTPCounts(maxModelLen: configuration.engine.maxModelLen)
    }

    /// Starts the process anew: counters, caches and memories are empty.
    ///
    /// - Parameter seconds: When.
    /// - Throws: As `Engine`'s initializer.
    mutating func restart(at seconds: Double) throws {
        earlier.add(engine.metrics)
        leakedSeconds = seconds
        life += 1
        isDown = false
        startSeconds = seconds
        engine = try Engine(
            configuration: configuration.recording, costs: configuration.costs,
            seed: SeededGenerator.mixed(seed, UInt64(life)))
        http = HTTPCounts(maxModelLen: configuration.engine.maxModelLen)
        unheard = []
        seen = [:]
    }

    /// The process is gone, and with it whatever it worked on.
    mutating func stop() {
        isDown = true
        life += 1
        unheard = []
    }

    /// Makes the engine feel the conditions around it, before a step begins.
    mutating func prepare(_ conditions: EngineConditions, at seconds: Double) {
        engine.costs = configuration.costs.scaled(by: conditions.stepFactor)
        engine.prefixCacheIsDefeated = conditions.isPrefixCacheDefeated
        engine.draftAcceptance =
            conditions.draftAcceptance ?? configuration.engine.speculation?.acceptance ?? 0
        if conditions.leakedTokensPerSecond > 0 {
            engine.leak(tokens: conditions.leakedTokensPerSecond * (seconds - leakedSeconds))
        }
        leakedSeconds = seconds
    }

    /// Counts a request for one answer that has ended.
    mutating func countFinished(longestAnswer: Int) {
        http.choices.observe(1)
        http.longestAnswer.observe(Double(longestAnswer))
    }

    /// Counts a response.
    mutating func count(handler: String, method: String, status: Int) {
        http.responses[
            HTTPCounts.Route(handler: handler, method: method, status: status), default: 0] += 1
    }
}
