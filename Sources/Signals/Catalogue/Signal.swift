/// An engine-neutral quantity that a server can tell about itself.
///
/// The raw value is the name in JSON and on the command line; it never changes. What a signal means
/// is said once, in its `definition`; which series carry it is said per engine, in a `Dialect`.
package enum Signal: String, Sendable, Hashable, CaseIterable {
    case running
    case waiting
    case waitingForCapacity = "waiting_for_capacity"
    case kvCacheUsage = "kv_cache_usage"
    case preemptions
    case promptTokens = "prompt_tokens"
    case generationTokens = "generation_tokens"
    case requestsFinished = "requests_finished"
    case timeToFirstToken = "ttft"
    case endToEndLatency = "e2e"
    case queueTime = "queue_time"
    case prefixCacheHits = "prefix_cache_hits"
    case prefixCacheQueries = "prefix_cache_queries"
}
