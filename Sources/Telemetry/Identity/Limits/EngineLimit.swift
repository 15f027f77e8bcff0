/// A limit that a running server has told, and where it was read.
package struct EngineLimit: Sendable, Hashable {
    /// What is limited.
    ///
    /// The raw value is the name in JSON; it never changes.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The longest sequence, in tokens.
        case contextTokens = "context_tokens"
        /// Requests in execution at the same time.
        case runningRequests = "running_requests"
        /// Requests in the server at the same time, waiting ones included; more are refused.
        case admittedRequests = "admitted_requests"
        /// Tokens computed in one step of the engine.
        case batchTokens = "batch_tokens"
        /// Tokens that the KV cache holds.
        case kvCacheTokens = "kv_cache_tokens"
        /// Blocks of the KV cache, over all data-parallel engines.
        case kvCacheBlocks = "kv_cache_blocks"
        /// Tokens in a block of the KV cache.
        case kvBlockTokens = "kv_block_tokens"
        /// Memory of the KV cache of one worker, in bytes.
        case kvCacheBytes = "kv_cache_bytes"
        /// Requests of the longest length that the KV cache holds at the same time.
        case fullLengthRequests = "full_length_requests"
    }

    package let kind: Kind
    package let value: Double
    package let provenance: LimitProvenance
    /// What it holds for when a server has several: a model's name or an engine's rank.
    package let scope: String?

    package init(
        kind: Kind, value: Double, provenance: LimitProvenance, scope: String? = nil
    ) {
        self.kind = kind
        self.value = value
        self.provenance = provenance
        self.scope = scope
    }

    /// A limit whose origin is known in words only.
    package init(kind: Kind, value: Double, source: String, scope: String? = nil) {
        self.init(kind: kind, value: value, provenance: .words(source), scope: scope)
    }

    /// Where it was read, in words.
    package var source: String { provenance.description }
}
