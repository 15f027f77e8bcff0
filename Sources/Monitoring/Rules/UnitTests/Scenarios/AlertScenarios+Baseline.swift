import Signals

extension AlertScenarios {
    /// Deviations from yesterday: of several signals at once, for rules tell them apart.
    var baseline: [AlertScenario] {
        var slow = ScenarioWorld(subject)
        let times: [Signal] = [.timeToFirstToken, .endToEndLatency, .interTokenLatency]
            .filter { has(.baselineDeviation, .info, $0) }
        for signal in times {
            slow.observe(
                signal, [.init(Self.day + 60, of: 1), .init(60, of: 4), .init(60, of: 1)])
        }
        var busy = ScenarioWorld(subject)
        let volumes: [Signal] = [.requestsFinished, .generationTokens]
            .filter { has(.baselineDeviation, .info, $0) }
        for signal in volumes {
            busy.set(
                signal,
                [ScenarioPhase(Self.day + 60, 60), ScenarioPhase(60, 240), ScenarioPhase(60, 60)],
                extra: signal == .requestsFinished ? reason("stop") : [:])
        }
        return [
            story("times four times yesterday's", slow, times, value: "4s"),
            story("traffic four times yesterday's", busy, volumes, value: "4.00"),
        ].compactMap { $0 }
    }

    /// The minutes of a day.
    private static let day = 1440

    private func story(
        _ name: String, _ world: ScenarioWorld, _ signals: [Signal], value: String
    ) -> AlertScenario? {
        guard !signals.isEmpty else { return nil }
        let firing = signals.flatMap {
            expect(.baselineDeviation, [.info], labels(), value: value, signal: $0)
        }
        return AlertScenario(
            name, world,
            [
                .silent(Self.day + 45, .baselineDeviation),
                .at(Self.day + 110, .baselineDeviation, firing),
                .silent(Self.day + 165, .baselineDeviation),
            ])
    }
}
