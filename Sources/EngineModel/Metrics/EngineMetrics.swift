/// Everything an engine counts about itself, as plain numbers.
///
/// Counters only grow. Gauges hold the value at the end of the last step and stay frozen while the engine is idle,
/// as in vLLM. Histograms have vLLM's buckets and those the configuration adds. Time to first token is observed at the first token, everything per request when a request
/// finishes, so two histograms never hold the same population over a window.
package struct EngineMetrics: Equatable, Sendable {
    // MARK: - Gauges, at the end of the last step

    /// Requests that hold a slot.
    package internal(set) var requestsRunning = 0
    /// Requests seen by the scheduler that wait for a slot or for cache blocks.
    package internal(set) var requestsWaiting = 0
    /// Requests among the waiting whose adapter has no place on the card.
    package internal(set) var requestsDeferred = 0
    /// Requests whose cache lies in the host; they are not among the waiting.
    package internal(set) var requestsSwapped = 0
    /// Used share of the host's room for caches, from 0 to 1.
    package internal(set) var hostCacheUsage = 0.0
    /// Adapters on the card.
    package internal(set) var adapterSlotsUsed = 0
    /// Which adapters had requests at once; the latest is the last.
    ///
    /// Only so many are kept.
    package internal(set) var adapterActivities: [AdapterActivity] = []
    /// Requests among the waiting that had a slot and lost it.
    package internal(set) var requestsPreempted = 0
    /// Tokens the running requests may grow to, prompts included.
    package internal(set) var reservedTokens = 0
    /// Used share of the KV cache, from 0 to 1.
    package internal(set) var kvCacheUsage = 0.0

    /// The last finished step; nil before the first.
    package internal(set) var lastStep: StepSummary?
    /// Prompt tokens the last step that admitted requests looked up in the prefix cache.
    package internal(set) var lastPrefixCacheQueries = 0
    /// Those of them it found.
    package internal(set) var lastPrefixCacheHits = 0

    // MARK: - Counters

    /// Requests that reached the scheduler, or were withdrawn before.
    package internal(set) var requestsArrived: UInt64 = 0
    /// Requests that ended before their first token.
    package internal(set) var endedWithoutToken: UInt64 = 0
    /// Seconds from the first schedule to the first token, summed at the first token.
    package internal(set) var prefillSeconds = 0.0
    /// Requests in a step, summed over all steps.
    package internal(set) var scheduledRequests: UInt64 = 0
    /// The most tokens, prompt and answer, that any request had.
    package internal(set) var contextTokensMax = 0
    /// Engine steps completed.
    package internal(set) var steps: UInt64 = 0
    /// Seconds during which a step ran; what a GPU utilisation of the `nvidia-smi` kind would show.
    package internal(set) var busySeconds = 0.0
    /// Seconds the API server worked on requests that have reached the scheduler, all its workers together.
    package internal(set) var apiBusySeconds = 0.0
    /// Times tokens were drafted for a request.
    package internal(set) var drafts: UInt64 = 0
    /// Tokens drafted.
    package internal(set) var draftTokens: UInt64 = 0
    /// Drafted tokens that the model accepted.
    package internal(set) var acceptedTokens: UInt64 = 0
    /// Those by their place in the draft; empty without speculation.
    package internal(set) var acceptedTokensByPosition: [UInt64] = []
    /// Bytes of cache copied to the host.
    package internal(set) var swappedOutBytes = 0.0
    /// Bytes of cache copied back.
    package internal(set) var swappedInBytes = 0.0
    /// Adapters brought onto the card.
    package internal(set) var adapterLoads: UInt64 = 0
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
    package internal(set) var timeToFirstToken: BucketHistogram
    /// Seconds before every later token; tokens that leave together count once, as in vLLM.
    package internal(set) var interTokenLatency: BucketHistogram
    /// The same with the time of a step shared out among the tokens that left together, as in SGLang; only with speculation.
    package internal(set) var spreadTokenLatency: BucketHistogram
    /// Mean seconds per output token after the first, one value per finished request; 0 for one token.
    package internal(set) var timePerOutputToken: BucketHistogram
    /// Mean seconds per output token from the first schedule on, one value per finished request.
    package internal(set) var inferenceTimePerToken: BucketHistogram
    /// Seconds from arrival to the last token.
    package internal(set) var endToEnd: BucketHistogram
    /// Seconds from being ready for the scheduler to the first schedule.
    package internal(set) var queueTime: BucketHistogram
    /// Seconds from the first schedule to the last token.
    package internal(set) var inferenceTime: BucketHistogram
    /// Seconds from the first schedule to the first token.
    package internal(set) var prefillTime: BucketHistogram
    /// Seconds from the first to the last token.
    package internal(set) var decodeTime: BucketHistogram
    /// Seconds of every step that worked on a prompt.
    package internal(set) var prefillStepTime: BucketHistogram
    /// Seconds of every other step.
    package internal(set) var decodeStepTime: BucketHistogram
    /// Prompt tokens per finished request.
    package internal(set) var requestPromptTokens: BucketHistogram
    /// Output tokens per finished request.
    package internal(set) var requestGenerationTokens: BucketHistogram
    /// The token limit each finished request asked for.
    package internal(set) var requestMaxTokens: BucketHistogram
    /// Prompt tokens computed rather than found in the prefix cache, per finished request.
    package internal(set) var prefillComputedTokens: BucketHistogram
    /// Prompt tokens found in the prefix cache, per finished request.
    package internal(set) var requestCachedTokens: BucketHistogram
    /// Preemptions per finished request.
    package internal(set) var requestPreemptions = BucketHistogram(
        bounds: HistogramBounds.preemptions)
    /// Prompt and output tokens per step.
    package internal(set) var iterationTokens: BucketHistogram

    /// Creates metrics of an engine that has done nothing.
    ///
    /// - Parameters:
    ///   - maxModelLen: Longest request in tokens; sets the buckets of the length histograms.
    ///   - detail: Buckets besides vLLM's.
    package init(maxModelLen: Int, detail: HistogramDetail = .none) {
        let gaps = detail.seconds(HistogramBounds.interTokenLatency)
        timeToFirstToken = detail.seconds(HistogramBounds.timeToFirstToken)
        interTokenLatency = gaps
        spreadTokenLatency = gaps
        timePerOutputToken = gaps
        inferenceTimePerToken = gaps
        prefillStepTime = gaps
        decodeStepTime = gaps
        let phases = detail.seconds(HistogramBounds.requestPhase)
        endToEnd = phases
        queueTime = phases
        inferenceTime = phases
        prefillTime = phases
        decodeTime = phases
        let lengths = detail.tokens(HistogramBounds.lengths(upTo: maxModelLen))
        requestPromptTokens = lengths
        requestGenerationTokens = lengths
        requestMaxTokens = lengths
        prefillComputedTokens = lengths
        requestCachedTokens = lengths
        iterationTokens = detail.stepTokens(HistogramBounds.iterationTokens)
    }

    /// Requests that have arrived and not ended.
    package var requestsInFlight: UInt64 {
        requestsArrived - finished.reduce(0, +)
    }

    /// Requests that have arrived, not ended and not received a token.
    package var requestsBeforeFirstToken: UInt64 {
        requestsArrived - endedWithoutToken - timeToFirstToken.count
    }

    /// Requests that ended for a reason.
    package func finished(_ reason: FinishReason) -> UInt64 {
        FinishReason.allCases.firstIndex(of: reason).map { finished[$0] } ?? 0
    }

    mutating func countFinished(_ reason: FinishReason) {
        guard let index = FinishReason.allCases.firstIndex(of: reason) else { return }
        finished[index] += 1
    }

    /// Counts the part of a step that has passed, of which everything else is counted at its end.
    ///
    /// - Parameter seconds: How long the step has run; below zero counts for nothing.
    package mutating func pass(secondsOfStep seconds: Double) {
        busySeconds += max(0, seconds)
    }
}
