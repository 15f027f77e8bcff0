/// Something that can be wrong with an endpoint, or with looking at it.
///
/// The raw value is the name on the command line and in JSON; it never changes.
package enum Cause: String, Sendable, Hashable, CaseIterable, Codable {
    // MARK: - Engine and scheduler
    case slotLimit = "slot-limit"
    case kvExhaustion = "kv-exhaustion"
    case kvSwapStall = "kv-swap-stall"
    case kvLeak = "kv-leak"
    case longPromptBlocking = "long-prompt-blocking"
    case coldPrefixCache = "cold-prefix-cache"
    case coldStart = "cold-start"
    case engineHang = "engine-hang"
    case crashLoop = "crash-loop"
    case speculationCollapse = "speculation-collapse"
    case adapterThrash = "adapter-thrash"
    case tokenizerBound = "tokenizer-bound"
    case loggingOverhead = "logging-overhead"
    case orphanedWork = "orphaned-work"

    // MARK: - Hardware
    case gpuThrottling = "gpu-throttling"
    case gpuError = "gpu-error"
    case noisyNeighbour = "noisy-neighbour"

    // MARK: - Path between client and engine
    case proxyBuffering = "proxy-buffering"
    case slowConnect = "slow-connect"
    case deadReplica = "dead-replica"
    case slowReplica = "slow-replica"
    case gatewayQueue = "gateway-queue"
    case rateLimit = "rate-limit"
    case authentication
    case unknownModel = "unknown-model"
    case contextOverflow = "context-overflow"
    case emptyAnswers = "empty-answers"
    case malformedStream = "malformed-stream"
    case truncatedStreams = "truncated-streams"
    case streamStall = "stream-stall"
    case bandwidthLimit = "bandwidth-limit"

    // MARK: - Output behaviour
    case lengthTruncation = "length-truncation"
    case refusalSpike = "refusal-spike"
    case outputDrift = "output-drift"

    // MARK: - The measurement
    case saturatedClient = "saturated-client"
    case staleLimit = "stale-limit"
    case renamedMetric = "renamed-metric"
    case bucketPercentile = "bucket-percentile"
    case staleScrape = "stale-scrape"
    case clockSkew = "clock-skew"
    case tokenMiscount = "token-miscount"
}
