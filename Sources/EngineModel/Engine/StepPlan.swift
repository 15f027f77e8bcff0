/// One step the engine has begun: what it works on and when it ends.
package struct StepPlan: Equatable, Sendable {
    /// When the step began, in seconds of the engine's clock.
    package let startSeconds: Double
    /// When its tokens will be there.
    package let endSeconds: Double
    /// Requests that decode: one token each, and the accepted ones of their drafts.
    package let decodingRequests: Int
    /// Tokens of context the decoding requests read.
    package let contextTokens: Int
    /// Prompt tokens computed.
    package let prefillTokens: Int
    /// Requests whose prompt tokens these are.
    package let prefillRequests: Int
    /// Tokens drafted for the decoding requests.
    package let draftedTokens: Int
    /// Seconds of the step in which nothing was computed: caches were swapped, adapters loaded.
    package let stallSeconds: Double

    /// Length of the step.
    package var durationSeconds: Double {
        endSeconds - startSeconds
    }
}
