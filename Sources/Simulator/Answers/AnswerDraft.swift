import EngineModel

/// The answers to a request that passed all checks: what they say, what the engine is to do for them, how they are written.
///
/// Both the server over HTTP and the world in virtual time answer through it.
struct AnswerDraft: Sendable {
    let plans: [AnswerPlan]
    let specs: [RequestSpec]
    let format: any AnswerWriting

    /// Decides the answers.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - limits: The token limit of every prompt, as ``limits(of:configuration:)`` has it.
    ///   - configuration: Who is asked.
    ///   - seed: Of everything that is drawn for this request.
    ///   - unixSeconds: The server's clock.
    ///   - faults: What strikes the request.
    ///   - conditions: What holds for all answers of the replica.
    ///   - face: In whose form the answer is to be written.
    init(
        _ request: CompletionRequest, limits: [Int], configuration: SimulatedServerConfiguration,
        seed: UInt64, unixSeconds: Double, faults: [Fault], conditions: AnswerConditions,
        face: APIFace = .openAI
    ) {
        let engine = configuration.release.engine
        let served = configuration.servedNames
        let name = request.model.flatMap { served.contains($0) ? $0 : nil } ?? served[0]
        (plans, specs) = Self.answers(
            to: request, limits: limits, seed: seed, faults: faults, conditions: conditions,
            configuration: configuration)
        let prefix = request.api == .chat || engine == .llamaCpp ? "chatcmpl-" : "cmpl-"
        let common = AnswerFormat(
            api: request.api,
            id: prefix + Hexadecimal.text(seed, digits: 16),
            created: Int(unixSeconds),
            model: name,
            fingerprint: configuration.fingerprint,
            promptTokens: request.prompts.reduce(0) { $0 + $1.tokens },
            hasContinuousUsage: request.hasContinuousUsage,
            usageFactor: conditions.usageFactor
        )
        format =
            switch face {
            case .ollama:
                OllamaFormat(
                    isChat: request.api == .chat, model: name, startUnixSeconds: unixSeconds)
            case .anthropic:
                AnthropicFormat(
                    common: common, isLlamaCpp: engine == .llamaCpp,
                    isReasoning: AnswerKind(faults) == .reasoning)
            case .tgi:
                TGIFormat(common: common, texts: plans.map { $0.reasoning ?? $0.text })
            case .llamaCpp: LlamaCppCompletionFormat(common: common, request: request)
            case .openAI: engine == .llamaCpp ? LlamaCppFormat(common: common) : common
            }
    }

    // MARK: - Checks

    /// The token limit of the answer to every prompt of a request that a server accepts.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - configuration: Who is asked.
    /// - Returns: One limit per prompt.
    /// - Throws: ``APIError`` with the body and status vLLM answers.
    static func limits(
        of request: CompletionRequest, configuration: SimulatedServerConfiguration
    ) throws(APIError) -> [Int] {
        let engine = configuration.release.engine
        // These two serve whatever they are asked for.
        let checksModel = engine != .llamaCpp && engine != .tgi
        let served = configuration.servedNames
        if checksModel, let model = request.model, !served.contains(model) {
            throw .unknownModel(model, served: served)
        }
        return try request.prompts.map { (prompt) throws(APIError) in
            try limit(of: request, prompt: prompt, maxModelLen: configuration.engine.maxModelLen)
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

    // MARK: - Answers

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
