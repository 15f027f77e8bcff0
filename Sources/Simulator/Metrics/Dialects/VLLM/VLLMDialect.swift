import EngineModel
import Exposition

/// What `/metrics` of vLLM shows since its V1 engine is the default, 0.8.0 and later.
///
/// Written by hand from scrapes of 0.14.1 and 0.32.0, and from the sources of the releases between. Left out are families of
/// features the model does not have (KV connectors, FLOP estimates), the sizes and durations of HTTP requests, and those of the
/// Python process, except its start and its processor time. That process is the API server; the engine computes in another one.
struct VLLMDialect {
    let snapshot: EngineSnapshot
    let release: SimulatedRelease

    /// - Parameters:
    ///   - snapshot: The state to show.
    ///   - release: The release whose words to use, when it is not that of the server.
    init(_ snapshot: EngineSnapshot, release: SimulatedRelease? = nil) {
        self.snapshot = snapshot
        self.release = release ?? snapshot.release
    }

    var metrics: EngineMetrics { snapshot.metrics }

    /// All families in the order of the real server.
    var content: FamilyWriter {
        var writer = FamilyWriter(.python(createdUnixSeconds: snapshot.startUnixSeconds))
        writer.gauge(
            "process_start_time_seconds",
            "Start time of the process since unix epoch in seconds.", snapshot.startUnixSeconds)
        writer.collected(
            "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.",
            metrics.apiBusySeconds)
        writeEngine(&writer)
        writeHTTP(&writer)
        return writer
    }

    /// The families of the engine alone, as they pass through a worker of Dynamo.
    func writeEngine(_ writer: inout FamilyWriter) {
        writer.labels = [("model_name", snapshot.modelName)]
        if isAtLeast("0.8.3") {
            writer.labels.insert(("engine", "0"), at: 0)
        }
        writeSpeculation(&writer)
        writeGauges(&writer)
        writeCacheCounters(&writer)
        writeTokenCounters(&writer)
        writeRequestCounters(&writer)
        writeLengths(&writer)
        writeLatencies(&writer)
        writeRequestHistograms(&writer)
        writer.labels = []
        writeAdapters(&writer)
        writer.gauge(
            "vllm:cache_config_info", "Information of the LLMEngine CacheConfig",
            [(cacheConfiguration, 1)])
    }

    func isAtLeast(_ version: ReleaseVersion) -> Bool {
        release.isAtLeast(version)
    }

    // MARK: - Gauges

    private func writeGauges(_ writer: inout FamilyWriter) {
        let waiting = Double(metrics.requestsWaiting)
        writer.gauge(
            "vllm:num_requests_running", "Number of requests in model execution batches.",
            Double(metrics.requestsRunning))
        writer.gauge(
            "vllm:num_requests_waiting", "Number of requests waiting to be processed.", waiting)
        if isAtLeast("0.20") {
            writer.gauge(
                "vllm:num_requests_waiting_by_reason",
                "Number of waiting requests by reason. Reason labels: 'capacity' = waiting for "
                    + "scheduling capacity; 'deferred' = deferred by transient constraints (LoRA "
                    + "budget, KV transfer, blocked status). Sum of all reasons equals "
                    + "vllm:num_requests_waiting.",
                [
                    (["reason": "capacity"], waiting - Double(metrics.requestsDeferred)),
                    (["reason": "deferred"], Double(metrics.requestsDeferred)),
                ])
        }
        if isAtLeast("0.11.1") {
            writer.gauge(
                "vllm:engine_sleep_state",
                "Engine sleep state; awake = 0 means engine is sleeping; awake = 1 means engine "
                    + "is awake; weights_offloaded = 1 means sleep level 1; discard_all = 1 means "
                    + "sleep level 2.",
                [
                    (["sleep_state": "awake"], 1), (["sleep_state": "weights_offloaded"], 0),
                    (["sleep_state": "discard_all"], 0),
                ])
        }
        if !isAtLeast("0.11.0") {
            writer.gauge(
                "vllm:gpu_cache_usage_perc", "GPU KV-cache usage. 1 means 100 percent usage.",
                metrics.kvCacheUsage)
        }
        if isAtLeast("0.9.2") {
            writer.gauge(
                "vllm:kv_cache_usage_perc", "KV-cache usage. 1 means 100 percent usage.",
                metrics.kvCacheUsage)
        }
    }

    // MARK: - Info

    /// The fields of vLLM's cache configuration; their number grows with every release.
    private var cacheConfiguration: [String: String] {
        let engine = snapshot.engine
        var labels = [
            "block_size": "\(engine.blockSize)",
            "cache_dtype": "auto",
            "enable_prefix_caching": engine.prefixCaching ? "True" : "False",
            "gpu_memory_utilization": isAtLeast("0.20") ? "0.92" : "0.9",
            "is_attention_free": "False",
            // Before 0.9.0 the number was not known to the process that serves the metrics.
            "num_gpu_blocks": isAtLeast("0.9.0") ? "\(engine.kvBlocks)" : "None",
            "num_cpu_blocks": "None",
            "num_gpu_blocks_override": "None",
            "prefix_caching_hash_algo": isAtLeast("0.11.0") ? "sha256" : "builtin",
            "sliding_window": "None",
        ]
        if isAtLeast("0.9.0") {
            labels["engine"] = "0"
        }
        if !isAtLeast("0.24") {
            labels.merge(
                [
                    "calculate_kv_scales": "False", "cpu_offload_gb": "0.0", "swap_space": "4.0",
                ]
            ) { $1 }
        }
        if isAtLeast("0.13") {
            for name in ["kv_offloading_size", "mamba_block_size", "mamba_page_size_padded"] {
                labels[name] = "None"
            }
            labels["kv_cache_memory_bytes"] = "None"
            labels["kv_offloading_backend"] = "native"
            labels["kv_sharing_fast_prefill"] = "False"
            labels["mamba_cache_dtype"] = "auto"
            labels["mamba_ssm_cache_dtype"] = "auto"
            if !isAtLeast("0.24") {
                labels["cpu_kvcache_space_bytes"] = "None"
            }
        }
        if isAtLeast("0.24") {
            labels.merge(capacityLabels) { $1 }
        }
        return labels
    }

    private var capacityLabels: [String: String] {
        let engine = snapshot.engine
        let concurrency = Double(snapshot.cacheTokens) / Double(engine.maxModelLen)
        return [
            "_block_size_resolved": "True",
            "cache_hit_alignment_tokens": "None",
            "effective_attention_block_size": "\(engine.blockSize)",
            "enable_mamba_shared_prefix_checkpoint": "False",
            "hash_block_size": "None",
            "kv_cache_dtype_skip_layers": "[]",
            "kv_cache_layout": "None",
            "kv_cache_max_concurrency": FloatStyle.python.text(concurrency),
            "kv_cache_size_tokens": "\(snapshot.cacheTokens)",
            "mamba_cache_mode": "none",
            "prefix_cache_retention_interval": "0",
            "prefix_match_unit": "None",
            "replayssm_buffer_len": "16",
            "skip_page_size_padded": "None",
            "swa_bounded_replay": "True",
            "use_kda_recoverssm": "False",
            "use_replayssm": "False",
            "user_specified_block_size": "False",
        ]
    }

    // MARK: - HTTP

    /// Responses by groups of statuses, but for the paths nobody waits for.
    private func writeHTTP(_ writer: inout FamilyWriter) {
        guard isAtLeast("0.8.4") else { return }
        let uncounted: Set<String> = [
            "/metrics", "/health", "/load", "/ping", "/version", "/server_info",
            "/dcgm/metrics", "/node/metrics",
        ]
        var groups: [[String]: Int] = [:]
        for (route, count) in snapshot.http.responses where !uncounted.contains(route.handler) {
            groups[[route.handler, route.method, "\(route.status / 100)xx"], default: 0] += count
        }
        writer.counter(
            "http_requests", "Total number of requests by method, status and handler.",
            groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, count in
                (["handler": key[0], "method": key[1], "status": key[2]], Double(count))
            })
    }
}
