import EngineModel

/// A request that passed all checks: its answers, what the engine is to do, and what goes wrong.
struct Generation: Sendable {
    let request: CompletionRequest
    let plans: [AnswerPlan]
    let specs: [RequestSpec]
    let faults: [Fault]
    let format: any AnswerWriting

    /// Applies the limits of the model and decides the answers.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - server: Who is asked.
    ///   - isNative: Whether the answer is to be in the form of Ollama's own API.
    /// - Throws: ``APIError`` with the body and status vLLM answers.
    init(
        _ request: CompletionRequest, server: ServerState, isNative: Bool = false
    ) throws(APIError) {
        let configuration = server.configuration
        let limits = try AnswerDraft.limits(of: request, configuration: configuration)
        let number = server.counters.nextGeneration()
        faults = configuration.faults.faults(
            request: number, elapsed: server.elapsed,
            seed: SeededGenerator.mixed(configuration.seed, 1))
        let draft = AnswerDraft(
            request, limits: limits, configuration: configuration,
            seed: SeededGenerator.mixed(
                SeededGenerator.mixed(configuration.seed, 2), UInt64(number)),
            unixSeconds: server.wallClock(), faults: faults, isNative: isNative)
        self.request = request
        plans = draft.plans
        specs = draft.specs
        format = draft.format
    }
}
