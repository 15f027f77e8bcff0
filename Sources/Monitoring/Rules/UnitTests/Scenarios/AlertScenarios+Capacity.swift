import Signals

extension AlertScenarios {
    /// Room and queues.
    var capacity: [AlertScenario] { queueing + cacheFull + preempting + plateau + swapping }

    /// Sets the queue, by all the ways in which the engine tells it.
    private func queue(
        _ world: inout ScenarioWorld, _ phases: [ScenarioPhase], replica: String = "a"
    ) {
        world.set(.waiting, phases, replica: replica)
        world.set(.waitingForCapacity, phases, replica: replica)
    }

    private var queueing: [AlertScenario] {
        guard has(.requestsWaiting) else { return [] }
        var lasting = ScenarioWorld(subject)
        queue(&lasting, fault(0, 4))
        lasting.set(.running, steady(8))
        var bursts = ScenarioWorld(subject)
        let waves = (0..<12).flatMap { _ in [ScenarioPhase(2, 4), ScenarioPhase(2, 0)] }
        queue(&bursts, waves)
        bursts.set(.running, steady(8))
        var runaway = ScenarioWorld(subject)
        queue(
            &runaway,
            [
                ScenarioPhase(10, 0), ScenarioPhase(10, 16), ScenarioPhase(10, 32),
                ScenarioPhase(20, 0),
            ])
        runaway.set(.running, steady(8))
        return [
            AlertScenario(
                "four requests wait all the time", lasting,
                story(
                    .requestsWaiting, expect(.requestsWaiting, [.warning], labels(), value: "4"))),
            AlertScenario(
                "the queue is empty every other two minutes", bursts,
                [.silent(40, .requestsWaiting)]),
            AlertScenario(
                "the queue is longer than what runs, and grows", runaway,
                story(
                    .requestsWaiting,
                    expect(.requestsWaiting, [.critical, .warning], labels(), value: "32"), at: 27)),
        ]
    }

    private var cacheFull: [AlertScenario] {
        guard has(.kvCacheNearlyFull) else { return [] }
        func world(_ usage: Double, waiting: Double, preemptions: Double) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.set(.kvCacheUsage, fault(0.25, usage))
            world.set(.kvCacheUsage, steady(0.5), replica: "b")
            queue(&world, fault(0, waiting))
            world.set(.preemptions, fault(0, preemptions))
            return world
        }
        let both = expect(
            .kvCacheNearlyFull, [.critical, .warning], labels(), value: "93.75%")
        let warning = expect(.kvCacheNearlyFull, [.warning], labels(), value: "93.75%")
        var stories = [
            AlertScenario(
                "the cache of one replica is full and serves everybody",
                world(0.9375, waiting: 0, preemptions: 0), story(.kvCacheNearlyFull, warning)),
            AlertScenario(
                "the cache is half full", world(0.5, waiting: 1, preemptions: 1),
                [.silent(28, .kvCacheNearlyFull)]),
        ]
        if subject.tells(.waiting) {
            stories.append(
                AlertScenario(
                    "the cache of one replica is full and requests wait",
                    world(0.9375, waiting: 2, preemptions: 0), story(.kvCacheNearlyFull, both)))
        }
        if subject.tells(.preemptions) {
            stories.append(
                AlertScenario(
                    "the cache of one replica is full and requests are preempted",
                    world(0.9375, waiting: 0, preemptions: 6), story(.kvCacheNearlyFull, both)))
        }
        return stories
    }

    private var preempting: [AlertScenario] {
        guard has(.preemptionStorm) else { return [] }
        return [
            (15.0, [AlertTier.critical, .warning], "0.25"), (3, [.warning], "0.05"), (0, [], ""),
        ].map { perMinute, tiers, value in
            var world = ScenarioWorld(subject)
            world.set(.preemptions, fault(0, perMinute))
            return AlertScenario(
                "\(PromQLNumber.text(perMinute)) preemptions a minute", world,
                story(
                    .preemptionStorm, expect(.preemptionStorm, tiers, labels(), value: value)))
        }
    }

    /// The KServe incident: slots are missing, not memory.
    private var plateau: [AlertScenario] {
        guard has(.slotLimitReached) else { return [] }
        // At every fifth look an answer has just ended, and its slot stands empty.
        let changing =
            [ScenarioPhase(10, 1)]
            + (0..<4).flatMap { _ in [ScenarioPhase(4, 2), ScenarioPhase(1, 1)] }
            + [ScenarioPhase(20, 1)]
        func world(
            usage: Double, waiting: Double, running: [ScenarioPhase]? = nil
        ) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            for replica in ["a", "b"] {
                let isFull = replica == "a"
                world.set(
                    .running, isFull ? running ?? fault(1, 2) : steady(1), replica: replica)
                world.set(.waiting, isFull ? fault(0, waiting) : steady(0), replica: replica)
                world.set(.kvCacheUsage, steady(usage), replica: replica)
                world.set(.preemptions, steady(0), replica: replica)
                world.set(.slotLimit, steady(2), replica: replica)
            }
            return world
        }
        var stories = [
            AlertScenario(
                "two requests run and never more while others wait, and the cache is nearly empty",
                world(usage: 0.0625, waiting: 6),
                story(
                    .slotLimitReached, expect(.slotLimitReached, [.warning], labels(), value: "2"))
            ),
            AlertScenario(
                "slots change hands while others wait",
                world(usage: 0.0625, waiting: 6, running: changing),
                story(
                    .slotLimitReached, expect(.slotLimitReached, [.warning], labels(), value: "2"))
            ),
            AlertScenario(
                "two requests run and nobody waits", world(usage: 0.0625, waiting: 0),
                [.silent(28, .slotLimitReached)]),
        ]
        if subject.tells(.kvCacheUsage) {
            stories.append(
                AlertScenario(
                    "others wait because the cache is full", world(usage: 0.9375, waiting: 6),
                    [.silent(28, .slotLimitReached)]))
        }
        return stories
    }

    private var swapping: [AlertScenario] {
        guard has(.swapping) else { return [] }
        var world = ScenarioWorld(subject)
        world.set(.swapped, fault(0, 2))
        return [
            AlertScenario(
                "two requests are swapped out", world,
                story(.swapping, expect(.swapping, [.warning], labels(), value: "2")))
        ]
    }
}
