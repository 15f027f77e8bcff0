/// The paths that tell who a server is, below its root, in the order in which they are reported.
package enum ProbePath: String, Sendable, Hashable, CaseIterable {
    case models = "/v1/models"
    case health = "/health"
    case version = "/version"
    /// llama.cpp.
    case props = "/props"
    /// Ollama.
    case ollamaVersion = "/api/version"
    case metrics = "/metrics"
    /// SGLang, and vLLM in its developer mode.
    case serverInfo = "/server_info"
    /// SGLang before `/server_info`.
    case olderServerInfo = "/get_server_info"
    /// SGLang.
    case loads = "/v1/loads"
    /// TGI.
    case info = "/info"
    /// llama.cpp.
    case slots = "/slots"
    /// Ollama.
    case ollamaModels = "/api/ps"
    /// Ollama: the models that it has, loaded or not.
    case ollamaTags = "/api/tags"
    /// TensorRT-LLM's Prometheus text; its `/metrics` is JSON.
    case tensorRTMetrics = "/prometheus/metrics"
    /// Triton.
    case triton = "/v2"
    /// Triton; a model's name stands for `{model}`.
    case tritonModel = "/v2/models/{model}/config"

    /// What every server is asked.
    static let first: [ProbePath] = [
        .models, .health, .version, .props, .ollamaVersion, .metrics,
    ]

    /// The URL of this path below a server's root.
    ///
    /// - Parameters:
    ///   - root: the server.
    ///   - model: the name for `{model}`; nil leaves `tritonModel` without a URL.
    /// - Returns: the URL.
    func url(below root: ServerURL, model: String? = nil) -> ServerURL? {
        switch self {
        case .serverInfo:
            // Without this vLLM answers with the text of its configuration.
            root.appending(rawValue, parameters: [FormParameter("config_format", "json")])
        case .tritonModel:
            model.map { root.appending("/v2/models/\(FormParameter.percentEncoded($0))/config") }
        default: root.appending(rawValue)
        }
    }
}
