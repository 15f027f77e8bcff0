/// Everything an engine counts about itself, as plain numbers.
///
/// Counters only grow. Gauges hold the value at the end of the last step and stay frozen while the engine is idle,
/// as in vLLM. Time to first token is observed at the first token, everything per request when a request
/// finishes, so two histograms never hold the same population over a window.
package struct EngineMetrics: Equatable, Sendable {
    // MARK: - Gauges, at the end of the last step

    /// Requests that hold a slot.
    package internal(set) var requestsRunning = 0
    /// Requests seen by the scheduler that wait for a slot or for cache blocks.
    package internal(set) var requestsWaiting = 0
    /// Used share of the KV cache, from 0 to 1.
    package internal(set) var kvCacheUsage = 0.0

    // MARK: - Counters

    /// Engine steps completed.
    package internal(set) var steps: UInt64 = 0
    /// Seconds during which a step ran; what a GPU utilisation of the `nvidia-smi` kind would show.
    package internal(set) var busySeconds = 0.0
    /// Prompt tokens of requests whose prefill is complete, cached ones included.
    package internal(set) var promptTokens: UInt64 = 0
    /// Prompt tokens that came from the prefix cache, counted with ``promptTokens``.
    package internal(set) var cachedPromptTokens: UInt64 = 0
    /// Tokens emitted.
    package internal(set) var generationTokens: UInt64 = 0
    /// Times a running request lost its slot and its cache.
    package internal(set) var preemptions: UInt64 = 0
    /// Prompt tokens looked up in the prefix cache.
    package internal(set) var prefixCacheQueries: UInt64 = 0
    /// Prompt tokens found in the prefix cache.
    package internal(set) var prefixCacheHits: UInt64 = 0
    /// Ended requests, in the order of `FinishReason.allCases`.
    package internal(set) var finished = [UInt64](repeating: 0, count: FinishReason.allCases.count)

    // MARK: - Histograms

    /// Seconds from arrival to the first token, observed at the first token.
    package internal(set) var timeToFirstToken = BucketHistogram(
        bounds: HistogramBounds.timeToFirstToken)
    /// Seconds before every later token.
    package internal(set) var interTokenLatency = BucketHistogram(
        bounds: HistogramBounds.interTokenLatency)
    /// Mean seconds per output token after the first, one value per finished request; 0 for one token.
    package internal(set) var timePerOutputToken = BucketHistogram(
        bounds: HistogramBounds.interTokenLatency)
    /// Seconds from arrival to the last token.
    package internal(set) var endToEnd = BucketHistogram(bounds: HistogramBounds.requestPhase)
    /// Seconds from being ready for the scheduler to the first schedule.
    package internal(set) var queueTime = BucketHistogram(bounds: HistogramBounds.requestPhase)
    /// Seconds from the first schedule to the last token.
    package internal(set) var inferenceTime = BucketHistogram(bounds: HistogramBounds.requestPhase)
    /// Seconds from the first schedule to the first token.
    package internal(set) var prefillTime = BucketHistogram(bounds: HistogramBounds.requestPhase)
    /// Seconds from the first to the last token.
    package internal(set) var decodeTime = BucketHistogram(bounds: HistogramBounds.requestPhase)
    /// Prompt tokens per finished request.
    package internal(set) var requestPromptTokens: BucketHistogram
    /// Output tokens per finished request.
    package internal(set) var requestGenerationTokens: BucketHistogram
    /// The token limit each finished request asked for.
    package internal(set) var requestMaxTokens: BucketHistogram
    /// Prompt tokens computed rather than found in the prefix cache, per finished request.
    package internal(set) var prefillComputedTokens: BucketHistogram
    /// Preemptions per finished request.
    package internal(set) var requestPreemptions = BucketHistogram(
        bounds: HistogramBounds.preemptions)
    /// Prompt and output tokens per step.
    package internal(set) var iterationTokens = BucketHistogram(
        bounds: HistogramBounds.iterationTokens)

    /// Creates metrics of an engine that has done nothing.
    ///
    /// - Parameter maxModelLen: Longest request in tokens; sets the buckets of the length histograms.
    package init(maxModelLen: Int) {
        let lengths = BucketHistogram(bounds: HistogramBounds.lengths(upTo: maxModelLen))
        requestPromptTokens = lengths
        requestGenerationTokens = lengths
        requestMaxTokens = lengths
        prefillComputedTokens = lengths
    }

    /// Requests that ended for a reason.
    package func finished(_ reason: FinishReason) -> UInt64 {
        FinishReason.allCases.firstIndex(of: reason).map { finished[$0] } ?? 0
    }

    mutating func countFinished(_ reason: FinishReason) {
        guard let index = FinishReason.allCases.firstIndex(of: reason) else { return }
        finished[index] += 1
    }
}
