import EngineModel

/// One token of an answer on its way to the client, or several that arrive as one.
struct TokenPiece: Sendable {
    /// Which answer.
    let choice: Int
    /// What is added.
    let text: String
    /// Whether it is reasoning rather than content.
    var isReasoning = false
    /// Tokens of this answer so far, this one included.
    let tokens: Int
    /// Why the answer ends with it; nil when it goes on.
    let finish: FinishReason?
    /// The stop string that ended it.
    let stopReason: String?
    /// Whether no token follows, and no usage.
    let isLast: Bool
    /// Where the request's time went; nil when the answer goes on.
    let timings: RequestTimings?
}
