/// What NVIDIA's DCGM exporter beside the engine shows: the fields that are on by default on a data-centre card.
struct GPUExporterDialect {
    private let snapshot: EngineSnapshot

    /// The card's name for itself.
    static let uuid = "GPU-5f1c2a9e-0c47-4b63-9d58-1e3a7b6c2f40"

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    /// All families.
    var content: FamilyWriter {
        let gpu = SimulatedGPU(snapshot)
        var writer = FamilyWriter(
            .plain,
            labels: [
                ("gpu", "0"), ("UUID", Self.uuid), ("pci_bus_id", "00000000:01:00.0"),
                ("device", "nvidia0"), ("modelName", "NVIDIA L40S"), ("hostname", "simulated"),
                ("DCGM_FI_DRIVER_VERSION", "570.86.15"),
            ])
        let busy = gpu.busyShare
        let free =
            gpu.memoryTotalMebibytes - gpu.memoryUsedMebibytes - gpu.memoryReservedMebibytes
        let gauges: [(String, String, Double)] = [
            ("DEV_SM_CLOCK", "SM clock frequency (in MHz).", busy > 0 ? 2520 : 210),
            ("DEV_MEM_CLOCK", "Memory clock frequency (in MHz).", busy > 0 ? 9001 : 405),
            ("DEV_MEMORY_TEMP", "Memory temperature (in C).", gpu.temperature + 4),
            ("DEV_GPU_TEMP", "GPU temperature (in C).", gpu.temperature),
            ("DEV_POWER_USAGE", "Power draw (in W).", gpu.powerWatts),
            ("DEV_GPU_UTIL", "GPU utilization (in %).", (busy * 100).rounded()),
            ("DEV_MEM_COPY_UTIL", "Memory utilization (in %).", (busy * 62).rounded()),
            (
                "DEV_XID_ERRORS", "Value of the last XID error encountered.", 0
            ),
            ("DEV_FB_FREE", "Framebuffer memory free (in MiB).", free),
            ("DEV_FB_USED", "Framebuffer memory used (in MiB).", gpu.memoryUsedMebibytes),
            (
                "DEV_FB_RESERVED", "Framebuffer memory reserved (in MiB).",
                gpu.memoryReservedMebibytes
            ),
            (
                "PROF_GR_ENGINE_ACTIVE", "Ratio of time the graphics engine is active.", busy
            ),
            (
                "PROF_PIPE_TENSOR_ACTIVE", "Ratio of cycles the tensor (HMMA) pipe is active.",
                busy * 0.18
            ),
            (
                "PROF_DRAM_ACTIVE",
                "Ratio of cycles the device memory interface is active sending or receiving "
                    + "data.", busy * 0.62
            ),
        ]
        for (name, help, value) in gauges {
            writer.gauge("DCGM_FI_" + name, help, value)
        }
        writer.counter(
            "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION",
            "Total energy consumption since boot (in mJ).", (gpu.energyJoules * 1000).rounded())
        writer.counter(
            "DCGM_FI_DEV_PCIE_REPLAY_COUNTER", "Total number of PCIe retries.", 0.0)
        writer.counter(
            "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS",
            "Number of remapped rows for uncorrectable errors", 0.0)
        writer.gauge(
            "DCGM_FI_DEV_ROW_REMAP_FAILURE", "Whether remapping of rows has failed", 0)
        return writer
    }
}
