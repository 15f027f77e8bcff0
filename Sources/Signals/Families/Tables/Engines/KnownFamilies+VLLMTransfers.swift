extension KnownFamilies {
    private static let draft = FamilyDraft(
        exporter: .vllm, prefix: "vllm:", labels: ["model_name", "engine"])

    /// Families that are there only with a KV connector, offloading or another feature.
    static let vllmTransfers: [KnownFamily] =
        nixl + offloading + [
            draft.histogram(
                "mooncake_xfer_time_seconds", .seconds, .configured, .since(v(0, 33))),
            draft.histogram(
                "mooncake_bytes_transferred", .bytes, .configured, .since(v(0, 33))),
        ]

    private static let nixl: [KnownFamily] = [
        draft.histogram("nixl_xfer_time_seconds", .seconds, .configured, .since(v(0, 11, 1))),
        draft.histogram("nixl_post_time_seconds", .seconds, .configured, .since(v(0, 11, 1))),
        draft.histogram("nixl_bytes_transferred", .bytes, .configured, .since(v(0, 11, 1))),
        draft.histogram("nixl_num_descriptors", .number, .configured, .since(v(0, 11, 1))),
        draft.counter("nixl_num_failed_transfers_total", .events, .since(v(0, 11, 1))),
        draft.counter("nixl_num_failed_notifications_total", .events, .since(v(0, 11, 1))),
        draft.counter("nixl_num_kv_expired_reqs_total", .requests, .since(v(0, 16))),
        draft.counter(
            "nixl_num_notifications_after_expiry_total", .events, .since(v(0, 32))),
    ]

    private static let offloading: [KnownFamily] = [
        draft.counter(
            "kv_offload_total_bytes_total", .bytes, .since(v(0, 16)), plus: ["transfer_type"],
            to: ["kv_offload_load_bytes_total", "kv_offload_store_bytes_total"]),
        draft.counter(
            "kv_offload_total_time_total", .seconds, .since(v(0, 16)), plus: ["transfer_type"],
            to: ["kv_offload_load_time_total", "kv_offload_store_time_total"]),
        draft.histogram(
            "kv_offload_size", .bytes, .configured, .since(v(0, 16)), plus: ["transfer_type"]),
        draft.counter("kv_offload_load_bytes_total", .bytes, .since(v(0, 24))),
        draft.counter("kv_offload_load_time_total", .seconds, .since(v(0, 24))),
        draft.counter("kv_offload_store_bytes_total", .bytes, .since(v(0, 24))),
        draft.counter("kv_offload_store_time_total", .seconds, .since(v(0, 24))),
        draft.histogram("kv_offload_load_size", .bytes, .configured, .since(v(0, 24))),
        draft.histogram("kv_offload_store_size", .bytes, .configured, .since(v(0, 24))),
        draft.counter("kv_offload_stores_skipped_total", .events, .since(v(0, 24))),
        draft.gauge("kv_offload_cpu_cache_usage_perc", .ratio, .since(v(0, 24))),
        draft.gauge("kv_offload_cpu_cache_read_usage_perc", .ratio, .since(v(0, 26))),
        draft.gauge("kv_offload_cpu_cache_write_usage_perc", .ratio, .since(v(0, 26))),
        draft.info(
            "kv_offload_config_info", .since(v(0, 33)), labels: ["model_name", "engine"]),
    ]

    /// Beginnings of vLLM's names whose families the table does not list one by one.
    static let vllmOpenPrefixes = [
        "vllm:kv_offload_", "vllm:simple_kv_offload_", "vllm:mooncake_", "vllm:hf3fs_",
        "vllm:hisparse_", "vllm:umbp_transfer_", "vllm:websocket_", "vllm:sleep_mode_operation",
        "vllm:rl_weight_update_", "vllm:nixl_",
    ]
}
