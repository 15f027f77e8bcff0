import DequeModule

/// A continuously batching inference engine, step by step: slots, KV blocks, chunked prefill, preemption.
///
/// The engine knows no clock and does no I/O. A driver submits requests, begins a step at some time, and finishes it at the
/// time the step says; whether that time is computed or waited for is the driver's business. All times are seconds
/// of the driver's clock and must not run backwards. Semantics follow vLLM V1's scheduler.
///
/// ```swift
/// var engine = try Engine(configuration: configuration, costs: costs, seed: 1)
/// _ = try engine.submit(RequestSpec(promptTokens: 105, maxTokens: 700), at: 0)
/// var now = 0.0
/// while let plan = engine.beginStep(at: now) {
///     now = plan.endSeconds
///     engine.finishStep()
///     // engine.emissions holds the tokens that left
/// }
/// ```
package struct Engine: Sendable {
    /// The limits the engine was started with.
    package let configuration: EngineConfiguration
    /// What steps cost; a change takes effect at the next step.
    package var costs: StepCosts
    /// Probability that a drafted token is accepted after all before it were, 0 to 1; takes effect at the end of the next step.
    ///
    /// Without ``EngineConfiguration/speculation`` it means nothing.
    package var draftAcceptance: Double
    /// Whether prompts are looked up under other names than before: queries count, hits do not, and nothing new is kept.
    package var prefixCacheIsDefeated = false
    /// What the engine counted so far.
    package internal(set) var metrics: EngineMetrics
    /// Tokens that left with the last finished step, in batch order; valid until the next one is finished.
    package internal(set) var emissions: [TokenEmission] = []
    /// Ended requests in the order of their end, if the configuration asks for records.
    package internal(set) var records: [RequestRecord] = []
    /// The step that was begun and not finished.
    package internal(set) var stepInFlight: StepPlan?

    var random: RandomSource
    /// Of drafts alone, so that the noise on steps is the same with and without speculation.
    var draftRandom: RandomSource
    /// Requests by slot; a slot is used again after its request has ended.
    var requests: [RequestState] = []
    var unusedSlots: [Int] = []
    var slots: [RequestID: Int] = [:]
    /// Slots of requests the scheduler has not seen, ordered by readiness.
    var incoming: Deque<Int> = []
    var waiting: Deque<Int> = []
    /// Slots of requests whose cache lies in the host.
    var swapped: Deque<Int> = []
    /// Slots of running requests in order of admission.
    var running: [Int] = []
    /// Slots the step in flight works on.
    var planned: [Int] = []
    var cache: PrefixCache
    /// Running requests withdrawn during the step in flight.
    var withdrawnRunning = 0
    /// Tokens whose places are due to be lost, and blocks that were.
    var leakingTokens = 0.0
    var lostBlocks = 0
    /// Blocks of the host that hold the cache of swapped requests.
    var hostBlocksUsed = 0
    var adapterSlots = AdapterSlots()
    /// When each worker of the API server is free.
    private var apiFreeSeconds: [Double]
    private var submitted: UInt64 = 0

    /// Starts an idle engine.
    ///
    /// - Parameters:
    ///   - configuration: Its limits.
    ///   - costs: What its steps cost.
    ///   - seed: Of the noise on step times.
    /// - Throws: ``EngineConfigurationError`` when the limits make no sense.
    package init(
        configuration: EngineConfiguration, costs: StepCosts, seed: UInt64
    ) throws(EngineConfigurationError) {
        try configuration.validate()
        self.configuration = configuration
        self.costs = costs
        metrics = EngineMetrics(
            maxModelLen: configuration.maxModelLen, detail: configuration.histogramDetail)
        metrics.acceptedTokensByPosition = Array(
            repeating: 0, count: configuration.speculation?.draftTokens ?? 0)
        random = RandomSource(seed: seed)
        draftRandom = RandomSource(seed: SeededGenerator.mixed(seed, 1))
        draftAcceptance = configuration.speculation?.acceptance ?? 0
        apiFreeSeconds = Array(repeating: 0, count: configuration.apiWorkers ?? 0)
        cache = PrefixCache(totalBlocks: configuration.kvBlocks)
    }

    /// Requests that have not ended.
    package var unfinishedRequests: Int {
        slots.count
    }

    /// Requests that have not ended and did not run in the last step.
    package var queuedRequests: Int {
        max(0, unfinishedRequests - metrics.requestsRunning)
    }

    /// When there may be something to do next: a request becomes ready, or an adapter is loaded; nil without either.
    package var nextReadySeconds: Double? {
        let arrival = incoming.first.map { requests[$0].readySeconds }
        guard let adapter = adapterSlots.loading.first?.readySeconds else { return arrival }
        return min(arrival ?? adapter, adapter)
    }

    // MARK: - Requests

    /// Hands a request to the API server in front of the engine.
    ///
    /// It is ready for the scheduler `costs.apiSeconds` and `costs.apiPerTokenSeconds` per prompt token after its arrival and
    /// is seen at the first step boundary from then on. Arrivals may lie in the future and need not come in order; with
    /// ``EngineConfiguration/apiWorkers`` the workers take them in the order in which they were submitted.
    ///
    /// A client that hangs up ends nothing by itself: as long as nobody calls ``cancel(_:at:reason:)``, the engine goes on.
    ///
    /// - Parameters:
    ///   - spec: What is asked.
    ///   - arrivalSeconds: When it reaches the API server.
    /// - Returns: Its name.
    /// - Throws: ``SubmissionError`` when it could never be served; nothing is counted then.
    package mutating func submit(
        _ spec: RequestSpec, at arrivalSeconds: Double
    ) throws(SubmissionError) -> RequestID {
        let limits = try outputLimit(of: spec)
        let id = RequestID(number: submitted)
        submitted += 1
        let apiSeconds =
            costs.apiSeconds + costs.apiPerTokenSeconds * Double(spec.promptTokens)
        let state = RequestState(
            id: id,
            spec: spec,
            arrivalSeconds: arrivalSeconds,
            readySeconds: apiBegin(arrivalSeconds, seconds: apiSeconds) + apiSeconds,
            apiSeconds: apiSeconds,
            outputLimit: limits.tokens,
            naturalFinish: limits.finish,
            prefillTarget: spec.promptTokens
        )
        let slot: Int
        if let unused = unusedSlots.popLast() {
            slot = unused
            requests[slot] = state
        } else {
            slot = requests.count
            requests.append(state)
        }
        slots[id] = slot
        var position = incoming.count
        while position > 0,
            requests[incoming[position - 1]].readySeconds > state.readySeconds
        {
            position -= 1
        }
        incoming.insert(slot, at: position)
        return id
    }

    /// When a worker of the API server begins to work on a request; it is busy until the work is done.
    private mutating func apiBegin(_ arrivalSeconds: Double, seconds: Double) -> Double {
        guard
            let first = apiFreeSeconds.indices.min(by: { apiFreeSeconds[$0] < apiFreeSeconds[$1] })
        else { return arrivalSeconds }
        let begin = max(arrivalSeconds, apiFreeSeconds[first])
        apiFreeSeconds[first] = begin + seconds
        return begin
    }

    /// Ends a request early: the client went away, or the engine failed on it.
    ///
    /// A running request keeps its slot until the step in flight ends, as in vLLM, and emits nothing more. Neither reason
    /// leaves a trace in the per-request histograms.
    ///
    /// - Parameters:
    ///   - id: The request.
    ///   - now: When the engine learns of it.
    ///   - reason: ``FinishReason/abort`` or ``FinishReason/error``.
    /// - Returns: Whether the request had not ended before.
    @discardableResult
    package mutating func cancel(
        _ id: RequestID, at now: Double, reason: FinishReason = .abort
    ) -> Bool {
        guard let slot = slots[id], requests[slot].withdrawal == nil else { return false }
        requests[slot].withdrawal = reason
        switch requests[slot].phase {
        case .incoming:
            incoming.removeAll { $0 == slot }
            metrics.requestsArrived += 1
            metrics.apiBusySeconds += requests[slot].apiSeconds
        case .waiting:
            waiting.removeAll { $0 == slot }
        case .swapped:
            swapped.removeAll { $0 == slot }
        case .running:
            guard stepInFlight == nil else {
                withdrawnRunning += 1
                return true
            }
            running.removeAll { $0 == slot }
        }
        end(slot, reason: reason, at: now)
        if stepInFlight == nil {
            updateGauges()
            updateAdapterGauges(at: now)
        }
        return true
    }

    private func outputLimit(
        of spec: RequestSpec
    ) throws(SubmissionError) -> (tokens: Int, finish: FinishReason) {
        let wanted = min(spec.maxTokens, spec.naturalEnd)
        guard spec.promptTokens >= 1, wanted >= 1 else {
            throw .empty(promptTokens: spec.promptTokens, outputTokens: wanted)
        }
        if let adapter = spec.adapter, configuration.adapters == nil {
            throw .noAdapters(adapter: adapter)
        }
        let room = configuration.maxModelLen - spec.promptTokens
        guard room >= 1 else {
            throw .promptTooLong(
                promptTokens: spec.promptTokens, maxModelLen: configuration.maxModelLen)
        }
        let limit = min(spec.maxTokens, room)
        let tokens = min(spec.naturalEnd, limit)
        let capacity = configuration.kvBlocks * configuration.blockSize
        guard spec.promptTokens + tokens <= capacity else {
            throw .exceedsCache(tokens: spec.promptTokens + tokens, cacheTokens: capacity)
        }
        return (tokens, spec.naturalEnd <= limit ? .stop : .length)
    }
}
