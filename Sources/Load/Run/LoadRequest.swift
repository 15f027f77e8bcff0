package import Inference

/// One request of a load as it is about to be sent.
package struct LoadRequest: Sendable, Equatable {
    /// The number in the order of planned starts, from 0, warm-up included.
    package var index: Int

    /// The session it belongs to.
    package var session: Int

    /// The turn within the session, from 0.
    package var turn: Int

    /// The whole conversation to send, history included.
    package var messages: [ChatMessage]

    /// The most tokens of the answer.
    package var maxTokens: Int

    /// Tokens the prompt aims at; `nil` where nobody knows.
    package var promptTokens: Int?

    /// The session whose prompt this one repeats word for word.
    package var repeats: Int?

    /// Whether the request belongs to the warm-up.
    package var isWarmup: Bool

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - index: The number in the order of planned starts.
    ///   - session: The session.
    ///   - turn: The turn within it.
    ///   - messages: The whole conversation to send.
    ///   - maxTokens: The most tokens of the answer.
    ///   - isWarmup: Whether it belongs to the warm-up.
    package init(
        index: Int, session: Int, turn: Int, messages: [ChatMessage], maxTokens: Int,
        isWarmup: Bool
    ) {
        self.index = index
        self.session = session
        self.turn = turn
        self.messages = messages
        self.maxTokens = maxTokens
        self.isWarmup = isWarmup
    }
}
