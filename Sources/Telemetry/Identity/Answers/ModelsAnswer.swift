/// The answer of `GET /v1/models`, as OpenAI-compatible servers give it.
package enum ModelsAnswer {
    /// The models in an answer, in its order; empty when the server serves none.
    ///
    /// vLLM and SGLang add `max_model_len`; llama.cpp adds `aliases` and, under `meta`, the context
    /// of a slot as `n_ctx`.
    ///
    /// - Throws: `ProbeFailure`, when the body is no such answer.
    package static func decode(_ body: [UInt8]) throws(ProbeFailure) -> [ServedModel] {
        try AnswerDecoder.decode(Listing.self, from: body).data.map { entry in
            ServedModel(
                id: entry.id, ownedBy: entry.ownedBy, root: entry.root, parent: entry.parent,
                aliases: (entry.aliases ?? []).filter { $0 != entry.id },
                contextTokensMax: entry.contextTokens ?? entry.meta?.contextTokens)
        }
    }

    private struct Listing: Decodable {
        let data: [Entry]
    }

    private struct Entry: Decodable {
        let id: String
        let ownedBy: String?
        let root: String?
        let parent: String?
        let aliases: [String]?
        let contextTokens: Int?
        let meta: Meta?

        enum CodingKeys: String, CodingKey {
            case id
            case ownedBy = "owned_by"
            case root
            case parent
            case aliases
            case contextTokens = "max_model_len"
            case meta
        }
    }

    private struct Meta: Decodable {
        let contextTokens: Int?

        enum CodingKeys: String, CodingKey {
            case contextTokens = "n_ctx"
        }
    }
}
