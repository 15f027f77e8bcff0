/// The paths that tell who a server is, below its root.
package enum ProbePath: String, Sendable, Hashable, CaseIterable {
    case models = "/v1/models"
    case health = "/health"
    case version = "/version"
    /// llama.cpp.
    case props = "/props"
    /// Ollama.
    case ollamaVersion = "/api/version"
    case metrics = "/metrics"
}
