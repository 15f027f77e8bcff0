/// The alerts that rules, playbooks and reports name.
///
/// The raw value is the `alertname`; it never changes, because silences and routes refer to it.
package enum AlertID: String, Sendable, Hashable, CaseIterable, Codable {
    case highTimeToFirstToken = "LLMHighTimeToFirstToken"
    case highInterTokenLatency = "LLMHighInterTokenLatency"
    case highTimePerOutputToken = "LLMHighTimePerOutputToken"
    case highEndToEndLatency = "LLMHighEndToEndLatency"
    case highErrorRate = "LLMHighErrorRate"
    case admissionRejections = "LLMAdmissionRejections"
    case highQueueTime = "LLMHighQueueTime"
    case requestsWaiting = "LLMRequestsWaiting"
    case slotLimitReached = "LLMSlotLimitReached"
    case kvCacheNearlyFull = "LLMKVCacheNearlyFull"
    case preemptionStorm = "LLMPreemptionStorm"
    case engineStuck = "LLMEngineStuck"
    case engineDown = "LLMEngineDown"
    case metricsAbsent = "LLMMetricsAbsent"
    case lowSpeculativeAcceptance = "LLMLowSpeculativeAcceptance"
    case replicaSkew = "LLMReplicaSkew"
    case latencyBudgetBurn = "LLMLatencyBudgetBurn"
    case availabilityBudgetBurn = "LLMAvailabilityBudgetBurn"
    case gpuMemory = "LLMGPUMemory"
    case gpuThrottling = "LLMGPUThrottling"
    case gpuXid = "LLMGPUXid"
    case gpuUncorrectableErrors = "LLMGPUUncorrectableErrors"
    case nvlinkErrors = "LLMNVLinkErrors"
    case nodePressure = "LLMNodePressure"
}
