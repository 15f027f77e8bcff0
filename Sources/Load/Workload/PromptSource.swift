package import Inference

/// Writes the prompts of a run: varied, so that no cache answers twice, and reproducible.
///
/// Every prompt begins with words of its own: a prefix cache shares from the first token on, so a
/// common beginning would make all but the first request look faster than users will see.
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

    /// Characters that an average English token stands for; the usual rule of thumb. The server's
    /// own count, when it reports one, is what reports show.
    private static let charactersPerToken = 4

    /// Creates a source.
    ///
    /// - Parameters:
    ///   - kind: What the prompts are made of.
    ///   - promptTokens: The length to aim at, in tokens; a fixed text keeps its own.
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
        let opening = words.pick(PromptWords.openings)
        var text = "\(words.pick(PromptWords.names)) asks about \(subject), note \(words.number): "
        let question = "\(opening) \(subject)? \(words.pick(PromptWords.styles))"
        let wanted = promptTokens * Self.charactersPerToken - question.utf8.count
        while text.utf8.count < wanted {
            text += "\(words.pick(PromptWords.clauses)) \(words.pick(PromptWords.subjects)), "
            text += "\(words.pick(PromptWords.endings)) "
        }
        return text + question
    }
}

/// Picks words by a small generator of its own (SplitMix64), so that a prompt depends on nothing
/// but its seed and number.
private struct WordPicker {
    private var state: UInt64

    init(seed: UInt64, index: Int) {
        state = seed &+ UInt64(truncatingIfNeeded: index) &* 0x9E37_79B9_7F4A_7C15
        _ = next()
    }

    /// A number of four digits.
    var number: Int {
        mutating get { 1000 + Int(next() % 9000) }
    }

    mutating func pick(_ words: [String]) -> String {
        words[Int(next() % UInt64(words.count))]
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
