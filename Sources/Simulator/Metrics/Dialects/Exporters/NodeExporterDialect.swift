import EngineModel

/// What node_exporter beside the engine shows: the few families that health checks look at, of a machine with 16 processors.
///
/// The first processor is busy when the engine computes, as it waits for the card by turning round, and the second when the API
/// server works, which is one process. Others, if there are any, keep all the rest busy, and the second for as long as they make
/// the engine's processes wait.
struct NodeExporterDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    /// All families.
    var content: FamilyWriter {
        let machine = snapshot.machine
        let up = machine.upSeconds ?? snapshot.elapsedSeconds
        var writer = FamilyWriter(.plain)
        let processors = (0..<Self.processors).flatMap { cpu -> [FamilyWriter.Value] in
            let user = min(up, busySeconds(of: cpu))
            return [
                (["cpu": "\(cpu)", "mode": "idle"], Self.hundredths(up - user)),
                (["cpu": "\(cpu)", "mode": "system"], 0),
                (["cpu": "\(cpu)", "mode": "user"], Self.hundredths(user)),
            ]
        }
        writer.counter(
            "node_cpu_seconds_total", "Seconds the CPUs spent in each mode.", processors)
        writer.gauge(
            "node_boot_time_seconds", "Node boot time, in unixtime.",
            (now - up).rounded(.down))
        writer.gauge("node_load1", "1m load average.", load)
        writer.gauge(
            "node_memory_MemAvailable_bytes", "Memory information field MemAvailable_bytes.",
            left(of: 64 * 1_073_741_824, free: 48 * 1_073_741_824, .memory))
        writer.gauge(
            "node_memory_MemTotal_bytes", "Memory information field MemTotal_bytes.",
            64 * 1_073_741_824)
        let disk = ["device": "/dev/nvme0n1p1", "fstype": "ext4", "mountpoint": "/"]
        writer.gauge(
            "node_filesystem_avail_bytes",
            "Filesystem space available to non-root users in bytes.",
            [(disk, left(of: 1e12, free: 2e11, .disk))])
        writer.gauge(
            "node_filesystem_size_bytes", "Filesystem size in bytes.", [(disk, 1e12)])
        writer.counter(
            "node_vmstat_oom_kill", "/proc/vmstat information field oom_kill.", 0.0)
        for resource in ["cpu", "io", "memory"] {
            writer.counter(
                "node_pressure_\(resource)_waiting_seconds_total",
                "Total time in seconds that processes have waited for \(resource)",
                resource == "cpu" ? machine.processorWaitSeconds : 0)
        }
        writeNetwork(&writer)
        writer.gauge(
            "node_time_seconds", "System time in seconds since epoch (1970).",
            now)
        return writer
    }

    /// Bytes on the network card; nobody on the machine talks to anybody else on it.
    private func writeNetwork(_ writer: inout FamilyWriter) {
        var traffic = snapshot.machine.earlier.traffic
        traffic += NetworkTraffic(of: snapshot.metrics)
        for (way, bytes) in [("receive", traffic.received), ("transmit", traffic.sent)] {
            writer.counter(
                "node_network_\(way)_bytes_total",
                "Network device statistic \(way)_bytes.",
                [(["device": "eth0"], bytes.rounded()), (["device": "lo"], 0)])
        }
    }

    private static let processors = 16

    /// Counters of the kernel go in hundredths of a second; the difference of two numbers must not fall for being rounded.
    private static func hundredths(_ seconds: Double) -> Double {
        (seconds * 100 + 1e-6).rounded(.down) / 100
    }

    private var now: Double { snapshot.startUnixSeconds + snapshot.elapsedSeconds }

    /// What is left of a store, of which so much is free as long as nobody fills it.
    private func left(of size: Double, free: Double, _ store: MachineStore) -> Double {
        min(free, (size * (1 - (snapshot.machine.filledShares[store] ?? 0))).rounded())
    }

    /// Seconds in which a processor had something to do.
    private func busySeconds(of cpu: Int) -> Double {
        switch cpu {
        case 0: snapshot.metrics.busySeconds + snapshot.machine.earlier.busySeconds
        case 1:
            snapshot.metrics.apiBusySeconds + snapshot.machine.earlier.apiSeconds
                + snapshot.machine.processorWaitSeconds
        default: snapshot.machine.foreignProcessorSeconds
        }
    }

    /// Runnable processes: the engine's, and where others take time away, as many as that needs on every processor.
    private var load: Double {
        let wait = snapshot.machine.processorWaitShare
        guard wait > 0, wait < 1 else { return snapshot.busyShare }
        return snapshot.busyShare + Double(Self.processors) / (1 - wait)
    }
}
