/// The answer of Ollama's `GET /api/ps`, the models that are in memory, and of `GET /api/tags`, all
/// that it has.
enum LoadedModelsAnswer {
    private struct Listing: Decodable {
        let models: [Model]
    }

    private struct Model: Decodable {
        let name: String
        let context: LenientNumber?

        enum CodingKeys: String, CodingKey {
            case name
            case context = "context_length"
        }
    }

    /// The models it lists, in its order.
    ///
    /// - Throws: `ProbeFailure`, when the body is no such answer.
    static func models(_ body: [UInt8]) throws(ProbeFailure) -> [ServedModel] {
        try AnswerDecoder.decode(Listing.self, from: body).models.map { ServedModel(id: $0.name) }
    }

    /// The limits it tells, one for each model.
    ///
    /// - Throws: `ProbeFailure`, when the body is no such answer.
    static func limits(_ body: [UInt8]) throws(ProbeFailure) -> [EngineLimit] {
        try AnswerDecoder.decode(Listing.self, from: body).models.compactMap { model in
            .limit(
                .contextTokens, model.context, in: "context_length", of: .ollamaModels,
                scope: model.name)
        }
    }
}
