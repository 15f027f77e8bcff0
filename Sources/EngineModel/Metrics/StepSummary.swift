/// What an engine tells about one finished step.
package struct StepSummary: Equatable, Sendable {
    /// Which step it was, counting from 1.
    package let number: UInt64
    /// When it ended, in seconds of the engine's clock.
    package let endSeconds: Double
    /// How long it took.
    package let durationSeconds: Double
    /// Requests whose prompt it worked on.
    package let prefillRequests: Int
    /// Requests that decoded a token.
    package let decodingRequests: Int
    /// Prompt tokens computed.
    package let prefillTokens: Int
    /// Tokens that left with it.
    package let emittedTokens: Int
    /// Requests that hold a slot after it.
    package let requestsRunning: Int
    /// Requests that wait after it.
    package let requestsWaiting: Int
    /// Used share of the KV cache after it.
    package let kvCacheUsage: Double
}
