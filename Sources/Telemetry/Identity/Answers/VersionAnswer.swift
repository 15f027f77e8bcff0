/// The answer of `GET /version` (vLLM, TensorRT-LLM) and of `GET /api/version` (Ollama).
package enum VersionAnswer {
    /// The release, as the server spells it.
    ///
    /// - Throws: `ProbeFailure`, when the body is no such answer.
    package static func decode(_ body: [UInt8]) throws(ProbeFailure) -> String {
        try AnswerDecoder.decode(Answer.self, from: body).version
    }

    private struct Answer: Decodable {
        let version: String
    }
}
