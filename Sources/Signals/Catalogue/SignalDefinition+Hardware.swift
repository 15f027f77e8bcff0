extension SignalDefinition {
    private static let informs =
        "It informs and does not judge: what users feel is measured, not guessed from the card."

    /// The GPUs below the engine.
    static let gpu: [SignalDefinition] = [
        SignalDefinition(
            .gpuUtilization, "GPU utilization", .diagnostic, .gauge, .ratio, worse: .outside,
            "Share of time in which any kernel ran on the GPU. It says busy, not saturated, and "
                + "never proves a bottleneck.",
            ranges: SignalRanges(
                .average, warningAbove: 0.95, warningBelow: 0.3, judges: false, source: informs)),
        SignalDefinition(
            .gpuMemoryUsage, "GPU memory usage", .diagnostic, .gauge, .ratio, worse: .higher,
            "Share of the GPU's memory in use, of the fullest GPU. Engines allocate nine tenths of "
                + "it beforehand, so it is flat and high by design.",
            ranges: SignalRanges(.maximum, warningAbove: 0.98, judges: false, source: informs),
            alert: .gpuMemory),
        SignalDefinition(
            .gpuPower, "GPU power", .diagnostic, .gauge, .watts, worse: .neither,
            "Power drawn by all GPUs."),
        SignalDefinition(
            .gpuTemperature, "GPU temperature", .diagnostic, .gauge, .celsius, worse: .higher,
            "Temperature of the hottest GPU.",
            ranges: SignalRanges(
                .maximum, warningAbove: 83, criticalAbove: 90, judges: false,
                source: "Cards of data centres begin to slow down in this region; the limit of a "
                    + "card is in its data sheet. " + informs)),
        SignalDefinition(
            .gpuClock, "GPU clock", .diagnostic, .gauge, .hertz, worse: .lower,
            "Clock of the slowest GPU's multiprocessors."),
        SignalDefinition(
            .gpuThermalThrottling, "thermal throttling", .diagnostic, .counter, .seconds,
            worse: .higher, "Time in which a GPU was slowed down because of heat.",
            ranges: SignalRanges(
                .rate, warningAbove: 0.01, criticalAbove: 0.1, judges: false,
                source: "Share of time slowed down: 1 % and 10 %. " + informs),
            alert: .gpuThrottling),
        SignalDefinition(
            .gpuPowerThrottling, "power throttling", .diagnostic, .counter, .seconds,
            worse: .higher, "Time in which a GPU was slowed down to keep its power limit.",
            ranges: SignalRanges(
                .rate, warningAbove: 0.1, judges: false,
                source: "Share of time slowed down: a busy card touches its limit now and then. "
                    + informs),
            alert: .gpuThrottling),
        SignalDefinition(
            .gpuXid, "XID error", .diagnostic, .gauge, .code, worse: .higher,
            "Code of the last driver error, 0 when there was none; it stays until the driver is "
                + "loaded anew.",
            ranges: SignalRanges(.maximum, warningAbove: 0, judges: false, source: informs),
            alert: .gpuXid),
        SignalDefinition(
            .gpuUncorrectableErrors, "uncorrectable memory errors", .diagnostic, .counter, .events,
            worse: .higher, "Double-bit errors in GPU memory since the driver was loaded.",
            ranges: SignalRanges(.increase, warningAbove: 0, judges: false, source: informs),
            alert: .gpuUncorrectableErrors),
        SignalDefinition(
            .nvlinkErrors, "NVLink errors", .diagnostic, .counter, .events, worse: .higher,
            "Transmission errors on the links between GPUs.",
            ranges: SignalRanges(.increase, warningAbove: 0, judges: false, source: informs),
            alert: .nvlinkErrors),
    ]

    /// The node below the GPUs, as node_exporter tells it.
    static let node: [SignalDefinition] = [
        SignalDefinition(
            .nodeProcessorUsage, "node CPU usage", .diagnostic, .share, .ratio, worse: .higher,
            "Share of processor time that was not idle. Tokenisation and scheduling need it.",
            ranges: SignalRanges(
                .value, warningAbove: 0.85, criticalAbove: 0.95, judges: false, source: informs),
            alert: .nodePressure),
        SignalDefinition(
            .nodeMemoryUsage, "node memory usage", .diagnostic, .gauge, .ratio, worse: .higher,
            "Share of main memory that is not available.",
            ranges: SignalRanges(
                .maximum, warningAbove: 0.9, criticalAbove: 0.95, judges: false, source: informs),
            alert: .nodePressure),
        SignalDefinition(
            .nodeDiskUsage, "node disk usage", .diagnostic, .gauge, .ratio, worse: .higher,
            "Share of the fullest file system that is used.",
            ranges: SignalRanges(
                .maximum, warningAbove: 0.85, criticalAbove: 0.95, judges: false, source: informs),
            alert: .nodePressure),
        SignalDefinition(
            .nodeNetworkReceived, "network received", .diagnostic, .counter, .bytes,
            worse: .neither, "Bytes received on every interface but the loopback."),
        SignalDefinition(
            .nodeNetworkSent, "network sent", .diagnostic, .counter, .bytes, worse: .neither,
            "Bytes sent on every interface but the loopback."),
    ]
}
