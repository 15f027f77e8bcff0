import EngineModel

/// A request that passed all checks: its answers, what the engine is to do, and what goes wrong.
struct Generation: Sendable {
    let request: CompletionRequest
    let plans: [AnswerPlan]
    let specs: [RequestSpec]
    let faults: [Fault]
    let conditions: AnswerConditions
    let format: any AnswerWriting

    /// Applies the limits of the model and decides the answers.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - server: Who is asked.
    ///   - face: In whose form the answer is to be written.
    /// - Throws: ``APIError`` with the body and status vLLM answers.
    init(
        _ request: CompletionRequest, server: ServerState, face: APIFace = .openAI
    ) throws(APIError) {
        let configuration = server.configuration
        let limits = try AnswerDraft.limits(of: request, configuration: configuration)
        server.counters.countGeneration()
        let number = server.site.nextRequest()
        faults = server.site.script.faults(
            request: number, elapsed: server.elapsed, replica: server.replica,
            model: request.model,
            seed: SeededGenerator.mixed(server.site.deployment.server.seed, 1))
        conditions = AnswerConditions(server.conditions)
        let draft = AnswerDraft(
            request, limits: limits, configuration: configuration,
            seed: SeededGenerator.mixed(
                SeededGenerator.mixed(configuration.seed, 2), UInt64(number)),
            unixSeconds: server.wallClock(), faults: faults, conditions: conditions,
            face: face)
        self.request = request
        plans = draft.plans
        specs = draft.specs
        format = draft.format
    }
}
