/// Token counts as the server reports them.
package struct TokenUsage: Sendable, Equatable, Codable {
    /// Tokens of the prompt, chat template included.
    package var promptTokens: Int?

    /// Tokens generated, reasoning included.
    package var completionTokens: Int?

    /// Prompt tokens that were served from a prefix cache.
    package var cachedTokens: Int?

    /// Creates counts.
    ///
    /// - Parameters:
    ///   - promptTokens: Tokens of the prompt.
    ///   - completionTokens: Tokens generated.
    ///   - cachedTokens: Prompt tokens from the prefix cache.
    package init(promptTokens: Int? = nil, completionTokens: Int? = nil, cachedTokens: Int? = nil) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.cachedTokens = cachedTokens
    }
}

extension TokenUsage? {
    /// The counts with what a later report of the same answer says; what it leaves out stays.
    ///
    /// - Parameter later: The later report.
    /// - Returns: Both together.
    func updated(with later: TokenUsage) -> TokenUsage {
        TokenUsage(
            promptTokens: later.promptTokens ?? self?.promptTokens,
            completionTokens: later.completionTokens ?? self?.completionTokens,
            cachedTokens: later.cachedTokens ?? self?.cachedTokens)
    }
}
