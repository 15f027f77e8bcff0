/// Answers that come broken, in part or not at all.
extension CataloguedFault {
    /// Nothing, well formed.
    static let emptyAnswers = CataloguedFault(
        "empty-answers",
        summary: "answers end properly and hold no content",
        shows: "status 200, an end mark and no text, while the engine generated tokens"
    ) { scene in
        scene.maybeSeveralReplicas()
        scene.strike(
            share: scene.size(0.04, 0.6), [.emptyAnswer(reasoning: scene.draw.chance(0.5))])
    }

    /// Events that are no JSON.
    static let malformedStream = CataloguedFault(
        "malformed-stream",
        summary: "events of the stream are cut in the middle of their JSON",
        shows: "events that cannot be parsed while status and engine are fine"
    ) { scene in
        scene.maybeSeveralReplicas()
        scene.strike(
            share: scene.size(0.03, 0.5),
            (0..<3).map { _ in .malformedChunk(afterTokens: scene.draw.whole(1...15)) })
    }

    /// Streams that end before the answer does.
    static let truncatedStreams = CataloguedFault(
        "truncated-streams",
        summary: "connections are closed in the middle of an answer",
        shows:
            "streams without finish reason and end mark; all of one age where a timeout cuts them"
    ) { scene in
        scene.maybeSeveralReplicas()
        if scene.draw.chance(0.5) {
            let age = scene.answerSeconds * scene.size(1.3, 0.6)
            scene.always(.cutAfter(.seconds(max(age, 0.5))))
        } else {
            scene.strike(
                share: scene.size(0.03, 0.5),
                (0..<4).map { _ in .truncate(afterTokens: scene.draw.whole(2...20)) })
        }
    }

    /// Silence in the middle of an answer.
    static let streamStall = CataloguedFault(
        "stream-stall",
        summary: "single streams fall silent for seconds while the engine goes on",
        shows:
            "single answers with a gap of many seconds, while other answers go on and the engine "
            + "has no such gap"
    ) { scene in
        scene.maybeSeveralReplicas()
        scene.strike(
            share: scene.size(0.03, 0.35),
            (0..<4).map { _ in
                .stall(
                    afterTokens: scene.draw.whole(2...20),
                    pause: .seconds(scene.draw.between(6, scene.size(9, 25))))
            })
    }
}

extension CatalogueScene {
    /// Strikes a share of the requests, from the beginning or from a moment on.
    mutating func strike(share: Double, _ faults: [Fault]) {
        let elapsed = draw.chance(0.5) ? nil : from(onset())
        add(FaultRule(elapsed: elapsed, share: share, faults: faults))
    }
}
