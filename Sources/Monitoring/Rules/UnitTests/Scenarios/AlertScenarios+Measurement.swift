import Signals

extension AlertScenarios {
    /// Rules that have lost their data.
    var measurement: [AlertScenario] { vanished + boundless }

    private var vanished: [AlertScenario] {
        guard has(.metricsAbsent), let anchor = subject.anchor else { return [] }
        let gone = [ScenarioPhase(10, 1), ScenarioPhase(20, nil), ScenarioPhase(20, 1)]
        func world(_ phases: [ScenarioPhase], up: [ScenarioPhase]) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.add(anchor, labels(), phases.levels)
            world.add("up", world.target("a"), up.levels)
            return world
        }
        let firing = expect(
            .metricsAbsent, [.warning], labels().merging(["series": anchor]) { $1 })
        var stories = [
            AlertScenario(
                "the target answers and \(anchor) is gone", world(gone, up: steady(1)),
                story(.metricsAbsent, firing)),
            AlertScenario(
                "the target does not answer", world(gone, up: fault(1, 0)),
                [.silent(28, .metricsAbsent)]),
        ]
        if let lost = lostSeries {
            stories.append(lost)
        }
        return stories
    }

    /// Tokens are made, and one of the metrics that must be there then is not.
    private var lostSeries: AlertScenario? {
        guard let signal = AlertRules(subject: subject).lastingSignals.last,
            let series = AlertRules(subject: subject).seriesNames(of: signal).first
        else { return nil }
        var world = ScenarioWorld(subject)
        world.set(.generationTokens, steady(6000))
        for other in AlertRules(subject: subject).lastingSignals where other != signal {
            world.set(other, steady(1))
            world.observe(other, [.init(50, of: 1)])
        }
        world.set(
            signal, [ScenarioPhase(10, 1), ScenarioPhase(20, nil), ScenarioPhase(20, 1)])
        world.add("up", world.target("a"), steady(1).levels)
        let firing = expect(
            .metricsAbsent, [.warning], labels().merging(["series": series]) { $1 })
        return AlertScenario(
            "tokens are made and \(series) is gone", world, story(.metricsAbsent, firing))
    }

    private var boundless: [AlertScenario] {
        guard has(.bucketBoundMissing) else { return [] }
        return AlertRules(subject: subject).limitBounds.prefix(1).flatMap { signal, known, bound in
            func world(late: Double?) -> ScenarioWorld {
                var world = ScenarioWorld(subject)
                let fast = known.bounds.first ?? bound
                world.observe(signal, [.init(30, of: fast), .init(20, of: fast)], late: late)
                return world
            }
            let named = labels().merging([
                "series": known.histogram.name, "bound": PromQLNumber.text(bound),
            ]) { $1 }
            return [
                AlertScenario(
                    "\(known.histogram.name) has no bucket with the bound "
                        + PromQLNumber.text(bound), world(late: bound),
                    [
                        .silent(5, .bucketBoundMissing),
                        .at(
                            28, .bucketBoundMissing, expect(.bucketBoundMissing, [.warning], named)),
                        .silent(48, .bucketBoundMissing),
                    ]),
                AlertScenario(
                    "\(known.histogram.name) has all its buckets", world(late: nil),
                    [.silent(28, .bucketBoundMissing)]),
            ]
        }
    }
}
