import Signals

extension AlertScenarios {
    /// Deviations from yesterday: of all signals at once, for rules tell them apart.
    var baseline: [AlertScenario] {
        let times: [Signal] = [.timeToFirstToken, .endToEndLatency, .interTokenLatency]
        let volumes: [Signal] = [.requestsFinished, .generationTokens]
        var world = ScenarioWorld(subject)
        var firing: [AlertExpectation] = []
        for signal in times where has(.baselineDeviation, .info, signal) {
            world.observe(
                signal, [.init(Self.day + 60, of: 1), .init(60, of: 4), .init(60, of: 1)])
            firing += expect(.baselineDeviation, [.info], labels(), value: "4s", signal: signal)
        }
        for signal in volumes where has(.baselineDeviation, .info, signal) {
            world.set(
                signal,
                [ScenarioPhase(Self.day + 60, 60), ScenarioPhase(60, 240), ScenarioPhase(60, 60)],
                extra: signal == .requestsFinished ? reason("stop") : [:])
            firing += expect(.baselineDeviation, [.info], labels(), value: "4.00", signal: signal)
        }
        guard !firing.isEmpty else { return [] }
        return [
            AlertScenario(
                "four times yesterday's", world,
                [
                    .silent(Self.day + 45, .baselineDeviation),
                    .at(Self.day + 110, .baselineDeviation, firing),
                    .silent(Self.day + 165, .baselineDeviation),
                ])
        ]
    }

    /// The minutes of a day.
    private static let day = 1440
}
