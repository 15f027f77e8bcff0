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
    ///   - isNative: Whether the answer is to be in the form of Ollama's own API.
    /// - Throws: ``APIError`` with the body and status vLLM answers.
    init(
        _ request: CompletionRequest, server: ServerState, isNative: Bool = false
    ) throws(APIError) {
        let configuration = server.configuration
        let engine = configuration.release.engine
        // These two serve whatever they are asked for.
        let checksModel = engine != .llamaCpp && engine != .tgi
        let served = [configuration.modelName] + configuration.adapters
        if checksModel, let model = request.model, !served.contains(model) {
            throw .unknownModel(model, served: served)
        }
        let name = request.model.flatMap { served.contains($0) ? $0 : nil } ?? served[0]
        let limits = try request.prompts.map { (prompt) throws(APIError) in
            try Self.limit(
                of: request, prompt: prompt, maxModelLen: configuration.engine.maxModelLen)
        }
        server.counters.countGeneration()
        let number = server.site.nextRequest()
        faults = server.site.script.faults(
            request: number, elapsed: server.elapsed, replica: server.replica,
            model: request.model,
            seed: SeededGenerator.mixed(server.site.deployment.server.seed, 1))
        conditions = AnswerConditions(server.conditions)
        let requestSeed = SeededGenerator.mixed(
            SeededGenerator.mixed(configuration.seed, 2), UInt64(number))
        (plans, specs) = Self.answers(
            to: request, limits: limits, seed: requestSeed, faults: faults,
            conditions: conditions, configuration: configuration)
        self.request = request
        let prefix = request.api == .chat || engine == .llamaCpp ? "chatcmpl-" : "cmpl-"
        let common = AnswerFormat(
            api: request.api,
            id: prefix + Hexadecimal.text(requestSeed, digits: 16),
            created: Int(server.wallClock()),
            model: name,
            fingerprint: server.fingerprint,
            promptTokens: request.prompts.reduce(0) { $0 + $1.tokens },
            hasContinuousUsage: request.hasContinuousUsage,
            usageFactor: conditions.usageFactor
        )
        if isNative {
            format = OllamaFormat(
                isChat: request.api == .chat, model: name,
                startUnixSeconds: server.wallClock())
        } else if engine == .llamaCpp {
            format = LlamaCppFormat(common: common)
        } else {
            format = common
        }
    }

    /// The token limit of an answer to one prompt.
    private static func limit(
        of request: CompletionRequest, prompt: Prompt, maxModelLen: Int
    ) throws(APIError) -> Int {
        if let maxTokens = request.maxTokens, maxTokens > maxModelLen {
            throw .badParameter(
                "max_tokens", value: "\(maxTokens)",
                "max_tokens=\(maxTokens) cannot be greater than max_model_len=\(maxModelLen). "
                    + "Please request fewer output tokens.")
        }
        guard prompt.tokens < maxModelLen else {
            throw .promptTooLong(atLeast: maxModelLen + 1, limit: maxModelLen)
        }
        let room = maxModelLen - prompt.tokens
        guard let maxTokens = request.maxTokens else { return room }
        guard maxTokens <= room else {
            throw .requestTooLong(prompt: prompt.tokens, output: maxTokens, limit: maxModelLen)
        }
        return maxTokens
    }

    /// Answers to all prompts, the choices of one prompt side by side.
    private static func answers(
        to request: CompletionRequest, limits: [Int], seed: UInt64, faults: [Fault],
        conditions: AnswerConditions, configuration: SimulatedServerConfiguration
    ) -> (plans: [AnswerPlan], specs: [RequestSpec]) {
        var random = RandomSource(seed: seed)
        var plans: [AnswerPlan] = []
        var specs: [RequestSpec] = []
        let textSeed = request.seed.map { UInt64(bitPattern: Int64($0)) } ?? seed
        let lengths = conditions.lengths ?? configuration.answers
        let adapter = request.model.flatMap { configuration.adapters.contains($0) ? $0 : nil }
        for (prompt, limit) in zip(request.prompts, limits) {
            let hashes =
                configuration.engine.prefixCaching
                ? prompt.blockHashes(blockSize: configuration.engine.blockSize) : []
            for _ in 0..<request.choices {
                let choice = plans.count
                let end = lengths.draw(&random)
                let plan = AnswerPlan(
                    limit: min(limit, conditions.tokenCap ?? limit),
                    naturalEnd: request.ignoresEnd ? nil : end,
                    stops: request.stops,
                    seed: SeededGenerator.mixed(textSeed, UInt64(choice)),
                    kind: AnswerKind(faults))
                plans.append(plan)
                specs.append(
                    RequestSpec(
                        promptTokens: prompt.tokens,
                        maxTokens: plan.maxTokens,
                        naturalEnd: plan.finish == .stop ? plan.outputTokens : .max,
                        blockHashes: hashes,
                        prefillPenaltySeconds: penaltySeconds(of: faults),
                        adapter: adapter,
                        tag: choice))
            }
        }
        return (plans, specs)
    }

    private static func penaltySeconds(of faults: [Fault]) -> Double {
        faults.reduce(0) { sum, fault in
            guard case .slowPrefill(let extra) = fault else { return sum }
            return sum + extra / .seconds(1)
        }
    }
}
