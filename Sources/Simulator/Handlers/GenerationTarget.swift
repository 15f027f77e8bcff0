/// A path that asks for an answer: through which API, and in whose form.
struct GenerationTarget: Equatable {
    let api: CompletionAPI
    /// In whose form it is asked and answered.
    let face: APIFace
    /// Whether the path itself asks for a stream.
    let isAlwaysStreamed: Bool

    /// What a path asks for; nil when it asks for no answer.
    init?(path: String, engine: SimulatedEngine) {
        isAlwaysStreamed = path == "/generate_stream"
        switch path {
        case CompletionAPI.chat.path: (api, face) = (.chat, .openAI)
        case CompletionAPI.completions.path: (api, face) = (.completions, .openAI)
        case "/v1/messages" where engine == .vllm || engine == .llamaCpp:
            (api, face) = (.chat, .anthropic)
        case "/api/chat" where engine == .ollama: (api, face) = (.chat, .ollama)
        case "/api/generate" where engine == .ollama: (api, face) = (.completions, .ollama)
        case "/generate" where engine == .tgi, "/generate_stream" where engine == .tgi:
            (api, face) = (.completions, .tgi)
        case "/completion" where engine == .llamaCpp: (api, face) = (.completions, .llamaCpp)
        default: return nil
        }
    }
}
