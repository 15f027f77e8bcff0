import Signals

extension AlertScenarios {
    /// Cards and machines: of all signals at once, for rules tell them apart.
    var machine: [AlertScenario] {
        [
            ("cards and node far out of range", Self.broken),
            ("cards and node a little out of range", Self.strained),
            ("cards and node that are well", Self.sound),
        ].compactMap { name, levels in
            let told = levels.filter { has($0.alert, nil, $0.isLabelled ? $0.signal : nil) }
            guard !told.isEmpty else { return nil }
            return story(name, told)
        } + memory + idle
    }

    /// A level that a signal of the machine rises to, and what that raises.
    private struct Level {
        let signal: Signal
        let alert: AlertID
        let healthy: Double
        let level: Double
        let tiers: [AlertTier]
        let value: String
        /// Whether several signals share the alert.
        let isLabelled: Bool

        init(
            _ signal: Signal, _ alert: AlertID, _ healthy: Double, _ level: Double,
            _ tiers: [AlertTier] = [], _ value: String = ""
        ) {
            self.signal = signal
            self.alert = alert
            self.healthy = healthy
            self.level = level
            self.tiers = tiers
            self.value = value
            isLabelled = alert == .nodePressure || alert == .gpuThrottling
        }
    }

    private static let broken = [
        Level(.gpuTemperature, .gpuTemperature, 60, 95, [.warning, .info], "95"),
        Level(.gpuXid, .gpuXid, 0, 79, [.warning], "79"),
        // Seconds of throttling in a minute.
        Level(.gpuThermalThrottling, .gpuThrottling, 0, 30, [.warning, .info], "50%"),
        Level(.gpuPowerThrottling, .gpuThrottling, 0, 30, [.info], "50%"),
        Level(.gpuUncorrectableErrors, .gpuUncorrectableErrors, 0, 15, [.warning], "0.25"),
        Level(.nvlinkErrors, .nvlinkErrors, 0, 15, [.warning], "0.25"),
        Level(.nodeProcessorUsage, .nodePressure, 0.5, 0.984375, [.warning, .info], "98.44%"),
        Level(.nodeMemoryUsage, .nodePressure, 0.5, 0.984375, [.warning, .info], "98.44%"),
        Level(.nodeDiskUsage, .nodePressure, 0.5, 0.984375, [.warning, .info], "98.44%"),
    ]

    private static let strained = [
        Level(.gpuTemperature, .gpuTemperature, 60, 85, [.info], "85"),
        Level(.gpuThermalThrottling, .gpuThrottling, 0, 3, [.info], "5%"),
        Level(.gpuPowerThrottling, .gpuThrottling, 0, 3),
        Level(.nodeProcessorUsage, .nodePressure, 0.5, 0.875, [.info], "87.5%"),
        Level(.nodeMemoryUsage, .nodePressure, 0.5, 0.9375, [.info], "93.75%"),
        Level(.nodeDiskUsage, .nodePressure, 0.5, 0.875, [.info], "87.5%"),
    ]

    private static let sound = [
        Level(.gpuTemperature, .gpuTemperature, 60, 75), Level(.gpuXid, .gpuXid, 0, 0),
        Level(.gpuThermalThrottling, .gpuThrottling, 0, 0),
        Level(.gpuPowerThrottling, .gpuThrottling, 0, 3),
        Level(.gpuUncorrectableErrors, .gpuUncorrectableErrors, 0, 0),
        Level(.nvlinkErrors, .nvlinkErrors, 0, 0),
        Level(.nodeProcessorUsage, .nodePressure, 0.5, 0.75),
        Level(.nodeMemoryUsage, .nodePressure, 0.5, 0.75),
        Level(.nodeDiskUsage, .nodePressure, 0.5, 0.75),
    ]

    private func story(_ name: String, _ levels: [Level]) -> AlertScenario {
        var world = ScenarioWorld(subject)
        var firing: [AlertID: [AlertExpectation]] = [:]
        for one in levels {
            world.set(one.signal, fault(one.healthy, one.level))
            firing[one.alert, default: []] += expect(
                one.alert, one.tiers, world.labels(of: one.signal), value: one.value,
                signal: one.isLabelled ? one.signal : nil)
        }
        let checks = firing.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap {
            story($0.key, $0.value)
        }
        return AlertScenario(name, world, checks)
    }

    /// Memory that grows, and memory that is full by design.
    private var memory: [AlertScenario] {
        guard has(.gpuMemory) else { return [] }
        func world(_ phases: [ScenarioPhase]) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.set(.gpuMemoryUsage, phases)
            return world
        }
        let labels = ScenarioWorld(subject).labels(of: .gpuMemoryUsage)
        return [
            AlertScenario(
                "GPU memory grows to 99 %", world(change(0.90625, 0.9921875)),
                lateStory(
                    .gpuMemory, expect(.gpuMemory, [.warning], labels, value: "99.22%"))),
            AlertScenario(
                "GPU memory has been at 99 % from the start", world(change(0.9921875, 0.9921875)),
                [.silent(155, .gpuMemory)]),
        ]
    }

    /// Cards that are hardly used.
    private var idle: [AlertScenario] {
        guard has(.gpuIdle) else { return [] }
        func world(_ level: Double) -> ScenarioWorld {
            var world = ScenarioWorld(subject)
            world.set(
                .gpuUtilization,
                [ScenarioPhase(60, 0.875), ScenarioPhase(180, level), ScenarioPhase(90, 0.875)])
            return world
        }
        let labels = ScenarioWorld(subject).labels(of: .gpuUtilization)
        return [
            AlertScenario(
                "a card computes an eighth of the time for hours", world(0.125),
                [
                    .silent(59, .gpuIdle),
                    .at(235, .gpuIdle, expect(.gpuIdle, [.info], labels, value: "12.5%")),
                    .silent(320, .gpuIdle),
                ]),
            AlertScenario(
                "a card computes half of the time", world(0.5), [.silent(235, .gpuIdle)]),
        ]
    }
}
