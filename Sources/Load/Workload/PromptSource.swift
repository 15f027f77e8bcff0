import Estimates
package import Inference

/// Writes the prompts of a run: varied, so that no cache answers twice, and reproducible.
///
/// Every prompt begins with a word that no other prompt of the run begins with: a prefix cache
/// shares from the first token on, so a common beginning would make all but the first request look
/// faster than users will see.
package struct PromptSource: Sendable {
    /// What the prompts are made of.
    package enum Kind: Sendable, Equatable {
        /// Short questions as people ask an assistant, padded with context to the wanted length.
        case shortChat
        /// One fixed text, the same for every request.
        case text(String)
    }

    private let kind: Kind
    private let promptTokens: Int
    private let seed: UInt64

    /// Characters that an average English token stands for; the usual rule of thumb.
    ///
    /// The server's own count, when it reports one, is what reports show.
    private static let charactersPerToken = 4

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
        case .text(let text): [ChatMessage(role: .user, content: text)]
        case .shortChat: [ChatMessage(role: .user, content: shortChat(index: index))]
        }
    }

    private func shortChat(index: Int) -> String {
        var words = WordPicker(seed: seed, index: index)
        let subject = words.pick(PromptWords.subjects)
        let question =
            "\(words.pick(PromptWords.openings)) \(subject)? "
            + words.pick(PromptWords.styles)
        var text = "\(PromptMark.text(seed: seed, index: index)): "
        let wanted = promptTokens * Self.charactersPerToken - question.utf8.count
        var next = "\(words.pick(PromptWords.names)) asks about \(subject). "
        // A sentence is added as long as that brings the length nearer to the aim.
        while wanted - text.utf8.count > next.utf8.count / 2 {
            text += next
            next =
                "\(words.pick(PromptWords.clauses)) \(words.pick(PromptWords.subjects)), "
                + "\(words.pick(PromptWords.endings)) "
        }
        return text + question
    }
}

/// Picks words by a small generator of its own (SplitMix64), so that a prompt depends on nothing
/// but its seed and number.
private struct WordPicker {
    private var generator: SplitMix64

    init(seed: UInt64, index: Int) {
        // SplitMix64 steps by a constant: seeds that differ by steps would give the same words one
        // place further on. Scrambling the number first keeps the sequences of neighbours apart.
        var scramble = SplitMix64(seed: UInt64(truncatingIfNeeded: index))
        generator = SplitMix64(seed: seed ^ scramble.next())
    }

    mutating func pick(_ words: [String]) -> String {
        words[Int(generator.next() % UInt64(words.count))]
    }
}
