import Signals

extension AlertScenarios {
    /// Times over their limit: of all signals at once, for each has its own alert.
    var latency: [AlertScenario] {
        let cases = AlertRules.felt.compactMap { LateCase($0, among: self) }
        guard !cases.isEmpty else { return [] }
        var stories = [
            story("times over their limits, then well again", cases.map(\.over)),
            story(
                "times over their limits, of too few requests to tell",
                cases.map { $0.over.silenced }),
        ]
        let between = cases.compactMap(\.between)
        if !between.isEmpty {
            stories.append(story("times over the lower of their limits alone", between))
        }
        return stories
    }

    private typealias Span = ScenarioWorld.Observations

    private func story(_ name: String, _ cases: [Slowness]) -> AlertScenario {
        var world = ScenarioWorld(subject)
        for one in cases {
            world.observe(
                one.signal,
                [
                    Span(10, of: one.fast, perMinute: one.perMinute),
                    Span(20, of: one.slow, perMinute: one.perMinute),
                    Span(20, of: one.fast, perMinute: one.perMinute),
                ], bounds: one.bounds)
        }
        return AlertScenario(
            name, world,
            cases.flatMap { [.silent(11, $0.alert)] + story($0.alert, $0.firing) })
    }
}
