/// A path that asks for an answer: through which API, and in whose form.
struct GenerationTarget: Equatable {
    let api: CompletionAPI
    /// Whether it is Ollama's own API rather than one of OpenAI's.
    let isNative: Bool

    /// What a path asks for; nil when it asks for no answer.
    init?(path: String, engine: SimulatedEngine) {
        switch path {
        case CompletionAPI.chat.path: (api, isNative) = (.chat, false)
        case CompletionAPI.completions.path: (api, isNative) = (.completions, false)
        case "/api/chat" where engine == .ollama: (api, isNative) = (.chat, true)
        case "/api/generate" where engine == .ollama: (api, isNative) = (.completions, true)
        default: return nil
        }
    }
}
