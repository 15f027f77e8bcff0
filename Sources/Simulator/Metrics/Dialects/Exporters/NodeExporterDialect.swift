import EngineModel

/// What node_exporter beside the engine shows: the few families that health checks look at, of a machine with 8 processors.
///
/// One processor is busy when the engine computes; the rest of the machine rests.
struct NodeExporterDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    /// All families.
    var content: FamilyWriter {
        let elapsed = snapshot.elapsedSeconds
        let busy = min(snapshot.metrics.busySeconds, elapsed)
        var writer = FamilyWriter(.plain)
        let processors = (0..<8).flatMap { cpu -> [FamilyWriter.Value] in
            let user = cpu == 0 ? busy : 0
            return [
                (["cpu": "\(cpu)", "mode": "idle"], elapsed - user),
                (["cpu": "\(cpu)", "mode": "system"], 0),
                (["cpu": "\(cpu)", "mode": "user"], user),
            ]
        }
        writer.counter(
            "node_cpu_seconds_total", "Seconds the CPUs spent in each mode.", processors)
        writer.gauge(
            "node_boot_time_seconds", "Node boot time, in unixtime.",
            snapshot.startUnixSeconds.rounded(.down))
        writer.gauge("node_load1", "1m load average.", snapshot.busyShare)
        writer.gauge(
            "node_memory_MemAvailable_bytes", "Memory information field MemAvailable_bytes.",
            48 * 1_073_741_824)
        writer.gauge(
            "node_memory_MemTotal_bytes", "Memory information field MemTotal_bytes.",
            64 * 1_073_741_824)
        writer.gauge(
            "node_filesystem_avail_bytes",
            "Filesystem space available to non-root users in bytes.",
            [(["device": "/dev/nvme0n1p1", "fstype": "ext4", "mountpoint": "/"], 2e11)])
        writer.counter(
            "node_vmstat_oom_kill", "/proc/vmstat information field oom_kill.", 0.0)
        for resource in ["cpu", "io", "memory"] {
            writer.counter(
                "node_pressure_\(resource)_waiting_seconds_total",
                "Total time in seconds that processes have waited for \(resource)", 0.0)
        }
        writer.gauge(
            "node_time_seconds", "System time in seconds since epoch (1970).",
            snapshot.startUnixSeconds + elapsed)
        return writer
    }
}
