package import Inference

/// Writes the prompts of a run: varied, so that no cache answers twice, and reproducible.
///
/// Every prompt begins with a word that no other prompt of the run begins with: a prefix cache
/// shares from the first token on, so a common beginning would make all but the first request look
/// faster than users will see.
package struct PromptSource: Sendable {
    /// What the prompts are made of.
    package enum Kind: Sendable, Equatable {
        /// Prompts of a built-in set.
        case set(PromptSet)
        /// One fixed text, the same for every request.
        case text(String)

        /// The set that gates and probes send unless told otherwise.
        package static let shortChat = Kind.set(.shortChat)
    }

    private let kind: Kind
    private let promptTokens: Int
    private let seed: UInt64

    /// Creates a source.
    ///
    /// - Parameters:
    ///   - kind: What the prompts are made of.
    ///   - promptTokens: The length to aim at, in tokens. A fixed text keeps its own, and a
    ///     generated prompt is never shorter than its question, about 20 tokens.
    ///   - seed: Equal seeds give equal prompts.
    package init(kind: Kind, promptTokens: Int, seed: UInt64) {
        self.kind = kind
        self.promptTokens = promptTokens
        self.seed = seed
    }

    /// The prompt of one request.
    ///
    /// - Parameter index: The request's number; equal numbers give equal prompts.
    /// - Returns: A conversation of one message.
    package func messages(index: Int) -> [ChatMessage] {
        switch kind {
        case .text(let text): return [ChatMessage(role: .user, content: text)]
        case .set(let set): return [ChatMessage(role: .user, content: text(set, index: index))]
        }
    }

    /// The text of one generated prompt.
    private func text(_ set: PromptSet, index: Int) -> String {
        var writer = PromptWriter(
            seed: seed, index: index, beginning: "\(PromptMark.text(seed: seed, index: index)): ")
        writer.write(set, characters: promptTokens * PromptWriter.charactersPerToken)
        return writer.text
    }
}
