import Signals

/// Labels whose presence tells who wrote a series.
enum LabelLore {
    /// Labels that only exporters write, never a scrape's configuration.
    static let distinctive: Set<String> = [
        "le", "quantile", "model_name", "finished_reason", "finish_reason", "reason", "sleep_state",
        "cache_source",
        "is_streaming", "target_model_name", "kv_cache_block_type", "request_type", "error_type",
        "moe_ep_rank", "tp_rank", "pp_rank", "err", "xid", "engine_type", "dynamo_component",
        "dynamo_endpoint", "inflight_batcher_specific_metric", "memory_type",
    ]

    /// What a scrape puts on every series.
    static let target: Set<String> = ["instance", "job"]

    /// What a server may put on everything it has, recorded series included.
    static let external: Set<String> = [
        "cluster", "region", "zone", "datacenter", "dc", "site", "env", "environment", "tenant",
        "prometheus", "prometheus_replica", "replica", "monitor",
    ]

    /// Names by which people aggregate per replica.
    static let replica: Set<String> = [
        "instance", "pod", "kubernetes_pod_name", "pod_name", "exported_pod", "engine", "server",
        "node", "host", "hostname", "Hostname", "ReplicaId", "WorkerId", "replica", "worker_id",
        "dp_rank", "gpu", "UUID", "target", "address",
    ]

    /// Whether Prometheus makes a series itself, for every target that it scrapes.
    static func isAboutScrape(_ name: String) -> Bool {
        name == "up" || name.hasPrefix("scrape_duration_") || name.hasPrefix("scrape_samples_")
    }

    /// The labels of such a series: the target's own.
    static let labelsOfScrape = LabelSet(isOpen: true, possible: target, certain: target)

    /// The labels of a known series.
    static func labels(of series: [KnownSeries]) -> LabelSet {
        guard let first = series.first else { return .unknown }
        var written = Set<String>()
        for entry in series { written.formUnion(entry.family.labels(of: entry.role)) }
        let isInfo = series.contains { $0.family.hasOpenLabels }
        var absent = distinctive.subtracting(written)
        // An info gauge of an engine has a fixed head: the name of the model is in it or is not.
        if isInfo { absent.formIntersection(["le", "quantile", "model_name"]) }
        if isInfo, first.family.exporter != .vllm { absent.remove("model_name") }
        var certain = target
        if first.role == .bucket { certain.insert("le") }
        for label in ["model_name"] where written.contains(label) && series.count == 1 {
            certain.insert(label)
        }
        return LabelSet(
            isOpen: true, possible: written.union(target), certain: certain, absent: absent)
    }
}
