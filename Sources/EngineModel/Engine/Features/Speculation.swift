/// Speculative decoding: what is drafted in every step, and how much of it the model accepts at first.
///
/// What drafting costs is part of ``StepCosts``.
package struct Speculation: Equatable, Sendable {
    /// `k`: tokens drafted per request and step (`num_speculative_tokens`).
    package var draftTokens: Int
    /// Probability that a drafted token is accepted after all before it were; see `Engine.draftAcceptance`.
    package var acceptance: Double

    /// Describes speculative decoding.
    ///
    /// - Parameters:
    ///   - draftTokens: Tokens drafted per request and step; at least 1.
    ///   - acceptance: Probability of acceptance at the start, 0 to 1.
    package init(draftTokens: Int, acceptance: Double) {
        self.draftTokens = draftTokens
        self.acceptance = acceptance
    }

    /// Mean number of tokens that leave with one step of one request: `(1 - p^(k+1)) / (1 - p)`.
    ///
    /// Source: Leviathan, Kalman and Matias, "Fast inference from transformers via speculative decoding", 2023, equation 1.
    ///
    /// - Parameter acceptance: `p`, 0 to 1; nil for that of the start.
    /// - Returns: 1 to `k + 1`.
    package func tokensPerStep(acceptance: Double? = nil) -> Double {
        let share = acceptance ?? self.acceptance
        return (0...draftTokens).reduce((sum: 0.0, power: 1.0)) { state, _ in
            (state.sum + state.power, state.power * share)
        }.sum
    }
}
