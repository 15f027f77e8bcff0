/// An engine-neutral quantity that a server can tell about itself.
///
/// The raw value is the name in JSON and on the command line; it never changes. What a signal means
/// is said once, in its `definition`; which series carry it is said per exporter, in a `Dialect`.
package enum Signal: String, Sendable, Hashable, CaseIterable, Codable {
    // What a user feels.
    case timeToFirstToken = "ttft"
    case interTokenLatency = "itl"
    case timePerOutputToken = "tpot"
    case endToEndLatency = "e2e"
    case errors
    case admissionRejections = "admission_rejections"

    // What the serving system does.
    case queueTime = "queue_time"
    case running
    case waiting
    case waitingForCapacity = "waiting_for_capacity"
    case waitingDeferred = "waiting_deferred"
    case kvCacheUsage = "kv_cache_usage"
    case preemptions
    case promptTokens = "prompt_tokens"
    case generationTokens = "generation_tokens"
    case requestsFinished = "requests_finished"

    // What explains it.
    case prefillTime = "prefill_time"
    case decodeTime = "decode_time"
    case swapped
    case kvCacheTokens = "kv_cache_tokens"
    case slotLimit = "slot_limit"
    case prefixCacheHits = "prefix_cache_hits"
    case prefixCacheQueries = "prefix_cache_queries"
    case prefixCacheHitRate = "prefix_cache_hit_rate"
    case speculativeAcceptance = "speculative_acceptance"
    case promptLength = "prompt_length"
    case generationLength = "generation_length"
    case loraSlotUsage = "lora_slot_usage"

    // The machine below; these inform and never judge.
    case gpuUtilization = "gpu_utilization"
    case gpuMemoryUsage = "gpu_memory_usage"
    case gpuPower = "gpu_power"
    case gpuTemperature = "gpu_temperature"
    case gpuClock = "gpu_clock"
    case gpuThermalThrottling = "gpu_thermal_throttling"
    case gpuPowerThrottling = "gpu_power_throttling"
    case gpuXid = "gpu_xid"
    case gpuUncorrectableErrors = "gpu_uncorrectable_errors"
    case nvlinkErrors = "nvlink_errors"
    case nodeProcessorUsage = "node_cpu_usage"
    case nodeMemoryUsage = "node_memory_usage"
    case nodeDiskUsage = "node_disk_usage"
    case nodeNetworkReceived = "node_network_received"
    case nodeNetworkSent = "node_network_sent"
}
