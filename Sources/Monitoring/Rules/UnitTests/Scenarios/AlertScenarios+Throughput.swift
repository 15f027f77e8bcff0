import Signals

extension AlertScenarios {
    /// Tokens that come slowly while requests run.
    var pace: [AlertScenario] { crawling + drafting }

    /// Fewer tokens than an hour ago.
    var dropping: [AlertScenario] {
        guard has(.throughputDrop) else { return [] }
        func world(running: [ScenarioPhase]) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.set(.generationTokens, change(6000, 1200))
            world.set(.running, running)
            return world
        }
        return [
            AlertScenario(
                "a fifth of the tokens with as many requests running",
                world(running: steady(8, minutes: 190)),
                lateStory(
                    .throughputDrop, expect(.throughputDrop, [.warning], labels(), value: "20"))),
            AlertScenario(
                "a fifth of the tokens with one request of eight less",
                world(running: change(8, 7)),
                lateStory(
                    .throughputDrop, expect(.throughputDrop, [.warning], labels(), value: "20"))),
            AlertScenario(
                "a fifth of the tokens because users left", world(running: change(8, 1)),
                [.silent(155, .throughputDrop)]),
        ]
    }

    private var crawling: [AlertScenario] {
        guard has(.lowTokenThroughput) else { return [] }
        func world(_ tokens: Double, running: Double) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.set(.generationTokens, fault(48000, tokens))
            world.set(.running, steady(running))
            return world
        }
        return [
            AlertScenario(
                "one token a second for each of eight requests", world(480, running: 8),
                story(
                    .lowTokenThroughput,
                    expect(.lowTokenThroughput, [.warning], labels(), value: "1.00"))),
            AlertScenario(
                "no tokens, and nothing runs", world(0, running: 0),
                [.silent(28, .lowTokenThroughput)]),
        ]
    }

    private var drafting: [AlertScenario] {
        guard has(.lowSpeculativeAcceptance) else { return [] }
        return [
            (0.125, [AlertTier.warning, .info], "12.5%"), (0.25, [.info], "25%"), (0.75, [], ""),
        ].map { share, tiers, value in
            var world = ScenarioWorld(subject)
            world.set(.speculativeAcceptance, fault(0.75, share))
            return AlertScenario(
                "\(PromQLNumber.text(share * 100)) % of the drafts are accepted", world,
                story(
                    .lowSpeculativeAcceptance,
                    expect(.lowSpeculativeAcceptance, tiers, labels(), value: value)))
        }
    }
}
