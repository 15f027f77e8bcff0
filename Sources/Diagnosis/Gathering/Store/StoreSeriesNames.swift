import Signals

/// Which series of a store a diagnosis reads.
enum StoreSeriesNames {
    /// The beginnings of the names of engines' and routers' own series.
    static let enginePrefixes: [String] =
        Exporter.allCases.flatMap(\.prefixes) + ["vllm_", "sglang_", "trtllm:"]

    /// Series about a target's process and its scrapes.
    static let target = [
        "up", "scrape_duration_seconds", "scrape_samples_scraped", "process_cpu_seconds_total",
        "process_start_time_seconds", "process_resident_memory_bytes", "process_open_fds",
        "process_max_fds", "http_requests_total", "http_request_duration_seconds_bucket",
        "http_request_duration_seconds_sum", "http_request_duration_seconds_count",
    ]

    /// Series of cards and machines, as regular expressions.
    ///
    /// An exporter of a machine has thousands of series: only what tells of load is read.
    static let machine = [
        "DCGM_FI_.+", "node_boot_time_seconds", "node_cpu_.+", "node_disk_io_time_seconds_total",
        "node_load.+", "node_memory_Mem(Available|Free|Total)_bytes",
        "node_memory_Swap(Free|Total)_bytes", "node_network_(receive|transmit)_.+",
        "node_netstat_Tcp_RetransSegs", "node_netstat_Tcp_OutSegs", "node_pressure_.+",
        "node_procs_.+", "node_schedstat_.+", "node_time_seconds", "node_timex_offset_seconds",
        "node_vmstat_(pswpin|pswpout|pgmajfault)",
    ]

    /// A matcher of names.
    ///
    /// - Parameter patterns: Regular expressions, each of a whole name.
    /// - Returns: PromQL without braces.
    static func matcher(_ patterns: [String]) -> String {
        "__name__=~\"\(patterns.joined(separator: "|"))\""
    }

    /// The patterns of an engine's names.
    static let engine = enginePrefixes.map { $0 + ".+" }

    /// Whether a name is an engine's.
    static func isEngine(_ name: String) -> Bool { enginePrefixes.contains { name.hasPrefix($0) } }
}
