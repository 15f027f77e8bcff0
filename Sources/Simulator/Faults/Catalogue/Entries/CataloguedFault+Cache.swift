import EngineModel

/// Faults of the KV cache.
extension CataloguedFault {
    /// Less room than the live contexts take.
    static let kvExhaustion = CataloguedFault(
        "kv-exhaustion",
        summary: "the KV cache is smaller than the contexts of the requests that run together",
        shows: "preemptions with a full KV cache and running below the limit; some answers freeze "
            + "for seconds and go on"
    ) { scene in
        scene.growContexts()
        scene.shrinkCache(to: scene.size(1, 0.45))
    }

    /// A second tier of the cache that is slower than computing anew.
    static let kvSwapStall = CataloguedFault(
        "kv-swap-stall",
        summary: "requests are swapped out to the memory of the host, and back in at a cost to all",
        shows: "all open answers stand still together while blocks move; requests are swapped out "
            + "and the cache of the host is in use"
    ) { scene in
        scene.server.release = SimulatedRelease(known: .vllmV0, "0.7.3")
        scene.server.engine.speculation = nil
        scene.growContexts()
        // vLLM's default of 4 GiB on the host, for a model with 128 KiB a token; many small copies are far slower than the link.
        scene.server.engine.preemption = .swap(
            SwapSpace(
                kvBytesPerToken: 131_072, bytesPerSecond: scene.size(0.8e9, 0.05e9),
                hostBlocks: 2048))
        scene.shrinkCache(to: scene.size(1, 0.55))
    }

    /// Blocks that nobody has and nobody gets.
    static let kvLeak = CataloguedFault(
        "kv-leak",
        summary: "blocks of the KV cache are lost, request by request, and never given back",
        shows: "the floor of the KV cache's fill rises whatever runs, until requests are preempted "
            + "or wait"
    ) { scene in
        scene.growContexts()
        let tokens = max(
            Int(2.5 * scene.contextTokens), scene.server.engine.maxModelLen, 16_384)
        scene.server.engine.kvTokens = tokens
        let start = scene.durationSeconds * scene.draw.between(0.25, 0.4)
        let left = scene.durationSeconds - start
        scene.add(
            FaultRule(
                elapsed: scene.from(.seconds(start)),
                faults: [.kvLeak(tokensPerSecond: scene.size(0.4, 0.95) * Double(tokens) / left)]))
    }

    /// What was computed before is computed again.
    static let coldPrefixCache = CataloguedFault(
        "cold-prefix-cache",
        summary: "prompts that begin alike are computed anew each time",
        shows: "the first token comes later in proportion to the prompt, a repeated prompt is no "
            + "faster than a new one, and the share of cached prompt tokens falls"
    ) { scene in
        let shared = Int(scene.size(500, 3500))
        let own = scene.draw.whole(60...160)
        scene.load.sharedPrefixTokens = shared
        scene.load.prompt = .uniform((shared + own)...(shared + 3 * own))
        scene.load.longPromptTokens = shared + 8 * own
        if var others = scene.background {
            others.sharedPrefixTokens = shared
            others.prompt = scene.load.prompt
            others.longPromptTokens = scene.load.longPromptTokens
            scene.background = others
        }
        let hasBegun = scene.draw.chance(0.3)
        let elapsed = hasBegun ? nil : scene.from(scene.onset())
        scene.add(FaultRule(elapsed: elapsed, faults: [.coldPrefixCache]))
    }
}

extension CatalogueScene {
    /// Makes contexts long: more prompt, more answer, more sessions.
    mutating func growContexts() {
        let shortest = draw.whole(250...500)
        load.sessions = max(8, load.sessions)
        load.thinkSeconds = draw.between(0.2, 0.6)
        load.sharedPrefixTokens = min(load.sharedPrefixTokens, 64)
        load.prompt = .uniform(shortest...(2 * shortest))
        load.longPromptTokens = 4 * shortest
        load.maxTokens = draw.pick([384, 512])
        server.answers = AnswerLengths(
            stopShare: draw.between(0.8, 0.9),
            lengths: .spread(mean: Double(load.maxTokens) * draw.between(0.5, 0.7), variation: 0.3))
        if var others = background {
            others.prompt = load.prompt
            others.longPromptTokens = load.longPromptTokens
            others.maxTokens = load.maxTokens
            others.sharedPrefixTokens = load.sharedPrefixTokens
            background = others
        }
    }

    /// Gives the engine a cache that holds only so much of what is at work.
    ///
    /// - Parameter share: Of ``contextTokens``; the longest single request always fits.
    mutating func shrinkCache(to share: Double) {
        let longest = load.longPromptTokens + load.maxTokens + 64
        server.engine.maxModelLen = longest
        server.engine.kvTokens = max(Int(share * contextTokens), longest + 64)
    }
}
