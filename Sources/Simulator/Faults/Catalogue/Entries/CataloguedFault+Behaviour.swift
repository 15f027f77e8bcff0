import EngineModel

/// Faults of what the model answers.
extension CataloguedFault {
    /// A limit that cuts answers short.
    static let lengthTruncation = CataloguedFault(
        "length-truncation",
        summary: "a new limit of tokens cuts answers short",
        shows: "from one moment on more answers end with `length`, all at one number of tokens"
    ) { scene in
        scene.maybeSeveralReplicas()
        let cap = max(8, Int(scene.answerTokens * scene.size(1.15, 0.45)))
        scene.add(
            FaultRule(
                elapsed: scene.from(scene.onset()),
                faults: [.tokenCap(min(cap, scene.load.maxTokens - 1))]))
    }

    /// The model says no.
    static let refusalSpike = CataloguedFault(
        "refusal-spike",
        summary: "the model refuses many requests that it used to answer",
        shows:
            "from one moment on more answers refuse; they are shorter and faster, and all succeed"
    ) { scene in
        scene.maybeSeveralReplicas()
        scene.add(
            FaultRule(
                elapsed: scene.from(scene.onset()), share: scene.size(0.1, 0.8),
                faults: [.refusal]))
    }

    /// The model says more, or less.
    static let outputDrift = CataloguedFault(
        "output-drift",
        summary: "answers have become longer or shorter without anything else having changed",
        shows: "from one moment on answers have another length under the same load"
    ) { scene in
        scene.maybeSeveralReplicas()
        // Room above: otherwise longer answers would show as truncated ones.
        scene.load.maxTokens *= 4
        scene.background?.maxTokens = scene.load.maxTokens
        scene.server.answers.stopShare = 1
        var drifted = scene.server.answers
        let isLonger = scene.draw.chance(0.5)
        let factor = isLonger ? scene.size(1.35, 3) : scene.size(0.7, 0.25)
        if case .spread(let mean, let variation) = drifted.lengths {
            drifted.lengths = .spread(mean: mean * factor, variation: variation)
        }
        scene.add(
            FaultRule(elapsed: scene.from(scene.onset()), faults: [.answerLengths(drifted)]))
    }
}
