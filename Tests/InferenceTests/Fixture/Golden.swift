import Inference
import Testing

/// What a captured response means, written down by a person who has read its bytes.
struct Golden: Sendable, CustomTestStringConvertible {
    var name: String

    /// The outcome's code.
    var code: String

    /// The finish reason.
    var finish: FinishReason?

    /// The server's message, or its beginning.
    var says: String?

    /// Meaningful chunks.
    var chunks = 0

    /// Of them, chunks of reasoning.
    var reasoning = 0

    /// Prompt, completion and cached tokens.
    var usage: TokenUsage?

    /// Whether the API's end mark came.
    var done = false

    var testDescription: String { name }

    /// A whole answer.
    static func completed(
        _ name: String, _ finish: FinishReason, chunks: Int = 1, usage: TokenUsage? = nil,
        done: Bool = false, reasoning: Int = 0
    ) -> Golden {
        Golden(
            name: name, code: "completed", finish: finish, chunks: chunks, reasoning: reasoning,
            usage: usage, done: done)
    }

    /// An answer without a word.
    static func empty(
        _ name: String, _ finish: FinishReason?, usage: TokenUsage? = nil, done: Bool = false
    ) -> Golden {
        Golden(name: name, code: "empty", finish: finish, usage: usage, done: done)
    }

    /// A stream that stops half-way.
    static func truncated(_ name: String, chunks: Int, usage: TokenUsage? = nil) -> Golden {
        Golden(name: name, code: "truncated", chunks: chunks, usage: usage)
    }

    /// A response that fails with words.
    static func failed(
        _ name: String, _ code: String, _ says: String, chunks: Int = 0, usage: TokenUsage? = nil
    ) -> Golden {
        Golden(name: name, code: code, says: says, chunks: chunks, usage: usage)
    }
}

extension TokenUsage {
    /// Counts in the order of the tables: prompt, completion, cached.
    static func counts(_ prompt: Int, _ completion: Int?, _ cached: Int? = nil) -> TokenUsage {
        TokenUsage(promptTokens: prompt, completionTokens: completion, cachedTokens: cached)
    }
}
