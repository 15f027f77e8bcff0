import Exposition
import Signals

/// Series that clues look at and the catalogue of signals does not carry, by the names their exporters give them.
enum ExtraFamilies {
    /// Processor seconds that the process behind the page used; Python, Go and Rust clients write it alike.
    static let processorSeconds = "process_cpu_seconds_total"
    /// When that process started, Unix seconds.
    static let processStart = "process_start_time_seconds"
    /// The machine's own clock, Unix seconds.
    static let nodeTime = "node_time_seconds"

    /// Shares of a store in the host's memory that holds KV cache, 0 to 1.
    static let hostCacheShares = [
        "vllm:cpu_cache_usage_perc", "vllm:kv_offload_cpu_cache_usage_perc",
        "trtllm_kv_cache_host_utilization",
    ]
    /// Seconds in which KV cache was moved between card and host; counters.
    static let hostTransferSeconds = [
        "vllm:kv_offload_load_time_total", "vllm:kv_offload_total_time_total",
    ]
    /// Tokens of a step: a histogram, despite its name.
    static let stepTokens = ["vllm:iteration_tokens_total", "lmdeploy:iteration_tokens_total"]
    /// vLLM's adapters: the value is the time of the update, the facts are in the labels.
    static let adapters = "vllm:lora_requests_info"
    /// Tokens counted while they are generated, by an engine whose other counter waits for the end of the request.
    static let realtimeTokens = "sglang:realtime_tokens_total"

    /// Why a card's clock is held down: bits of NVML's clock event reasons.
    static let clockReasons = [
        "DCGM_FI_DEV_CLOCK_THROTTLE_REASONS", "DCGM_FI_DEV_CLOCKS_EVENT_REASONS",
    ]
    /// Power cap, hardware slowdown, thermal slowdown by software and by hardware, power brake.
    static let slowingReasons: UInt64 = 0x04 | 0x08 | 0x20 | 0x40 | 0x80
    /// Of these, those that mean heat.
    static let hotReasons: UInt64 = 0x20 | 0x40
    /// Memory of the card in use, in MiB, and what is left.
    static let cardMemoryUsed = "DCGM_FI_DEV_FB_USED"
    static let cardMemoryFree = "DCGM_FI_DEV_FB_FREE"
    static let cardMemoryReserved = "DCGM_FI_DEV_FB_RESERVED"
    /// Share of time in which the card computed anything; the first that is there.
    static let cardActivity = "DCGM_FI_PROF_GR_ENGINE_ACTIVE"
    static let remapFailure = "DCGM_FI_DEV_ROW_REMAP_FAILURE"
    static let remappedRows = "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS"
    static let pressure = "node_pressure_cpu_waiting_seconds_total"
    static let processors = "node_cpu_seconds_total"

    /// Engines that count generated tokens only when the request ends.
    static func countsTokensAtEnd(_ engine: EngineKind) -> Bool {
        switch engine {
        case .sglang, .tgi, .triton: true
        case .vllm, .llamacpp, .tensorrtLLM, .dynamo, .lmdeploy, .ollama, .unknown: false
        }
    }

    /// Values from here on stand for "not supported" in old exporters of cards.
    static let sentinel = 0x1p63 - 1024
}
