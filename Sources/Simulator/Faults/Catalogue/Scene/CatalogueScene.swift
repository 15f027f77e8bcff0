import EngineModel

/// A healthy world, drawn from a seed, into which a fault of the catalogue is put.
///
/// Everything that may differ between two endpoints that are both fine is drawn here: the hardware, the release, the number of
/// sessions, the lengths, who else is there. A fault then changes what is its own, so that nothing but the fault tells its runs
/// from healthy ones.
struct CatalogueScene {
    /// How bad the fault is to be, from 0 (barely there) to 1.
    let strength: Double
    /// The draws; a fault's own follow those of the healthy world.
    var draw: CatalogueDraw
    /// Who serves.
    var deployment: Deployment
    /// Who is measured.
    var load: ClientLoad
    /// Who else asks; nil for nobody.
    var background: ClientLoad?
    /// By how much the measuring client is late on average, in seconds.
    var clientLagSeconds = 0.0
    /// How long it lasts, in seconds.
    let durationSeconds = 300.0
    /// What dashboards take for the slot limit, where that is not the engine's own; nil leaves it right.
    var wrongSlots: Int?
    /// Series that dashboards ask for, where those are not the engine's own; nil leaves them right.
    var wrongSeries: [String]?

    /// Draws a world.
    ///
    /// - Parameters:
    ///   - name: The fault's name; worlds of different faults with one seed differ.
    ///   - strength: How bad the fault is to be; clamped to 0...1.
    ///   - seed: Of all draws.
    init(about name: String, strength: Double, seed: UInt64) {
        self.strength = min(max(strength, 0), 1)
        var draw = CatalogueDraw(about: name, seed: seed)
        let calibration = Self.calibration(&draw)
        var server = SimulatedServerConfiguration(
            modelName: "chat-demo", calibration: calibration, maxNumBatchedTokens: 2048,
            release: Self.release(&draw))
        server.seed = draw.seed()
        load = Self.load(&draw)
        background = draw.chance(1 / 3) ? Self.background(&draw, beside: load) : nil
        let least = load.sessions + (background?.sessions ?? 0)
        server.engine.maxNumSeqs = draw.pick([32, 64, 128].filter { $0 >= least })
        server.answers = Self.answers(&draw, maxTokens: load.maxTokens)
        server.countsAborts = draw.chance(0.5)
        deployment = Deployment(server: server)
        self.draw = draw
        if self.draw.chance(0.15), server.release.engine == .vllm {
            draftTokens()
        }
    }

    /// The server's settings, those of every replica that has none of its own.
    var server: SimulatedServerConfiguration {
        get { deployment.server }
        set { deployment.server = newValue }
    }

    /// Adds a rule to what goes wrong.
    mutating func add(_ rule: FaultRule) {
        deployment.server.faults.rules.append(rule)
    }

    /// Adds conditions that hold from the first moment to the last.
    mutating func always(_ faults: Fault...) {
        add(FaultRule(faults: faults))
    }

    /// The world with everything that is declared of it.
    ///
    /// In one world of five nobody declared anything.
    consuming func finished() -> Rehearsed {
        var rehearsed = Rehearsed(deployment: deployment, load: load)
        rehearsed.background = background
        rehearsed.durationSeconds = durationSeconds
        rehearsed.clientLagSeconds = clientLagSeconds
        let isDeclared = draw.chance(0.8)
        rehearsed.declaredSlots = wrongSlots ?? (isDeclared ? server.engine.maxNumSeqs : nil)
        rehearsed.declaredSeries =
            wrongSeries ?? (isDeclared ? DeclaredSeries.right(for: server.release) : [])
        return rehearsed
    }
}
