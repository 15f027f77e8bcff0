/// The answer of `GET /server_info`, and of SGLang's older `GET /get_server_info`.
///
/// vLLM gives it only in its developer mode, and then together with all environment variables of the
/// server; SGLang's holds the server's API keys. So the body is never kept and never printed: only
/// the fields below are read from it.
enum ServerInfoAnswer: Sendable {
    case vllm(VLLM)
    case sglang(SGLang)

    struct VLLM: Sendable, Decodable {
        fileprivate let scheduler: Scheduler
        fileprivate let model: Model?

        enum CodingKeys: String, CodingKey {
            case scheduler = "scheduler_config"
            case model = "model_config"
        }

        struct Scheduler: Sendable, Decodable {
            /// Null unless it was given; the smaller limit where both are there.
            let maxActiveSequences: LenientNumber?
            let maxSequences: LenientNumber?
            let maxBatchedTokens: LenientNumber?

            enum CodingKeys: String, CodingKey {
                case maxActiveSequences = "max_num_active_seqs"
                case maxSequences = "max_num_seqs"
                case maxBatchedTokens = "max_num_batched_tokens"
            }
        }

        struct Model: Sendable, Decodable {
            let maxLength: LenientNumber?

            enum CodingKeys: String, CodingKey {
                case maxLength = "max_model_len"
            }
        }
    }

    struct SGLang: Sendable, Decodable {
        let version: String?
        let maxRunning: LenientNumber?
        let maxTokens: LenientNumber?
        let contextLength: LenientNumber?
        let chunkedPrefill: LenientNumber?
        /// One for each data-parallel rank.
        let states: [State]?

        enum CodingKeys: String, CodingKey {
            case version
            case maxRunning = "max_running_requests"
            case maxTokens = "max_total_num_tokens"
            case contextLength = "context_length"
            case chunkedPrefill = "chunked_prefill_size"
            case states = "internal_states"
        }

        struct State: Sendable, Decodable {
            let effectiveMaxRunning: LenientNumber?
            let memory: Memory?

            enum CodingKeys: String, CodingKey {
                case effectiveMaxRunning = "effective_max_running_requests_per_dp"
                case memory = "memory_usage"
            }
        }

        struct Memory: Sendable, Decodable {
            let tokens: LenientNumber?

            enum CodingKeys: String, CodingKey {
                case tokens = "token_capacity"
            }
        }
    }

    private struct Wrapper: Decodable {
        let config: VLLM

        enum CodingKeys: String, CodingKey {
            case config = "vllm_config"
        }
    }

    /// - Throws: `ProbeFailure`, when the body is no such answer; before 0.11 vLLM answers with text
    ///   in a field, which tells nothing.
    static func decode(_ body: [UInt8]) throws(ProbeFailure) -> ServerInfoAnswer {
        do {
            return .vllm(try AnswerDecoder.decode(Wrapper.self, from: body).config)
        } catch .unexpectedShape(let reason) {
            let answer = try AnswerDecoder.decode(SGLang.self, from: body)
            // Anything may answer JSON here; SGLang's arguments are always among its answer.
            guard
                answer.states != nil || answer.maxTokens != nil || answer.maxRunning != nil
                    || answer.chunkedPrefill != nil
            else { throw .unexpectedShape(reason: reason) }
            return .sglang(answer)
        }
    }

    /// What it tells, the effective values before the arguments.
    ///
    /// - Parameter path: where the answer came from.
    /// - Returns: the limits.
    func limits(from path: ProbePath) -> [EngineLimit] {
        switch self {
        case .vllm(let config): Self.limits(config, path)
        case .sglang(let info): Self.limits(info, path)
        }
    }

    private static func limits(_ config: VLLM, _ path: ProbePath) -> [EngineLimit] {
        let active = EngineLimit.limit(
            .runningRequests, config.scheduler.maxActiveSequences,
            in: "vllm_config.scheduler_config.max_num_active_seqs", of: path)
        let running = EngineLimit.limit(
            .runningRequests, config.scheduler.maxSequences,
            in: "vllm_config.scheduler_config.max_num_seqs", of: path)
        return [
            active ?? running,
            .limit(
                .batchTokens, config.scheduler.maxBatchedTokens,
                in: "vllm_config.scheduler_config.max_num_batched_tokens", of: path),
            .limit(
                .contextTokens, config.model?.maxLength,
                in: "vllm_config.model_config.max_model_len", of: path),
        ].compactMap { $0 }
    }

    private static func limits(_ info: SGLang, _ path: ProbePath) -> [EngineLimit] {
        let states = info.states ?? []
        let ranks = states.enumerated().flatMap { rank, state in
            let scope = states.count > 1 ? String(rank) : nil
            let field = "internal_states[\(rank)]"
            return [
                EngineLimit.limit(
                    .runningRequests, state.effectiveMaxRunning,
                    in: "\(field).effective_max_running_requests_per_dp", of: path, scope: scope),
                EngineLimit.limit(
                    .kvCacheTokens, state.memory?.tokens,
                    in: "\(field).memory_usage.token_capacity", of: path, scope: scope),
            ].compactMap { $0 }
        }
        let told = Set(ranks.map(\.kind))
        let whole = [
            EngineLimit.limit(
                .runningRequests, info.maxRunning, in: "max_running_requests", of: path),
            EngineLimit.limit(
                .kvCacheTokens, info.maxTokens, in: "max_total_num_tokens", of: path),
            EngineLimit.limit(
                .contextTokens, info.contextLength, in: "context_length", of: path),
            EngineLimit.limit(
                .batchTokens, info.chunkedPrefill, in: "chunked_prefill_size", of: path),
        ].compactMap { $0 }
        // The arguments say less than what came of them.
        return ranks + whole.filter { !told.contains($0.kind) }
    }
}
