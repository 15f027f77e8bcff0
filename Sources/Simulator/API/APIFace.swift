/// In whose form a request and its answer are written.
enum APIFace: Equatable, Sendable {
    /// OpenAI's, which every server speaks with an accent of its own.
    case openAI
    /// Ollama's `/api/chat` and `/api/generate`.
    case ollama
    /// Anthropic's `/v1/messages`.
    case anthropic
    /// TGI's `/generate` and `/generate_stream`.
    case tgi
    /// llama.cpp's `/completion`.
    case llamaCpp
}
