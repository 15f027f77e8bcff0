/// A request inside the engine, from submission to its end.
struct RequestState {
    enum Phase {
        /// Submitted, but not yet seen by the scheduler.
        case incoming
        case waiting
        case running
    }

    let id: RequestID
    let spec: RequestSpec
    let arrivalSeconds: Double
    let readySeconds: Double
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
    var cachedTokens = 0
    var preemptions = 0
    /// Why it was ended from outside; nil while it may go on.
    var withdrawal: FinishReason?
    /// Tokens planned for the step in flight.
    var planned = 0
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
}
