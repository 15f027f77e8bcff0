/// The built-in sets of prompts.
package enum PromptSet: String, Sendable, Equatable, CaseIterable {
    /// Short questions as people ask an assistant, padded with context to the wanted length.
    case shortChat = "short-chat"
    /// A long text and a question about it.
    case longContext = "long-context"
    /// Source files and an instruction to change them.
    case code
    /// A system prompt, retrieved passages and a question; the system prompt is the same in all.
    case rag

    /// The length of a prompt that nobody gave a length, in tokens.
    package var usualTokens: Int {
        switch self {
        case .shortChat: 128
        case .longContext: 4096
        case .code: 1024
        case .rag: 1536
        }
    }
}
