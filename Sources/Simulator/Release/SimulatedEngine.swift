/// The servers whose words a simulated server can speak; the raw value is their name on the command line.
package enum SimulatedEngine: String, CaseIterable, Sendable {
    /// vLLM with its V1 engine.
    case vllm
    /// vLLM with the first engine.
    case vllmV0 = "vllm-v0"
    /// SGLang with `--enable-metrics`.
    case sglang
    /// Hugging Face Text Generation Inference.
    case tgi
    /// `trtllm-serve` of TensorRT-LLM.
    case trtllm
    /// Triton Inference Server with the TensorRT-LLM backend.
    case triton
    /// NVIDIA Dynamo: a frontend, and a vLLM worker behind it.
    case dynamo
    /// `llama-server` of llama.cpp with `--metrics`.
    case llamaCpp = "llamacpp"
    /// `lmdeploy serve api_server`.
    case lmdeploy
    /// Ollama, which has no metrics.
    case ollama
    /// The inference simulator of llm-d, which borrows vLLM's names.
    case llmdSimulator = "llm-d-sim"
    /// The router of vLLM's production stack, which borrows vLLM's names.
    case router

    /// The release a simulated server is of when none is asked for.
    package var defaultVersion: ReleaseVersion {
        switch self {
        case .vllm: "0.32.0"
        case .vllmV0: "0.6.6"
        case .sglang: "0.5.22"
        case .tgi: "3.3.7"
        case .trtllm: "1.3.0"
        case .triton: "2.60.0"
        case .dynamo: "1.6.1"
        case .llamaCpp: "b11434"
        case .lmdeploy: "0.18.0"
        case .ollama: "0.33.0"
        case .llmdSimulator: "0.10.2"
        case .router: "0.1.11"
        }
    }

    /// The oldest release whose words are known here.
    package var firstVersion: ReleaseVersion {
        switch self {
        case .vllm: "0.8.0"
        case .vllmV0: "0.6.4"
        case .sglang: "0.4.8"
        case .tgi: "2.4.0"
        case .trtllm: "1.1.0"
        case .triton: "2.54.0"
        case .dynamo: "0.7.0"
        case .llamaCpp: "b5500"
        case .lmdeploy: "0.10.0"
        case .ollama: "0.5.0"
        case .llmdSimulator: "0.5.0"
        case .router: "0.1.7"
        }
    }

    /// The first release that is no longer spoken of here; nil when the newest is.
    package var endVersion: ReleaseVersion? {
        self == .vllmV0 ? "0.8.0" : nil
    }

    /// What the server calls itself in the `Server` header; nil where it says nothing.
    var serverHeader: String? {
        switch self {
        case .llamaCpp: "llama.cpp"
        case .tgi, .triton, .dynamo, .ollama, .llmdSimulator: nil
        default: "uvicorn"
        }
    }
}
