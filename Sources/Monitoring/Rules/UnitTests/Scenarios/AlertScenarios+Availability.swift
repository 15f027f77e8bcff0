import Signals

extension AlertScenarios {
    /// Whether there is an answer at all.
    var availability: [AlertScenario] { failing + rejecting + stuck + down }

    private var failing: [AlertScenario] {
        guard has(.highErrorRate) else { return [] }
        let sources = subject.sources(of: .errors).indices
        let good = 96.0
        let limits = AlertRules(subject: subject).errorLimits.map(\.limit)
        let part = Self.failedShare(over: limits.max() ?? 0)
        let tiers = AlertRules(subject: subject).errorLimits.filter { $0.limit < part }.map(\.tier)
        let text = ScenarioNumber.fourDigits(part * 100) + "%"
        let firing = expect(.highErrorRate, tiers, labels(), value: text)
        let bad = (good * part / (1 - part)).rounded()
        var stories = sources.map { source in
            AlertScenario(
                "\(text) of the requests fail, told by source \(source + 1)",
                failures(fault(0, bad), source, good: good), story(.highErrorRate, firing))
        }
        stories.append(
            AlertScenario(
                "one of a few requests fails",
                failures(
                    [ScenarioPhase(20, 0), ScenarioPhase(1, 1), ScenarioPhase(29, 0)], 0,
                    good: 1), [.silent(23, .highErrorRate), .silent(28, .highErrorRate)]))
        return stories
    }

    /// A share of requests that is well over a limit: of whole requests beside 96 good ones.
    private static func failedShare(over limit: Double) -> Double {
        let shares = [0.25, 0.5, 0.75, 0.9, 0.96, 0.99, 0.999, 0.9999]
        return shares.first { 1 - $0 <= (1 - limit) * 0.8 } ?? 0.9999
    }

    /// Requests of which some fail, as far as the engine counts them among the finished ones.
    private func failures(
        _ phases: [ScenarioPhase], _ source: Int, good: Double = 96
    ) -> ScenarioWorld {
        var world = ScenarioWorld(subject)
        let failed = subject.sources(of: .errors)[source].formula.selectors.first?.name
        let finished = subject.sources(of: .requestsFinished).first?.formula.selectors.first?.name
        // Where both are children of one series the failed ones are among the finished by themselves.
        let isSeparate = failed != finished && subject.countsFailuresAsFinished
        let all = phases.map { phase in
            ScenarioPhase(phase.minutes, good + (isSeparate ? phase.value ?? 0 : 0))
        }
        world.set(.requestsFinished, all, extra: reason("stop"))
        world.set(.errors, phases, source: source)
        world.set(.running, steady(4))
        return world
    }

    private var rejecting: [AlertScenario] {
        guard has(.admissionRejections) else { return [] }
        func story(_ name: String, _ perMinute: Double, _ firing: [AlertExpectation])
            -> AlertScenario
        {
            var world = ScenarioWorld(subject)
            world.set(.admissionRejections, fault(0, perMinute))
            return AlertScenario(name, world, self.story(.admissionRejections, firing))
        }
        return [
            story(
                "fifteen requests a minute are turned away", 15,
                expect(.admissionRejections, [.critical, .warning], labels(), value: "0.25")),
            story(
                "three requests a minute are turned away", 3,
                expect(.admissionRejections, [.warning], labels(), value: "0.05")),
        ]
    }

    private var stuck: [AlertScenario] {
        guard has(.engineStuck) else { return [] }
        func world(_ tokens: [ScenarioPhase], busy: Double) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.set(.generationTokens, tokens)
            world.set(.generationTokens, steady(6000), replica: "b")
            for replica in ["a", "b"] {
                world.set(.waiting, steady(replica == "a" ? busy : 1), replica: replica)
                world.set(.running, steady(replica == "a" ? busy : 1), replica: replica)
            }
            return world
        }
        let firing = expect(.engineStuck, [.critical], labels(), value: "4")
        return [
            AlertScenario(
                "one replica stands still with requests, the other works",
                world(fault(6000, 0), busy: 4),
                [.silent(13, .engineStuck)] + story(.engineStuck, firing)),
            AlertScenario(
                "a replica without requests makes no tokens", world(fault(6000, 0), busy: 0),
                [.silent(28, .engineStuck)]),
        ]
    }

    private var down: [AlertScenario] {
        guard has(.engineDown) else { return [] }
        let one = AlertScenario(
            "one of two replicas fails its scrape", targets(["a"]),
            story(.engineDown, expect(.engineDown, [.warning], labels())))
        let all = AlertScenario(
            "both replicas fail their scrapes", targets(["a", "b"]),
            story(
                .engineDown,
                expect(.engineDown, [.critical], labels())
                    + expect(.engineDown, [.warning], labels())
                    + expect(.engineDown, [.warning], labels("b"))))
        let none = AlertScenario(
            "no target is left", targets(["a", "b"], isRemoved: true),
            story(.engineDown, expect(.engineDown, [.critical], labels())))
        var other = ScenarioWorld(subject)
        other.add("up", ["job": "other", "instance": "x:9100"], fault(1, 0).levels)
        return [
            one, all, none,
            AlertScenario(
                "a target that is no engine is down", other, [.silent(28, .engineDown)]),
        ]
    }

    /// An outage over a night: the page must not end before it.
    var outage: [AlertScenario] {
        guard has(.engineDown) else { return [] }
        let minutes = 9 * 60
        let lasting =
            expect(.engineDown, [.critical], labels())
            + expect(.engineDown, [.warning], labels())
            + expect(.engineDown, [.warning], labels("b"))
        let critical = expect(.engineDown, [.critical], labels())
        return [
            AlertScenario(
                "both replicas fail their scrapes for nine hours",
                targets(["a", "b"], minutes: minutes),
                [
                    .at(60, .engineDown, lasting), .at(minutes, .engineDown, lasting),
                    .silent(minutes + 25, .engineDown),
                ]),
            AlertScenario(
                "no target is left for nine hours, which is known for six",
                targets(["a", "b"], isRemoved: true, minutes: minutes),
                [
                    .at(60, .engineDown, critical), .at(6 * 60, .engineDown, critical),
                    .silent(minutes, .engineDown),
                ]),
        ]
    }

    /// Two replicas of which some fail from minute 10 on.
    private func targets(
        _ failing: Set<String>, isRemoved: Bool = false, minutes: Int = 20
    ) -> ScenarioWorld {
        var world = ScenarioWorld(subject)
        let gone = [ScenarioPhase(10, 1), ScenarioPhase(minutes, nil), ScenarioPhase(20, 1)]
        let down = [ScenarioPhase(10, 1), ScenarioPhase(minutes, 0), ScenarioPhase(20, 1)]
        for replica in ["a", "b"] {
            let fails = failing.contains(replica)
            let phases = fails ? gone : steady(1, minutes: minutes + 30)
            if let anchor = subject.anchor {
                world.add(anchor, labels(replica), phases.levels)
            }
            let up = fails ? (isRemoved ? gone : down) : steady(1, minutes: minutes + 30)
            world.add("up", world.target(replica), up.levels)
        }
        return world
    }
}
