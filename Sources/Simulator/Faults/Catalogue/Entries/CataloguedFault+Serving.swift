import EngineModel

/// Faults of decoding, of adapters and of the API in front of the engine.
extension CataloguedFault {
    /// Drafts that the model throws away.
    static let speculationCollapse = CataloguedFault(
        "speculation-collapse",
        summary: "the model accepts few of the tokens that speculative decoding drafts",
        shows: "gaps between tokens grow while the first token stays, and the share of accepted "
            + "drafts falls"
    ) { scene in
        if scene.server.release.engine != .vllm {
            scene.server.release = SimulatedRelease(known: .vllm, "0.32.0")
        }
        scene.draftTokens()
        let start = scene.onset()
        scene.add(
            FaultRule(
                elapsed: scene.from(start), faults: [.draftAcceptance(scene.size(0.4, 0.05))]))
    }

    /// More adapters in use than fit.
    static let adapterThrash = CataloguedFault(
        "adapter-thrash",
        summary: "more adapters are asked for than the engine keeps loaded",
        shows: "requests for adapters start late and those for the base model do not; requests "
            + "wait for another reason than room"
    ) { scene in
        let places = scene.draw.whole(1...4)
        scene.load.sessions = max(scene.load.sessions, 8)
        scene.serveAdapters(
            places + scene.count(2, 8), places: places, loadSeconds: scene.size(0.12, 0.9))
    }

    /// A tokenizer that does not keep up.
    static let tokenizerBound = CataloguedFault(
        "tokenizer-bound",
        summary: "one thread turns all prompts into tokens and is the slowest part",
        shows: "the first token comes later by a constant and by the prompt's length before the "
            + "engine's core sees the request; queue, prefill and gaps are as they should be"
    ) { scene in
        // With one thread requests queue for it; otherwise each only takes long.
        let isSerial = scene.draw.chance(0.5)
        let seconds =
            isSerial ? min(scene.size(0.5, 1.5) / scene.requestRate, 1) : scene.size(0.15, 0.8)
        scene.server.engine.apiWorkers = isSerial ? 1 : nil
        let work = seconds / scene.promptTokens
        let constant = scene.draw.between(0.3, 0.7)
        scene.always(
            .apiWork(
                perRequest: .seconds(work * constant * scene.promptTokens),
                perPromptToken: .seconds(work * (1 - constant))))
    }

    /// Everything is written down, on the way.
    static let loggingOverhead = CataloguedFault(
        "logging-overhead",
        summary: "somebody switched on logging of whole prompts, and every request waits for it",
        shows:
            "from one moment on the first token comes later in proportion to the prompt's bytes, "
            + "before the engine's core, while steps take as long as before"
    ) { scene in
        let perToken = scene.size(0.12, 0.8) / scene.promptTokens
        let start = scene.onset()
        scene.add(
            FaultRule(
                elapsed: scene.from(start),
                faults: [
                    .apiWork(
                        perRequest: .seconds(scene.draw.between(0.005, 0.02)),
                        perPromptToken: .seconds(perToken))
                ]))
    }
}
