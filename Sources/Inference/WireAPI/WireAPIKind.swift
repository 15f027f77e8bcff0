/// The wire APIs that can be measured; the raw value is the name in profiles, flags and records.
package enum WireAPIKind: String, Sendable, CaseIterable {
    /// `POST v1/chat/completions`.
    case openaiChat = "openai-chat"
    /// `POST v1/completions`.
    case openaiCompletions = "openai-completions"
    /// `POST v1/messages`.
    case anthropic
    /// `POST api/chat`.
    case ollamaChat = "ollama-chat"
    /// `POST api/generate`.
    case ollamaGenerate = "ollama-generate"
    /// `POST generate_stream`.
    case tgi
    /// `POST completion`.
    case llamaCpp = "llamacpp"

    /// The API of that name; what is plainly meant counts too, such as `ollama`.
    ///
    /// - Parameter name: The name, as written.
    package init?(rawValue name: String) {
        switch name {
        case "openai-chat": self = .openaiChat
        case "openai-completions": self = .openaiCompletions
        case "anthropic": self = .anthropic
        case "ollama-chat", "ollama": self = .ollamaChat
        case "ollama-generate": self = .ollamaGenerate
        case "tgi": self = .tgi
        case "llamacpp": self = .llamaCpp
        default: return nil
        }
    }

    /// How it is spoken.
    package var api: any WireAPI {
        switch self {
        case .openaiChat: OpenAIChat()
        case .openaiCompletions: OpenAICompletions()
        case .anthropic: AnthropicMessages()
        case .ollamaChat: OllamaChat()
        case .ollamaGenerate: OllamaGenerate()
        case .tgi: TGIGenerate()
        case .llamaCpp: LlamaCppCompletion()
        }
    }

    /// All names as a sentence has them: `a, b or c`.
    package static var names: String {
        let all = allCases.map(\.rawValue)
        return all.dropLast().joined(separator: ", ") + " or " + (all.last ?? "")
    }
}
