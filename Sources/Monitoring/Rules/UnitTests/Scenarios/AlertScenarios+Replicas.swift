import Signals

extension AlertScenarios {
    /// Replicas that differ.
    var replicas: [AlertScenario] {
        uneven(.running) + uneven(.waiting) + slower(.timeToFirstToken) + slower(.endToEndLatency)
    }

    private func uneven(_ signal: Signal) -> [AlertScenario] {
        guard has(.replicaSkew, .warning, signal) else { return [] }
        func world(_ low: Double) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.set(signal, fault(14, 14))
            world.set(signal, fault(14, low), replica: "b")
            return world
        }
        let firing = expect(.replicaSkew, [.warning], labels(), value: "14", signal: signal)
        return [
            AlertScenario(
                "\(signal.definition.title): fourteen here and two there", world(2),
                story(.replicaSkew, firing)),
            AlertScenario(
                "\(signal.definition.title): fourteen here and twelve there", world(12),
                [.silent(28, .replicaSkew)]),
        ]
    }

    private func slower(_ signal: Signal) -> [AlertScenario] {
        guard has(.replicaSkew, .warning, signal) else { return [] }
        func world(_ slow: Double) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.observe(signal, [.init(10, of: 1), .init(20, of: slow), .init(20, of: 1)])
            world.observe(signal, [.init(50, of: 1)], replica: "b")
            return world
        }
        let firing = expect(.replicaSkew, [.warning], labels(), value: "1.75", signal: signal)
        return [
            AlertScenario(
                "\(signal.definition.title): one replica is seven times as slow as the other",
                world(7), story(.replicaSkew, firing)),
            AlertScenario(
                "\(signal.definition.title): one replica is a little slower", world(1.5),
                [.silent(28, .replicaSkew)]),
        ]
    }
}
