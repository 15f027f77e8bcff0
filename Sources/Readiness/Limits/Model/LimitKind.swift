/// What a limit of an engine limits.
///
/// The raw value is the name in JSON; it never changes. Values are those of one engine: a server
/// that runs several data-parallel engines has each of them that often.
package enum LimitKind: String, Sendable, Hashable, CaseIterable {
    /// Requests in execution at the same time, such as vLLM's `max_num_seqs`.
    case runningRequests = "running_requests"
    /// Tokens that the KV cache holds.
    case kvCacheTokens = "kv_cache_tokens"
    /// The longest sequence, in tokens.
    case contextTokens = "context_tokens"
    /// Requests of the longest length that the KV cache holds at the same time.
    case fullLengthRequests = "full_length_requests"
    /// Tokens that one step may compute, such as vLLM's `max_num_batched_tokens`.
    case batchedTokens = "batch_tokens"
    /// Requests that are let in, running or waiting.
    case admittedRequests = "admitted_requests"
    /// Blocks of the KV cache.
    case kvCacheBlocks = "kv_cache_blocks"
    /// Tokens in a block of the KV cache.
    case kvBlockTokens = "kv_block_tokens"

    /// The name in tables and sentences.
    package var title: String {
        switch self {
        case .runningRequests: "slots"
        case .kvCacheTokens: "KV cache tokens"
        case .contextTokens: "max model length"
        case .fullLengthRequests: "full-length requests"
        case .batchedTokens: "batched tokens"
        case .admittedRequests: "admitted requests"
        case .kvCacheBlocks: "KV cache blocks"
        case .kvBlockTokens: "KV block tokens"
        }
    }

    /// Whether the engine measures the value at start, from the memory that is left: two starts of
    /// the same command then differ a little.
    package var isMeasuredAtStart: Bool {
        switch self {
        case .kvCacheTokens, .fullLengthRequests, .kvCacheBlocks: true
        case .runningRequests, .contextTokens, .batchedTokens, .admittedRequests, .kvBlockTokens:
            false
        }
    }

    /// Whether the values of data-parallel engines add up.
    package var addsUp: Bool {
        switch self {
        case .runningRequests, .kvCacheTokens, .fullLengthRequests, .admittedRequests,
            .kvCacheBlocks, .batchedTokens:
            true
        case .contextTokens, .kvBlockTokens: false
        }
    }
}
