/// Where the time of one answered request went, as an engine may tell its client.
///
/// All times are seconds of the engine's clock.
package struct RequestTimings: Equatable, Sendable {
    /// When it reached the API server.
    package let arrivalSeconds: Double
    /// When it was ready for the scheduler.
    package let readySeconds: Double
    /// When a step first worked on it.
    package let scheduledSeconds: Double
    /// When its first token left the engine.
    package let firstTokenSeconds: Double
    /// When its last token left the engine.
    package let lastTokenSeconds: Double
    /// Tokens of the prompt.
    package let promptTokens: Int
    /// Those of them found in the prefix cache.
    package let cachedTokens: Int
    /// Tokens emitted.
    package let outputTokens: Int
}
