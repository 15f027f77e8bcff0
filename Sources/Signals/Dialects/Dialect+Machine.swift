extension Dialect {
    /// NVIDIA's DCGM exporter; fields beyond its default list have to be switched on there.
    static let dcgm: Dialect = {
        func gpu(_ field: String) -> SeriesSelector { SeriesSelector("DCGM_FI_DEV_" + field) }
        let used = SeriesFormula.sum(gpu("FB_USED"))
        let free = SeriesFormula.sum(gpu("FB_FREE"))
        let reserved = SeriesFormula.sum(gpu("FB_RESERVED"))
        func link(_ kind: String) -> SeriesFormula {
            .sum(gpu("NVLINK_\(kind)_ERROR_COUNT_TOTAL"))
        }
        return Dialect(
            exporter: .dcgm,
            sources: [
                .gpuUtilization: [
                    SignalSource(
                        .scaled(.max(gpu("GPU_UTIL")), by: 0.01), note: "Of the busiest GPU.")
                ],
                .gpuMemoryUsage: [
                    SignalSource(
                        .extreme(
                            .largest, of: .ratio(used, to: .total([used, free, reserved])),
                            per: ["UUID"])),
                    SignalSource(
                        .extreme(
                            .largest, of: .ratio(used, to: .total([used, free])), per: ["UUID"]),
                        note: "Without reserved memory, which this exporter does not tell."),
                ],
                .gpuPower: [SignalSource(.sum(gpu("POWER_USAGE")))],
                .gpuTemperature: [SignalSource(.max(gpu("GPU_TEMP")))],
                .gpuClock: [SignalSource(.scaled(.min(gpu("SM_CLOCK")), by: 1e6))],
                .gpuThermalThrottling: [
                    SignalSource(
                        .scaled(.max(gpu("THERMAL_VIOLATION")), by: 1e-9),
                        note: "Of the worst GPU; to be switched on.")
                ],
                .gpuPowerThrottling: [
                    SignalSource(
                        .scaled(.max(gpu("POWER_VIOLATION")), by: 1e-9),
                        note: "Of the worst GPU; to be switched on.")
                ],
                .gpuXid: [
                    SignalSource(
                        .max(gpu("XID_ERRORS")), note: "A gauge that keeps the last code.")
                ],
                .gpuUncorrectableErrors: [
                    SignalSource(.sum(gpu("ECC_DBE_VOL_TOTAL")), note: "To be switched on.")
                ],
                .nvlinkErrors: [
                    SignalSource(
                        .total([
                            link("CRC_FLIT"), link("CRC_DATA"), link("REPLAY"), link("RECOVERY"),
                        ]), note: "To be switched on."),
                    SignalSource(link("CRC_FLIT"), note: "Of one kind; to be switched on."),
                ],
            ])
    }()

    /// Prometheus's node_exporter.
    static let node: Dialect = {
        let processor = SeriesSelector("node_cpu_seconds_total")
        let busy = SeriesSelector(
            "node_cpu_seconds_total", .none("mode", of: ["idle", "iowait"]))
        let disk: [LabelMatcher] = [
            .none("fstype", of: ["tmpfs", "ramfs", "squashfs", "overlay"])
        ]
        func network(_ way: String) -> SignalSource {
            SignalSource(
                .sum(SeriesSelector("node_network_\(way)_bytes_total", .none("device", of: ["lo"])))
            )
        }
        return Dialect(
            exporter: .node,
            sources: [
                .nodeProcessorUsage: [
                    SignalSource(.share(of: .sum(busy), in: .sum(processor)))
                ],
                .nodeMemoryUsage: [
                    SignalSource(
                        .complement(
                            .extreme(
                                .smallest,
                                of: .ratio(
                                    .sum(SeriesSelector("node_memory_MemAvailable_bytes")),
                                    to: .sum(SeriesSelector("node_memory_MemTotal_bytes"))),
                                per: ["instance"])))
                ],
                .nodeDiskUsage: [
                    SignalSource(
                        .complement(
                            .extreme(
                                .smallest,
                                of: .ratio(
                                    .sum(
                                        SeriesSelector(
                                            name: "node_filesystem_avail_bytes", matchers: disk)),
                                    to: .sum(
                                        SeriesSelector(
                                            name: "node_filesystem_size_bytes", matchers: disk))),
                                per: ["instance", "device", "mountpoint"])))
                ],
                .nodeNetworkReceived: [network("receive")],
                .nodeNetworkSent: [network("transmit")],
            ])
    }()
}
