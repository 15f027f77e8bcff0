import EngineModel

/// Requests that are turned away.
extension CataloguedFault {
    /// A quota.
    static let rateLimit = CataloguedFault(
        "rate-limit",
        summary: "a gateway turns away what is over a quota",
        shows: "fast 429 answers with Retry-After beside normal ones, and an engine with room"
    ) { scene in
        scene.maybeSeveralReplicas()
        let elapsed = scene.draw.chance(0.5) ? nil : scene.from(scene.onset())
        scene.add(
            FaultRule(
                elapsed: elapsed, share: scene.size(0.05, 0.7),
                faults: [
                    .status(
                        code: 429, type: "RateLimitError",
                        message: "Rate limit reached for requests",
                        retryAfterSeconds: scene.draw.pick([1, 2, 5, 20, nil]))
                ]))
    }

    /// A key that does not open.
    static let authentication = CataloguedFault(
        "authentication",
        summary: "requests carry no valid key",
        shows: "every request gets 401 within milliseconds and the engine sees none"
    ) { scene in
        scene.maybeSeveralReplicas()
        scene.server.apiKey = BearerKey("the key of the \(scene.server.modelName) endpoint")
        scene.load.hasKey = false
        // Other users have the right key: the server is busy, or idle where there are none.
    }

    /// A name that nothing is served under.
    static let unknownModel = CataloguedFault(
        "unknown-model",
        summary: "requests ask for a model by a name that is not served",
        shows: "every request gets 404 with the name in it and the engine sees none"
    ) { scene in
        scene.maybeSeveralReplicas()
        let name = scene.server.modelName
        scene.load.model = scene.draw.pick([
            "models/\(name)", name.uppercased(), "\(name)-v2", "gpt-4o-mini",
        ])
    }

    /// Requests longer than the engine takes.
    static let contextOverflow = CataloguedFault(
        "context-overflow",
        summary: "some requests are longer than the engine's context",
        shows: "400 for the long requests only, with a step between the lengths that pass and fail"
    ) { scene in
        scene.maybeSeveralReplicas()
        scene.load.longShare = scene.size(0.05, 0.35)
        let longestShort = scene.load.longestUsualPrompt + scene.load.maxTokens
        scene.load.longPromptTokens = longestShort * scene.draw.whole(2...4)
        scene.server.engine.maxModelLen = longestShort + scene.draw.whole(32...200)
        scene.background?.longShare = 0
    }
}

extension ClientLoad {
    /// Tokens of the longest prompt that is not one of the long ones.
    var longestUsualPrompt: Int {
        switch prompt {
        case .fixed(let tokens): tokens
        case .uniform(let range): range.upperBound
        case .spread(let mean, let variation): Int(mean * (1 + 4 * variation))
        }
    }
}
