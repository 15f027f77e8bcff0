/// The answer of TGI's `GET /info`.
struct InfoAnswer: Decodable {
    let model: String
    let version: String?
    /// Servers of embeddings answer here too, and have no such limit.
    private let totalTokens: LenientNumber
    private let concurrentRequests: LenientNumber?
    /// Until release 2.2.
    private let batchTotalTokens: LenientNumber?
    /// In releases 2.0 to 2.2.
    private let batchSize: LenientNumber?

    enum CodingKeys: String, CodingKey {
        case model = "model_id"
        case version
        case totalTokens = "max_total_tokens"
        case concurrentRequests = "max_concurrent_requests"
        case batchTotalTokens = "max_batch_total_tokens"
        case batchSize = "max_batch_size"
    }

    /// - Throws: `ProbeFailure`, when the body is no such answer.
    static func decode(_ body: [UInt8]) throws(ProbeFailure) -> InfoAnswer {
        try AnswerDecoder.decode(InfoAnswer.self, from: body)
    }

    var limits: [EngineLimit] {
        [
            .limit(.runningRequests, batchSize, in: "max_batch_size", of: .info),
            .limit(.admittedRequests, concurrentRequests, in: "max_concurrent_requests", of: .info),
            .limit(.contextTokens, totalTokens, in: "max_total_tokens", of: .info),
            .limit(.kvCacheTokens, batchTotalTokens, in: "max_batch_total_tokens", of: .info),
        ].compactMap { $0 }
    }
}
