/// A request inside the engine, from submission to its end.
struct RequestState {
    enum Phase {
        /// Submitted, but not yet seen by the scheduler.
        case incoming
        case waiting
        case running
        /// Preempted, with its cache in the host.
        case swapped
    }

    let id: RequestID
    let spec: RequestSpec
    let arrivalSeconds: Double
    let readySeconds: Double
    /// Work of the API server on it.
    let apiSeconds: Double
    /// Tokens to emit, and why the answer ends there.
    let outputLimit: Int
    let naturalFinish: FinishReason

    var phase = Phase.incoming
    /// Tokens whose keys and values are in the cache.
    var computed = 0
    /// Tokens emitted.
    var generated = 0
    /// Tokens to compute before the request decodes: the prompt, or all it had before a preemption.
    var prefillTarget: Int
    /// Blocks held alone.
    var ownBlocks = 0
    /// Leading prompt blocks held through the prefix cache.
    var sharedBlocks = 0
    /// Blocks that lie in the host while it is swapped.
    var hostBlocks = 0
    var cachedTokens = 0
    var preemptions = 0
    /// Why it was ended from outside; nil while it may go on.
    var withdrawal: FinishReason?
    /// Tokens planned for the step in flight.
    var planned = 0
    /// Tokens drafted for it in the step in flight.
    var drafted = 0
    /// Whether the last schedule passed it over for want of its adapter.
    var isDeferred = false
    var scheduledSeconds = Double.nan
    var firstTokenSeconds = Double.nan
    var lastTokenSeconds = Double.nan
    var gapsSeconds: [Double] = []

    var isPrefilling: Bool {
        computed < prefillTarget
    }

    /// Prompt and emitted tokens; the request emits when all of them are computed.
    var contextTokens: Int {
        spec.promptTokens + generated
    }

    var wasScheduled: Bool {
        !scheduledSeconds.isNaN
    }

    /// What the next step would compute, and the context the request would then need blocks for.
    ///
    /// A decoding request also needs places for the tokens that the step may produce.
    ///
    /// - Parameters:
    ///   - limit: Most prompt tokens.
    ///   - drafts: Tokens to draft, if it decodes.
    /// - Returns: Tokens to compute, those to draft, and tokens that need a place.
    func next(upTo limit: Int, drafts: Int) -> (tokens: Int, drafts: Int, placed: Int) {
        guard isPrefilling else {
            return (1, drafts, min(contextTokens + 1 + drafts, spec.promptTokens + outputLimit))
        }
        let tokens = min(prefillTarget - computed, limit)
        return (tokens, 0, computed + tokens)
    }

    /// Takes part in the next step.
    mutating func plan(tokens: Int, drafts: Int, blocks: Int) {
        planned = tokens
        drafted = drafts
        ownBlocks += blocks
    }

    /// Marks the planned tokens as computed.
    ///
    /// - Returns: Whether the request has nothing left to compute and emits a token.
    mutating func compute() -> Bool {
        computed += planned
        return computed == contextTokens
    }

    /// Emits a token.
    ///
    /// - Parameters:
    ///   - now: When it leaves the engine.
    ///   - recordsGap: Whether the gap before it is kept.
    /// - Returns: Seconds since the token before; nil for the first.
    mutating func emit(at now: Double, recordsGap: Bool) -> Double? {
        generated += 1
        defer { lastTokenSeconds = now }
        guard generated > 1 else {
            firstTokenSeconds = now
            return nil
        }
        let gap = now - lastTokenSeconds
        if recordsGap {
            gapsSeconds.append(gap)
        }
        return gap
    }

    /// The token emitted last.
    func emission(at now: Double) -> TokenEmission {
        let isLast = generated == outputLimit
        return TokenEmission(
            request: id,
            tag: spec.tag,
            index: generated,
            finish: isLast ? naturalFinish : nil,
            timeSeconds: now,
            timings: isLast ? timings : nil)
    }

    private var timings: RequestTimings {
        RequestTimings(
            arrivalSeconds: arrivalSeconds,
            readySeconds: readySeconds,
            scheduledSeconds: scheduledSeconds,
            firstTokenSeconds: firstTokenSeconds,
            lastTokenSeconds: lastTokenSeconds,
            promptTokens: spec.promptTokens,
            cachedTokens: cachedTokens,
            outputTokens: generated)
    }

    /// Blocks held, alone or shared.
    var heldBlocks: Int {
        ownBlocks + sharedBlocks
    }
}
