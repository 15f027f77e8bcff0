import Signals

extension AlertScenarios {
    /// A fleet that is well for two and a half hours: no alert at all.
    var health: [AlertScenario] {
        var world = ScenarioWorld(subject)
        for replica in ["a", "b"] {
            for (signal, level) in Self.well {
                let extra = signal == .requestsFinished ? reason("stop") : [:]
                world.set(
                    signal, steady(level, minutes: 150), replica: replica, extra: extra)
            }
            for signal in RecordingRules.durations + [.promptLength, .generationLength] {
                let fast = subject.bounds(of: signal)?.first { $0 > 0 } ?? 0.0625
                world.observe(signal, [.init(150, of: fast, perMinute: 64)], replica: replica)
            }
            world.add("up", world.target(replica), steady(1, minutes: 150).levels)
        }
        let alerts = Set(rules.map(\.alert)).sorted { $0.rawValue < $1.rawValue }
        return [
            AlertScenario(
                "a fleet that is well", world, alerts.map { .silent(145, $0) })
        ]
    }

    /// Levels, and growth per minute, of a fleet that is well.
    private static let well: [(Signal, Double)] = [
        (.running, 4), (.waiting, 0), (.waitingForCapacity, 0), (.waitingDeferred, 0),
        (.swapped, 0), (.slotLimit, 64), (.kvCacheUsage, 0.5), (.kvCacheTokens, 65536),
        (.preemptions, 0), (.errors, 0), (.admissionRejections, 0), (.promptTokens, 48000),
        (.generationTokens, 48000), (.requestsFinished, 64), (.prefixCacheHitRate, 0.5),
        (.speculativeAcceptance, 0.75), (.loraSlotUsage, 0.25), (.gpuUtilization, 0.875),
        (.gpuMemoryUsage, 0.90625), (.gpuPower, 512), (.gpuTemperature, 60),
        (.gpuClock, 1_980_000_000), (.gpuThermalThrottling, 0), (.gpuPowerThrottling, 0),
        (.gpuXid, 0), (.gpuUncorrectableErrors, 0), (.nvlinkErrors, 0),
        (.nodeProcessorUsage, 0.5), (.nodeMemoryUsage, 0.5), (.nodeDiskUsage, 0.5),
        (.nodeNetworkReceived, 1_000_000), (.nodeNetworkSent, 1_000_000),
    ]
}
