/// A request for an answer after parsing, before the limits of the model are applied.
package struct CompletionRequest: Equatable, Sendable {
    /// Which API it came through.
    package var api: CompletionAPI
    /// The model asked for; nil means the served one.
    package var model: String?
    /// The prompts, each with its length.
    package var prompts: [Prompt]
    /// Limit on the answer in tokens; nil means as far as the model goes.
    package var maxTokens: Int?
    /// Whether the answer is to be streamed.
    package var isStreaming: Bool
    /// Whether the stream ends with a usage chunk.
    package var includesUsage: Bool
    /// Whether every chunk carries the usage so far.
    package var hasContinuousUsage: Bool
    /// Strings that end the answer and are left out of it.
    package var stops: [String]
    /// Answers per prompt.
    package var choices: Int
    /// Whether the model's own end is ignored.
    package var ignoresEnd: Bool
    /// Seed of the answer's words.
    package var seed: Int?
}
