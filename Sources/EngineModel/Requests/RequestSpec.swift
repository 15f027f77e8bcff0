/// What a client asks of the engine, in tokens.
package struct RequestSpec: Equatable, Sendable {
    /// Tokens of the prompt; at least 1.
    package var promptTokens: Int
    /// Tokens after which the model would end by itself; at least 1.
    package var outputTokens: Int
    /// The client's limit; the answer ends with ``FinishReason/length`` when it is reached first.
    package var maxTokens: Int
    /// Hashes of the full blocks of the prompt, each covering everything before it; empty without prefix caching.
    package var blockHashes: [UInt64]
    /// Extra seconds of the step that first computes this prompt, for the whole batch: a cold compile, a page-in.
    package var prefillPenaltySeconds: Double
    /// A number of the caller's own, returned in events and records: a session, a choice.
    package var tag: Int

    /// Describes a request.
    ///
    /// - Parameters:
    ///   - promptTokens: Tokens of the prompt; at least 1.
    ///   - outputTokens: Tokens after which the model ends by itself; at least 1.
    ///   - maxTokens: The client's limit; without one, the answer's own length counts as the limit and the
    ///     request ends with ``FinishReason/length``.
    ///   - blockHashes: Chained hashes of the full prompt blocks, see ``PrefixCache``.
    ///   - prefillPenaltySeconds: Extra cost of the first prefill step.
    ///   - tag: A number of the caller's own.
    package init(
        promptTokens: Int,
        outputTokens: Int,
        maxTokens: Int? = nil,
        blockHashes: [UInt64] = [],
        prefillPenaltySeconds: Double = 0,
        tag: Int = 0
    ) {
        self.promptTokens = promptTokens
        self.outputTokens = outputTokens
        self.maxTokens = maxTokens ?? outputTokens
        self.blockHashes = blockHashes
        self.prefillPenaltySeconds = prefillPenaltySeconds
        self.tag = tag
    }
}
