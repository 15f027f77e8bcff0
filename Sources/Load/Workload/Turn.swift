package import Inference

/// One request of a session, before it is known what came earlier.
package struct Turn: Sendable, Equatable {
    /// What is said in this turn: usually one message of the user, preceded in the first turn by the
    /// system's when there is one.
    package var messages: [ChatMessage]

    /// The most tokens of the answer.
    package var maxTokens: Int

    /// How long the user thinks before this turn, after the last answer; zero for a first turn.
    package var thinkTime = Duration.zero

    /// Tokens the prompt aims at, without history; `nil` where nobody knows.
    package var promptTokens: Int?

    /// The index of the session whose prompt this one repeats word for word; `nil` for a new prompt.
    package var repeats: Int?

    /// Creates a turn.
    ///
    /// - Parameters:
    ///   - messages: What is said.
    ///   - maxTokens: The most tokens of the answer.
    package init(messages: [ChatMessage], maxTokens: Int) {
        self.messages = messages
        self.maxTokens = maxTokens
    }
}
