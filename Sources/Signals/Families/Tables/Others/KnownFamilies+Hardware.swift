extension KnownFamilies {
    private static let field = FamilyDraft(
        exporter: .dcgm, prefix: "DCGM_FI_",
        labels: [
            "gpu", "UUID", "pci_bus_id", "device", "modelName", "GPU_I_PROFILE", "GPU_I_ID",
            "Hostname", "hostname", "DCGM_FI_DRIVER_VERSION", "err_code", "err_msg",
        ])
    private static let window = FamilyDraft(
        exporter: .dcgm, prefix: "DCGM_EXP_", labels: field.labels)

    private static let xidRemark =
        "It holds the code of the last XID error and keeps it: compare it with 0, or count "
        + "changes() of it."

    /// NVIDIA's DCGM exporter.
    static let dcgm: [KnownFamily] =
        dcgmDevice + dcgmLinks + dcgmThrottling + dcgmMemoryErrors + dcgmRatios + dcgmTraffic

    private static let dcgmDevice: [KnownFamily] = [
        field.gauge(
            "DEV_GPU_UTIL", .percent, note: "The share of time in which any kernel ran."),
        field.gauge("DEV_MEM_COPY_UTIL", .percent),
        field.gauge("DEV_ENC_UTIL", .percent),
        field.gauge("DEV_DEC_UTIL", .percent),
        field.gauge("DEV_FB_USED", .mebibytes),
        field.gauge("DEV_FB_FREE", .mebibytes),
        field.gauge("DEV_FB_RESERVED", .mebibytes),
        field.gauge("DEV_FB_TOTAL", .mebibytes, note: "Not exported by default."),
        field.gauge("DEV_FB_USED_PERCENT", .ratio),
        field.gauge("DEV_POWER_USAGE", .watts),
        field.counter("DEV_TOTAL_ENERGY_CONSUMPTION", .millijoules),
        field.gauge("DEV_GPU_TEMP", .celsius),
        field.gauge("DEV_MEMORY_TEMP", .celsius),
        field.gauge("DEV_SM_CLOCK", .megahertz),
        field.gauge("DEV_MEM_CLOCK", .megahertz),
        field.gauge("DEV_XID_ERRORS", .state, note: xidRemark),
        window.gauge("XID_ERRORS_COUNT", .events, plus: ["xid", "window_size_in_ms"]),
        window.gauge(
            "CLOCK_EVENTS_COUNT", .events, plus: ["clock_event", "window_size_in_ms"]),
        field.counter("DEV_PCIE_REPLAY_COUNTER", .events),
        field.counter("DEV_NVLINK_BANDWIDTH_TOTAL", .number),
        field.counter("DEV_UNCORRECTABLE_REMAPPED_ROWS", .events),
        field.counter("DEV_CORRECTABLE_REMAPPED_ROWS", .events),
        field.gauge("DEV_ROW_REMAP_FAILURE", .state),
        field.gauge("DEV_VGPU_LICENSE_STATUS", .state),
        field.gauge("DEV_POWER_MGMT_LIMIT", .watts),
        field.gauge("DEV_CLOCK_THROTTLE_REASONS", .state),
    ]

    private static let dcgmLinks: [KnownFamily] = ["CRC_FLIT", "CRC_DATA", "REPLAY", "RECOVERY"]
        .map { field.counter("DEV_NVLINK_\($0)_ERROR_COUNT_TOTAL", .events) }

    private static let dcgmThrottling: [KnownFamily] = [
        "POWER", "THERMAL", "SYNC_BOOST", "BOARD_LIMIT", "LOW_UTIL", "RELIABILITY",
    ].map { field.counter("DEV_\($0)_VIOLATION", .nanoseconds, note: "Not exported by default.") }

    private static let dcgmMemoryErrors: [KnownFamily] = [
        "ECC_DBE_VOL_TOTAL", "ECC_SBE_VOL_TOTAL", "ECC_DBE_AGG_TOTAL", "ECC_SBE_AGG_TOTAL",
        "RETIRED_SBE", "RETIRED_DBE", "RETIRED_PENDING",
    ].map { field.counter("DEV_\($0)", .events) }

    private static let dcgmRatios: [KnownFamily] = [
        "GR_ENGINE_ACTIVE", "SM_ACTIVE", "SM_OCCUPANCY", "PIPE_TENSOR_ACTIVE",
        "PIPE_FP64_ACTIVE", "PIPE_FP32_ACTIVE", "PIPE_FP16_ACTIVE", "DRAM_ACTIVE",
    ].map { field.gauge("PROF_\($0)", .ratio) }

    private static let dcgmTraffic: [KnownFamily] = [
        "PCIE_TX_BYTES", "PCIE_RX_BYTES", "NVLINK_TX_BYTES", "NVLINK_RX_BYTES",
    ].map { field.gauge("PROF_\($0)", .bytesPerSecond, note: "Already a rate.") }

    private static let machine = FamilyDraft(exporter: .node, prefix: "node_")

    /// The families of node_exporter that monitoring of inference uses.
    static let node: [KnownFamily] = [
        machine.counter("cpu_seconds_total", .seconds, plus: ["cpu", "mode"]),
        machine.gauge("memory_MemAvailable_bytes", .bytes),
        machine.gauge("memory_MemTotal_bytes", .bytes),
        machine.gauge("memory_MemFree_bytes", .bytes),
        machine.gauge("load1", .number),
        machine.gauge("load5", .number),
        machine.gauge("load15", .number),
        machine.gauge(
            "filesystem_avail_bytes", .bytes, plus: ["device", "fstype", "mountpoint"]),
        machine.gauge("filesystem_size_bytes", .bytes, plus: ["device", "fstype", "mountpoint"]),
        machine.counter("disk_io_time_seconds_total", .seconds, plus: ["device"]),
        machine.counter("disk_read_bytes_total", .bytes, plus: ["device"]),
        machine.counter("disk_written_bytes_total", .bytes, plus: ["device"]),
        machine.counter("network_receive_bytes_total", .bytes, plus: ["device"]),
        machine.counter("network_transmit_bytes_total", .bytes, plus: ["device"]),
        machine.counter("vmstat_oom_kill", .events),
        machine.counter("pressure_cpu_waiting_seconds_total", .seconds),
        machine.counter("pressure_memory_waiting_seconds_total", .seconds),
        machine.counter("pressure_io_waiting_seconds_total", .seconds),
        machine.gauge("boot_time_seconds", .timestamp),
        machine.gauge("time_seconds", .timestamp),
        machine.info("uname_info", labels: ["sysname", "release", "version", "machine"]),
    ].map {
        var family = $0
        family.hasOpenLabels = true
        return family
    }

    private static let web = FamilyDraft(exporter: .instrumentator, prefix: "http_")

    /// The FastAPI instrumentator, which vLLM has included since 0.8.3.
    ///
    /// The names are common: a service may export the same with other labels.
    static let instrumentator: [KnownFamily] = [
        web.counter("requests_total", .requests, plus: ["handler", "method", "status"]),
        web.histogram("request_duration_highr_seconds", .seconds, .configured),
        web.histogram(
            "request_duration_seconds", .seconds, .configured,
            plus: ["handler", "method", "status"]),
        web.summary("request_size_bytes", .bytes, plus: ["handler"]),
        web.summary("response_size_bytes", .bytes, plus: ["handler"]),
    ].map {
        var family = $0
        family.hasOpenLabels = true
        return family
    }

    private static let interpreter = FamilyDraft(exporter: .python)

    /// What every process with the Python client exports.
    static let python: [KnownFamily] = [
        interpreter.gauge("process_virtual_memory_bytes", .bytes),
        interpreter.gauge("process_resident_memory_bytes", .bytes),
        interpreter.gauge("process_start_time_seconds", .timestamp),
        interpreter.counter("process_cpu_seconds_total", .seconds),
        interpreter.gauge("process_open_fds", .number),
        interpreter.gauge("process_max_fds", .number),
        interpreter.counter("python_gc_objects_collected_total", .items, plus: ["generation"]),
        interpreter.counter(
            "python_gc_objects_uncollectable_total", .items, plus: ["generation"]),
        interpreter.counter("python_gc_collections_total", .events, plus: ["generation"]),
        interpreter.info(
            "python_info",
            labels: ["implementation", "major", "minor", "patchlevel", "version"]),
    ]
}
