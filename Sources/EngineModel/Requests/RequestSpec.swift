/// What a client asks of the engine, in tokens.
package struct RequestSpec: Equatable, Sendable {
    /// Tokens of the prompt; at least 1.
    package var promptTokens: Int
    /// The client's limit on the answer; at least 1.
    package var maxTokens: Int
    /// Tokens after which the model ends by itself, its end token included; at least 1.
    package var naturalEnd: Int
    /// Hashes of the full blocks of the prompt, each covering everything before it; empty without prefix caching.
    package var blockHashes: [UInt64]
    /// Extra seconds of the step that first computes this prompt, for the whole batch: a cold compile, a page-in.
    package var prefillPenaltySeconds: Double
    /// The adapter that is to answer; nil for the model itself.
    package var adapter: String?
    /// A number of the caller's own, returned in events and records: a session, a choice.
    package var tag: Int

    /// Describes a request.
    ///
    /// - Parameters:
    ///   - promptTokens: Tokens of the prompt; at least 1.
    ///   - maxTokens: The client's limit; reaching it ends the answer with ``FinishReason/length``.
    ///   - naturalEnd: Tokens after which the model ends by itself with ``FinishReason/stop``; by default never.
    ///   - blockHashes: Chained hashes of the full prompt blocks.
    ///   - prefillPenaltySeconds: Extra cost of the first prefill step.
    ///   - adapter: The adapter that is to answer; nil for the model itself.
    ///   - tag: A number of the caller's own.
    package init(
        promptTokens: Int,
        maxTokens: Int,
        naturalEnd: Int = .max,
        blockHashes: [UInt64] = [],
        prefillPenaltySeconds: Double = 0,
        adapter: String? = nil,
        tag: Int = 0
    ) {
        self.promptTokens = promptTokens
        self.maxTokens = maxTokens
        self.naturalEnd = naturalEnd
        self.blockHashes = blockHashes
        self.prefillPenaltySeconds = prefillPenaltySeconds
        self.adapter = adapter
        self.tag = tag
    }
}
