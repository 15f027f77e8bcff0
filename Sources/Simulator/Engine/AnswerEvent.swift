import EngineModel

/// One token of a group of answers.
struct AnswerEvent: Sendable {
    /// Which answer of the group.
    let choice: Int
    /// Which token of it, counting from 1.
    let index: Int
    /// Whether the step that computed it has no more for this answer; drafted tokens come several at a time.
    let isLastOfStep: Bool
    /// Why it ends with this token; nil when it goes on.
    let finish: FinishReason?
    /// Where the request's time went; nil when the answer goes on.
    let timings: RequestTimings?
}
