/// What became of one request of a load, as far as the runner needs to know.
package struct LoadAnswer<Value: Sendable, Instant: InstantProtocol>: Sendable {
    /// What is handed on to whoever runs the load.
    package var value: Value

    /// When the answer ended: the next turn of the session is due the user's think time later.
    package var endedAt: Instant

    /// What the request cost, prompt and answer, as far as it is known.
    package var tokens: Int

    /// The answer's text, for a history that grows; `nil` when it is not known or the request
    /// failed, which ends a session whose history grows.
    package var text: String?

    /// Creates an answer.
    ///
    /// - Parameters:
    ///   - value: What is handed on.
    ///   - endedAt: When the answer ended.
    ///   - tokens: What the request cost.
    ///   - text: The answer's text.
    package init(_ value: Value, endedAt: Instant, tokens: Int = 0, text: String? = nil) {
        self.value = value
        self.endedAt = endedAt
        self.tokens = tokens
        self.text = text
    }
}
