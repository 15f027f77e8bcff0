import Signals

extension AlertScenarios {
    /// How requests end, against an hour before.
    var outcome: [AlertScenario] {
        ended(.lengthTruncation, "length") + ended(.abortJump, "abort") + misses
    }

    private func ended(_ alert: AlertID, _ word: String) -> [AlertScenario] {
        guard has(alert) else { return [] }
        func world(_ phases: [ScenarioPhase]) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.set(.requestsFinished, steady(64, minutes: 190), extra: reason("stop"))
            world.set(.requestsFinished, phases, extra: reason(word))
            return world
        }
        return [
            AlertScenario(
                "half of the requests suddenly end by \(word)", world(change(1, 64)),
                lateStory(alert, expect(alert, [.warning], labels(), value: "50%"))),
            AlertScenario(
                "half of the requests have always ended by \(word)", world(change(64, 64)),
                [.silent(155, alert)]),
        ]
    }

    private var misses: [AlertScenario] {
        guard has(.prefixHitCollapse) else { return [] }
        func world(_ after: Double) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.set(.prefixCacheHitRate, change(0.75, after))
            return world
        }
        return [
            AlertScenario(
                "hits fall from three quarters to an eighth", world(0.125),
                lateStory(
                    .prefixHitCollapse,
                    expect(.prefixHitCollapse, [.warning], labels(), value: "12.5%"))),
            AlertScenario(
                "hits fall from three quarters to a half", world(0.5),
                [.silent(155, .prefixHitCollapse)]),
        ]
    }
}
