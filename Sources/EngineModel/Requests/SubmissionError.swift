/// Why the engine refuses a request before it queues.
package enum SubmissionError: Error, Equatable, CustomStringConvertible {
    /// A token count below 1.
    case empty(promptTokens: Int, outputTokens: Int)
    /// The prompt leaves no room for an answer within the model's limit.
    case promptTooLong(promptTokens: Int, maxModelLen: Int)
    /// The request could never fit into the KV cache, even alone.
    case exceedsCache(tokens: Int, cacheTokens: Int)
    /// The request asks for an adapter, and the engine serves none.
    case noAdapters(adapter: String)

    /// A sentence that names the count found and the limit.
    package var description: String {
        switch self {
        case .empty(let promptTokens, let outputTokens):
            "a request needs at least one prompt token and one output token, got \(promptTokens) "
                + "and \(outputTokens)"
        case .promptTooLong(let promptTokens, let maxModelLen):
            "the prompt has \(promptTokens) tokens, but with max_model_len \(maxModelLen) at most "
                + "\(maxModelLen - 1) leave room for an answer; shorten the prompt or raise the limit"
        case .exceedsCache(let tokens, let cacheTokens):
            "the request may grow to \(tokens) tokens, but the KV cache holds \(cacheTokens); "
                + "lower the token limit or give the engine more cache"
        case .noAdapters(let adapter):
            "the request asks for the adapter '\(adapter)', but the engine serves no adapters; "
                + "give it adapter limits or ask for the model itself"
        }
    }
}
