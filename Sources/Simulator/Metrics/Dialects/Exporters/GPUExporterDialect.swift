/// What NVIDIA's DCGM exporter beside the engine shows: the fields that are on by default on a data-centre card, and those that
/// diagnosis needs besides, if they are switched on.
struct GPUExporterDialect {
    private let snapshot: EngineSnapshot
    private let gpu: SimulatedGPU

    /// The card's name for itself.
    static let uuid = "GPU-5f1c2a9e-0c47-4b63-9d58-1e3a7b6c2f40"

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
        gpu = SimulatedGPU(snapshot)
    }

    /// All families.
    var content: FamilyWriter {
        var writer = FamilyWriter(
            .plain,
            labels: [
                ("gpu", "0"), ("UUID", Self.uuid), ("pci_bus_id", "00000000:01:00.0"),
                ("device", "nvidia0"), ("modelName", "NVIDIA L40S"), ("hostname", "simulated"),
                ("DCGM_FI_DRIVER_VERSION", "570.86.15"),
            ])
        writeGauges(&writer)
        writeCounters(&writer)
        if snapshot.configuration.showsOptionalGPUFields {
            writeOptional(&writer)
        }
        return writer
    }

    private func writeGauges(_ writer: inout FamilyWriter) {
        let active = gpu.activeShare
        let free =
            gpu.memoryTotalMebibytes - gpu.memoryUsedMebibytes - gpu.memoryReservedMebibytes
        let gauges: [(String, String, Double)] = [
            ("DEV_SM_CLOCK", "SM clock frequency (in MHz).", gpu.clockMegahertz),
            ("DEV_MEM_CLOCK", "Memory clock frequency (in MHz).", gpu.memoryClockMegahertz),
            ("DEV_MEMORY_TEMP", "Memory temperature (in C).", gpu.temperature + 4),
            ("DEV_GPU_TEMP", "GPU temperature (in C).", gpu.temperature),
            ("DEV_POWER_USAGE", "Power draw (in W).", gpu.powerWatts),
            ("DEV_GPU_UTIL", "GPU utilization (in %).", (active * 100).rounded()),
            ("DEV_MEM_COPY_UTIL", "Memory utilization (in %).", (active * 62).rounded()),
            (
                "DEV_XID_ERRORS", "Value of the last XID error encountered.",
                Double(snapshot.machine.xid)
            ),
            ("DEV_FB_FREE", "Framebuffer memory free (in MiB).", free),
            ("DEV_FB_USED", "Framebuffer memory used (in MiB).", gpu.memoryUsedMebibytes),
            (
                "DEV_FB_RESERVED", "Framebuffer memory reserved (in MiB).",
                gpu.memoryReservedMebibytes
            ),
            (
                "PROF_GR_ENGINE_ACTIVE", "Ratio of time the graphics engine is active.", active
            ),
            (
                "PROF_PIPE_TENSOR_ACTIVE", "Ratio of cycles the tensor (HMMA) pipe is active.",
                active * 0.18
            ),
            (
                "PROF_DRAM_ACTIVE",
                "Ratio of cycles the device memory interface is active sending or receiving "
                    + "data.", active * 0.62
            ),
        ]
        for (name, help, value) in gauges {
            writer.gauge("DCGM_FI_" + name, help, value)
        }
    }

    private func writeCounters(_ writer: inout FamilyWriter) {
        writer.counter(
            "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION",
            "Total energy consumption since boot (in mJ).", (gpu.energyJoules * 1000).rounded())
        writer.counter(
            "DCGM_FI_DEV_PCIE_REPLAY_COUNTER", "Total number of PCIe retries.", 0.0)
        writer.counter(
            "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS",
            "Number of remapped rows for uncorrectable errors",
            Double(snapshot.machine.memoryErrors))
        writer.gauge(
            "DCGM_FI_DEV_ROW_REMAP_FAILURE", "Whether remapping of rows has failed", 0)
    }

    /// Fields that an operator has to switch on.
    private func writeOptional(_ writer: inout FamilyWriter) {
        let machine = snapshot.machine
        writer.gauge(
            "DCGM_FI_DEV_CLOCK_THROTTLE_REASONS", "Current clock throttle reasons (bitmask).",
            gpu.clockReasons)
        writer.gauge("DCGM_FI_DEV_POWER_MGMT_LIMIT", "Power limit (in W).", gpu.powerLimit)
        writer.counter(
            "DCGM_FI_DEV_POWER_VIOLATION", "Throttling duration due to power constraints (in ns).",
            (machine.powerSeconds * 1e9).rounded())
        writer.counter(
            "DCGM_FI_DEV_THERMAL_VIOLATION",
            "Throttling duration due to thermal constraints (in ns).",
            (machine.thermalSeconds * 1e9).rounded())
        writer.counter(
            "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL",
            "Total number of double-bit volatile ECC errors.", Double(machine.memoryErrors))
        writeLinks(&writer)
        writer.gauge(
            "DCGM_FI_PROF_SM_ACTIVE",
            "The ratio of cycles an SM has at least 1 warp assigned.", gpu.activeShare * 0.85)
        writer.gauge(
            "DCGM_FI_PROF_PCIE_TX_BYTES",
            "The rate of data transmitted over the PCIe bus (in bytes per second).",
            gpu.sentBytesPerSecond)
        writer.gauge(
            "DCGM_FI_PROF_PCIE_RX_BYTES",
            "The rate of data received over the PCIe bus (in bytes per second).",
            gpu.receivedBytesPerSecond)
    }
    /// What the card counts on its links: a piece that arrives damaged is sent again.
    private func writeLinks(_ writer: inout FamilyWriter) {
        let errors = snapshot.machine.linkErrors.rounded(.down)
        let counters: [(String, String, Double)] = [
            ("CRC_FLIT", "NVLink flow-control CRC errors", errors),
            ("CRC_DATA", "NVLink data CRC errors", 0),
            ("REPLAY", "NVLink retries", errors),
            ("RECOVERY", "NVLink recovery errors", 0),
        ]
        for (name, meaning, value) in counters {
            writer.counter(
                "DCGM_FI_DEV_NVLINK_\(name)_ERROR_COUNT_TOTAL", "Total number of \(meaning).",
                value)
        }
    }
}
