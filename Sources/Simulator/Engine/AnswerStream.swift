import EngineModel

/// The answers a client waits for: their names in the engine, and their tokens as they leave it.
struct AnswerStream: Sendable {
    /// The requests, one per answer.
    let requests: [RequestID]
    /// The tokens of all answers; ends with the last token, or early when the requests are withdrawn.
    let events: AsyncStream<AnswerEvent>
    /// In which life of the engine's process they were asked for.
    let life: Int
}
