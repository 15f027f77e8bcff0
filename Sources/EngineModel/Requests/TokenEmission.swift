/// One token that left the engine at the end of a step.
package struct TokenEmission: Equatable, Sendable {
    /// The request it belongs to.
    package let request: RequestID
    /// The number the caller gave the request.
    package let tag: Int
    /// Which token of the answer it is, counting from 1.
    package let index: Int
    /// Why the answer ends with this token; nil when it goes on.
    package let finish: FinishReason?
    /// When it left the engine, in seconds of the engine's clock.
    package let timeSeconds: Double
    /// Where the request's time went; nil when the answer goes on.
    package let timings: RequestTimings?
}
