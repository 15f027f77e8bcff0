package import Exposition

/// The inference engines that firstlight knows.
///
/// The raw value is the name in JSON and on the command line; it never changes.
package enum EngineKind: String, Sendable, Hashable, CaseIterable, Codable {
    case vllm
    case sglang
    case tgi
    case llamacpp
    case tensorrtLLM = "tensorrt-llm"
    case triton
    case dynamo
    case lmdeploy
    case ollama
    case unknown

    /// The engine whose series a metrics body holds; `unknown` when no engine's prefix is there.
    package static func detect(from families: [MetricFamily]) -> EngineKind {
        EngineDetection(families).kind
    }

    /// The engine's name as its makers write it.
    package var displayName: String {
        switch self {
        case .vllm: "vLLM"
        case .sglang: "SGLang"
        case .tgi: "TGI"
        case .llamacpp: "llama.cpp"
        case .tensorrtLLM: "TensorRT-LLM"
        case .triton: "Triton"
        case .dynamo: "Dynamo"
        case .lmdeploy: "LMDeploy"
        case .ollama: "Ollama"
        case .unknown: "unknown engine"
        }
    }
}
