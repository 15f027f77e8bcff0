import Signals

/// The machine below, GPUs and nodes: it explains and never judges.
enum HardwareBoard {
    /// The rows.
    static func rows(_ queries: BoardQueries) -> [DashboardRow] {
        [
            DashboardRow("GPU", gpu(queries)),
            DashboardRow("GPU faults", faults(queries)),
            DashboardRow("Node", node(queries)),
        ]
    }

    /// What tells one GPU from another: as the exporter that is asked names it.
    private static func each(_ signal: Signal, _ queries: BoardQueries) -> BoardQueries.Grouping {
        .labels(["instance", queries.subject.isOfMachine(signal) ? "gpu" : "gpu_uuid"])
    }

    private static func gpu(_ queries: BoardQueries) -> [Panel?] {
        func panel(
            _ signal: Signal, _ statistic: SignalStatistic, _ playbook: AlertID,
            axis: (minimum: Double?, maximum: Double?) = (0, nil), detail: String = ""
        ) -> Panel? {
            queries.panel(
                signal, statistic, by: each(signal, queries), detail: detail, axis: axis,
                playbook: playbook, width: 8)
        }
        let memory = "DCGM_FI_DEV_FB"
        let chosen = "instance=~\"$\(MachineVariable.gpu)\""
        return [
            panel(
                .gpuUtilization, .value, .gpuThrottling, axis: (0, 1),
                detail: "High with a queue and an empty KV cache is not saturation: look at slots."),
            panel(.gpuMemoryUsage, .value, .gpuMemory, axis: (0, 1)),
            queries.panel(
                "GPU memory used and free",
                "Of each GPU, as the card reports it: the size of the card is never typed in.",
                .barGauge, .bytes,
                [
                    PanelTarget(
                        "sum by (instance, gpu) (\(memory)_USED{\(chosen)}) * 1048576",
                        "used {{instance}} {{gpu}}"),
                    PanelTarget(
                        "sum by (instance, gpu) (\(memory)_FREE{\(chosen)}) * 1048576",
                        "free {{instance}} {{gpu}}"),
                ], playbook: .gpuMemory, width: 8),
            panel(.gpuTemperature, .value, .gpuThrottling),
            panel(.gpuPower, .value, .gpuThrottling),
            panel(.gpuClock, .value, .gpuThrottling),
        ]
    }

    private static func faults(_ queries: BoardQueries) -> [Panel?] {
        let throttling = PanelThresholds(from: .healthy, (0.01, .warning), (0.1, .critical))
        let gpu = each(.gpuThermalThrottling, queries)
        return [
            queries.panel(
                "Slowed down",
                queries.words(
                    queries.meaning(.gpuThermalThrottling), queries.meaning(.gpuPowerThrottling),
                    "As a share of time."), .timeSeries, .secondsPerSecond,
                thresholds: throttling,
                [
                    queries.target(.gpuThermalThrottling, .rate, by: gpu, "heat"),
                    queries.target(.gpuPowerThrottling, .rate, by: gpu, "power"),
                ], playbook: .gpuThrottling, width: 8),
            queries.panel(
                .gpuXid, .value, by: gpu, title: "Last XID error", playbook: .gpuXid, width: 8),
            queries.panel(
                "Memory and link errors",
                queries.words(
                    queries.meaning(.gpuUncorrectableErrors), queries.meaning(.nvlinkErrors)),
                .timeSeries, .eventsPerSecond,
                thresholds: PanelThresholds(from: .healthy, (1e-6, .warning)),
                [
                    queries.target(.gpuUncorrectableErrors, .rate, by: gpu, "memory"),
                    queries.target(.nvlinkErrors, .rate, by: gpu, "NVLink"),
                ], playbook: .gpuUncorrectableErrors, width: 8),
        ]
    }

    private static func node(_ queries: BoardQueries) -> [Panel?] {
        let each = BoardQueries.Grouping.labels(["instance"])
        func panel(_ signal: Signal) -> Panel? {
            queries.panel(
                signal, .value, by: each, axis: (0, 1), playbook: .nodePressure, width: 6)
        }
        return [
            panel(.nodeProcessorUsage), panel(.nodeMemoryUsage), panel(.nodeDiskUsage),
            queries.panel(
                "Network",
                queries.words(
                    queries.meaning(.nodeNetworkReceived), queries.meaning(.nodeNetworkSent)),
                .timeSeries, .bytesPerSecond,
                [
                    queries.target(.nodeNetworkReceived, .rate, by: each, "received"),
                    queries.target(.nodeNetworkSent, .rate, by: each, "sent"),
                ], playbook: .nodePressure, width: 6),
        ]
    }
}
