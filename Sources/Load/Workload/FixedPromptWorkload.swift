import Inference

/// One text, the same for every request.
package struct FixedPromptWorkload: Workload {
    private let text: String
    private let maxTokens: Int

    /// Creates a workload.
    ///
    /// - Parameters:
    ///   - text: What is said.
    ///   - maxTokens: The most tokens of an answer.
    package init(text: String, maxTokens: Int) {
        self.text = text
        self.maxTokens = maxTokens
    }

    package var name: String { "one fixed prompt" }

    package func turn(_ turn: Int, ofSession session: Int) -> Turn? {
        guard turn == 0 else { return nil }
        var only = Turn(messages: [ChatMessage(role: .user, content: text)], maxTokens: maxTokens)
        only.promptTokens = max(1, text.utf8.count / PromptWriter.charactersPerToken)
        if session > 0 { only.repeats = 0 }
        return only
    }
}
