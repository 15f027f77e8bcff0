/// The answer of llama.cpp's `GET /props`.
package struct PropsAnswer: Sendable, Hashable {
    /// Requests in execution at the same time (`--parallel`).
    package let slots: Int
    /// The context of one slot, in tokens.
    package let slotContextTokens: Int?
    /// Such as `b11434-unknown`.
    package let build: String?
    package let modelPath: String?

    /// - Throws: `ProbeFailure`, when the body is no such answer.
    package static func decode(_ body: [UInt8]) throws(ProbeFailure) -> PropsAnswer {
        let answer = try AnswerDecoder.decode(Answer.self, from: body)
        return PropsAnswer(
            slots: answer.slots, slotContextTokens: answer.settings?.contextTokens,
            build: answer.build, modelPath: answer.modelPath)
    }

    /// The limits it tells.
    var limits: [EngineLimit] {
        let running = EngineLimit(
            kind: .runningRequests, value: Double(slots),
            provenance: .httpPath("/props", field: "total_slots"))
        let context = slotContextTokens.map {
            EngineLimit(
                kind: .contextTokens, value: Double($0),
                provenance: .httpPath("/props", field: "default_generation_settings.n_ctx"))
        }
        return [running] + [context].compactMap { $0 }
    }

    private struct Answer: Decodable {
        let slots: Int
        let settings: Settings?
        let build: String?
        let modelPath: String?

        enum CodingKeys: String, CodingKey {
            case slots = "total_slots"
            case settings = "default_generation_settings"
            case build = "build_info"
            case modelPath = "model_path"
        }
    }

    private struct Settings: Decodable {
        let contextTokens: Int?

        enum CodingKeys: String, CodingKey {
            case contextTokens = "n_ctx"
        }
    }
}
