/// The answer of Triton's `GET /v2/models/{model}/config`.
enum TritonModelAnswer {
    private struct Config: Decodable {
        let name: String
        let maxBatchSize: LenientNumber?
        let parameters: [String: Parameter]?

        enum CodingKeys: String, CodingKey {
            case name
            case maxBatchSize = "max_batch_size"
            case parameters
        }
    }

    private struct Parameter: Decodable {
        let text: LenientNumber?

        enum CodingKeys: String, CodingKey {
            case text = "string_value"
        }
    }

    /// The limits it tells; parameters that are left open are templates such as `${max_num}`.
    ///
    /// - Throws: `ProbeFailure`, when the body is no such answer.
    static func limits(_ body: [UInt8]) throws(ProbeFailure) -> [EngineLimit] {
        let config = try AnswerDecoder.decode(Config.self, from: body)
        func parameter(_ kind: EngineLimit.Kind, _ name: String) -> EngineLimit? {
            .limit(
                kind, config.parameters?[name]?.text, in: "parameters.\(name)", of: .tritonModel,
                scope: config.name)
        }
        let running =
            parameter(.runningRequests, "max_num_sequences")
            ?? .limit(
                .runningRequests, config.maxBatchSize, in: "max_batch_size", of: .tritonModel,
                scope: config.name)
        return [running, parameter(.kvCacheTokens, "max_tokens_in_paged_kv_cache")]
            .compactMap { $0 }
    }
}
