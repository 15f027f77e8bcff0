import EngineModel

/// What a healthy world may look like.
extension CatalogueScene {
    /// An engine on some hardware: one of two calibrations, or one of them made faster or slower, with or without hiccups.
    static func calibration(_ draw: inout CatalogueDraw) -> Calibration {
        let base = draw.pick([Calibration.demonstration, .gemma26BOnL40S])
        let factor = draw.chance(0.5) ? 1 : draw.between(0.75, 1.7)
        var costs = base.costs.scaled(by: factor)
        if draw.chance(0.3) {
            costs.hiccupProbability = draw.between(0.0003, 0.0015)
            costs.hiccupMeanSeconds = draw.between(0.01, 0.05)
        }
        return Calibration(
            name: base.name, provenance: base.provenance, costs: costs, engine: base.engine)
    }

    /// A release of vLLM, mostly the newest.
    static func release(_ draw: inout CatalogueDraw) -> SimulatedRelease {
        switch draw.unit() {
        case ..<0.6: SimulatedRelease(known: .vllm, "0.32.0")
        case ..<0.8: SimulatedRelease(known: .vllm, "0.20.0")
        case ..<0.95: SimulatedRelease(known: .vllm, "0.12.0")
        default: SimulatedRelease(known: .vllmV0, "0.7.3")
        }
    }

    /// The load of a diagnosis: a closed loop, mostly short new prompts behind a system prompt, with some that are repeated, long,
    /// cancelled or on a connection of their own.
    static func load(_ draw: inout CatalogueDraw) -> ClientLoad {
        let shared = draw.pick([0, 48, 96, 160])
        let shortest = shared + draw.whole(24...80)
        let longest = shortest + draw.whole(40...160)
        var load = ClientLoad(
            sessions: draw.whole(4...16), prompt: .uniform(shortest...longest),
            maxTokens: draw.pick([64, 96, 128, 192, 256]))
        load.thinkSeconds = draw.between(0.2, 1.5)
        load.staggerSeconds = draw.between(0.1, 0.6)
        load.sharedPrefixTokens = shared
        load.repeatShare = draw.between(0.1, 0.2)
        load.longShare = 0.1
        load.longPromptTokens = Int(load.prompt.mean * draw.between(4, 6))
        load.freshConnectionShare = draw.between(0.15, 0.25)
        load.cancelShare = 0.05
        return load
    }

    /// Other users: fewer or as many, slower to ask again, with prompts of the same kind.
    static func background(_ draw: inout CatalogueDraw, beside load: ClientLoad) -> ClientLoad {
        var others = load
        others.sessions = draw.whole(2...8)
        others.thinkSeconds = draw.between(0.5, 3)
        others.longShare = draw.between(0, 0.1)
        others.cancelShare = draw.between(0, 0.05)
        return others
    }

    /// Most answers end by themselves, well before the limit.
    static func answers(_ draw: inout CatalogueDraw, maxTokens: Int) -> AnswerLengths {
        AnswerLengths(
            stopShare: draw.between(0.8, 0.9),
            lengths: .spread(
                mean: Double(maxTokens) * draw.between(0.35, 0.6), variation: draw.between(0.2, 0.4)
            ))
    }

    /// Lets the engine draft tokens, most of which the model accepts; a pass of the drafting model is a small part of a step.
    mutating func draftTokens() {
        server.engine.speculation = Speculation(
            draftTokens: draw.whole(2...5), acceptance: draw.between(0.65, 0.85))
        server.costs.draftPassSeconds = server.costs.decodeBaseSeconds * draw.between(0.03, 0.08)
        server.costs.perDraftTokenSeconds =
            server.costs.perSequenceSeconds * draw.between(0.2, 0.5)
    }

    /// Serves adapters beside the base model, to the measured requests and to nobody else.
    ///
    /// - Parameters:
    ///   - count: How many are asked for.
    ///   - places: How many the engine keeps loaded.
    ///   - loadSeconds: What it takes to load one.
    mutating func serveAdapters(_ count: Int, places: Int, loadSeconds: Double) {
        load.adapters = (1...count).map { "tenant-\($0)" }
        server.adapters = load.adapters
        load.adapterShare = draw.between(0.5, 0.75)
        server.engine.adapters = AdapterLimits(
            maxLoras: places, loadSeconds: loadSeconds,
            loading: draw.pick([.withinStep, .beside]))
    }

    /// Puts several replicas behind a balancer; slots and load stay those of each and of all.
    ///
    /// - Parameter count: How many.
    mutating func spread(over count: Int) {
        deployment.replicas = count
        deployment.balancing = draw.pick([.roundRobin, .leastRequests])
        load.sessions = max(load.sessions, 2 * count)
    }

    /// Several replicas in some of the worlds.
    ///
    /// - Parameter share: In how many.
    mutating func maybeSeveralReplicas(_ share: Double = 0.25) {
        if draw.chance(share) {
            spread(over: draw.whole(2...4))
        }
    }
}
