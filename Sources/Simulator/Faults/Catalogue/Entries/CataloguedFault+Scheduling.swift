import EngineModel

/// Faults of the scheduler and of the engine's life.
extension CataloguedFault {
    /// Fewer slots than requests that want one.
    static let slotLimit = CataloguedFault(
        "slot-limit",
        summary: "the engine runs fewer requests at once than its KV cache has room for",
        shows: "requests wait with running at the limit, a KV cache that is nearly empty and no "
            + "preemptions; some get their first token at once, the others after a generation"
    ) { scene in
        scene.maybeSeveralReplicas(0.15)
        scene.load.sessions = max(6, scene.load.sessions)
        scene.load.thinkSeconds = scene.draw.between(0.2, 0.5)
        scene.server.engine.maxNumSeqs = max(
            1, Int(scene.sessionsEach * scene.size(0.7, 0.25)))
    }

    /// A step's token budget that lets a whole long prompt in.
    static let longPromptBlocking = CataloguedFault(
        "long-prompt-blocking",
        summary: "long prompts are computed in one step while running answers stand still",
        shows: "gaps of all running answers as long as a prefill, at the same moments as long "
            + "prompts, and mean gaps that hardly move"
    ) { scene in
        let isSplit = scene.draw.chance(0.65)
        scene.server.engine.chunkedPrefill = isSplit
        scene.server.engine.maxNumBatchedTokens = 8192
        scene.server.costs.perPrefillTokenSeconds = max(
            scene.server.costs.perPrefillTokenSeconds, scene.size(0.12e-3, 0.35e-3))
        scene.load.longPromptTokens = min(7600, Int(scene.size(3500, 7500)))
        scene.load.longShare = scene.size(0.06, 0.12)
        scene.background?.longShare = 0
    }

    /// The first requests compile, page in and fill caches.
    static let coldStart = CataloguedFault(
        "cold-start",
        summary: "the server says that it is ready before it is warm",
        shows: "the first requests fail or take seconds, the later ones do not"
    ) { scene in
        scene.deployment.uptimeSeconds = 0
        guard scene.draw.chance(0.5) else {
            scene.add(
                FaultRule(
                    requests: 0..<scene.count(2, 8),
                    faults: [.slowPrefill(extra: .seconds(scene.size(1.5, 6)))]))
            return
        }
        // Whoever was refused while the server loaded comes back at once, and all pay for the first compilations.
        let loading = scene.size(3, 40)
        let asking = Double(scene.load.sessions + (scene.background?.sessions ?? 0))
        scene.add(FaultRule(elapsed: scene.between(0, loading), faults: [.down]))
        scene.add(
            FaultRule(
                elapsed: scene.between(loading, loading + 1.5),
                faults: [.slowPrefill(extra: .seconds(scene.size(5, 40) / asking))]))
    }

    /// No step ends any more.
    static let engineHang = CataloguedFault(
        "engine-hang",
        summary: "the engine is stuck in a step while its API goes on answering",
        shows: "open answers freeze, no request gets a token from some moment on, tokens a second "
            + "are 0 while requests run, and /v1/models answers"
    ) { scene in
        let start = scene.onset()
        let lasting = Duration.seconds(scene.size(45, 300))
        scene.add(FaultRule(elapsed: start..<(start + lasting), faults: [.hang]))
    }

    /// The process dies and comes back, again and again.
    static let crashLoop = CataloguedFault(
        "crash-loop",
        summary: "the engine's process dies under load and is started anew, again and again",
        shows: "failures in bursts with quiet between, counters that fall to 0, a new start time"
    ) { scene in
        let isOneOfMany = scene.draw.chance(0.25)
        if isOneOfMany {
            scene.spread(over: scene.draw.whole(2...3))
        }
        let shortest = scene.size(8, 25)
        let windows = scene.episodes(
            scene.count(2, 5), lasting: shortest...(shortest * 1.5), quiet: 30...70)
        for window in windows {
            scene.add(FaultRule(elapsed: window, replica: isOneOfMany ? 0 : nil, faults: [.down]))
        }
    }

    /// Answers nobody waits for any more keep their slots.
    static let orphanedWork = CataloguedFault(
        "orphaned-work",
        summary: "the engine is not told when a client goes away and generates to the end",
        shows: "more runs and more is generated than clients receive; others wait for it"
    ) { scene in
        scene.load.maxTokens = scene.draw.pick([384, 512])
        scene.load.cancelShare = scene.size(0.15, 0.5)
        scene.server.answers = AnswerLengths(
            stopShare: 0.85,
            lengths: .spread(mean: Double(scene.load.maxTokens) * 0.6, variation: 0.3))
        if var others = scene.background {
            others.maxTokens = scene.load.maxTokens
            others.cancelShare = scene.load.cancelShare
            scene.background = others
        }
        scene.server.engine.maxNumSeqs = max(8, Int((scene.sessionsEach * 1.1).rounded(.up)))
        scene.always(.deafToHangUps)
    }
}
