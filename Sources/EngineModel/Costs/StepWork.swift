/// What one step computes, as far as its length depends on it.
package struct StepWork: Equatable, Sendable {
    /// D: requests that decode.
    package var decoding: Int
    /// C: tokens of context they read.
    package var context: Int
    /// Q: prompt tokens computed.
    package var prefill: Int
    /// V: tokens drafted, over all requests.
    package var drafted = 0
    /// K: passes of the drafting model, the most tokens drafted for one request.
    package var draftPasses = 0

    /// Describes a step.
    ///
    /// - Parameters:
    ///   - decoding: Requests that decode.
    ///   - context: Tokens of context they read.
    ///   - prefill: Prompt tokens computed.
    ///   - drafted: Tokens drafted.
    ///   - draftPasses: Passes of the drafting model.
    package init(
        decoding: Int, context: Int, prefill: Int, drafted: Int = 0, draftPasses: Int = 0
    ) {
        self.decoding = decoding
        self.context = context
        self.prefill = prefill
        self.drafted = drafted
        self.draftPasses = draftPasses
    }
}
