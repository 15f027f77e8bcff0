/// A program whose metrics the table of known families lists.
///
/// The raw value is the word on the command line and in JSON.
package enum Exporter: String, Sendable, Hashable, CaseIterable, Codable {
    case vllm
    case sglang
    case tgi
    case dynamo
    case tensorrtLLM = "tensorrt-llm"
    case triton
    case llamacpp
    case lmdeploy
    case stackRouter = "production-stack-router"
    case simulator = "llm-d-inference-sim"
    case endpointPicker = "endpoint-picker"
    case litellm
    case kserve
    case ray
    case dcgm
    case node = "node-exporter"
    case instrumentator
    case python

    /// The program's name as its makers write it.
    package var title: String {
        switch self {
        case .vllm: "vLLM"
        case .sglang: "SGLang"
        case .tgi: "TGI"
        case .dynamo: "Dynamo"
        case .tensorrtLLM: "TensorRT-LLM"
        case .triton: "Triton"
        case .llamacpp: "llama.cpp"
        case .lmdeploy: "LMDeploy"
        case .stackRouter: "the production-stack router"
        case .simulator: "the llm-d simulator"
        case .endpointPicker: "the endpoint picker"
        case .litellm: "LiteLLM"
        case .kserve: "KServe"
        case .ray: "Ray Serve"
        case .dcgm: "the DCGM exporter"
        case .node: "node_exporter"
        case .instrumentator: "the FastAPI instrumentator"
        case .python: "the Python client"
        }
    }

    /// The engine, when the exporter is one.
    package var engine: EngineKind? {
        switch self {
        case .vllm: .vllm
        case .sglang: .sglang
        case .tgi: .tgi
        case .dynamo: .dynamo
        case .tensorrtLLM: .tensorrtLLM
        case .triton: .triton
        case .llamacpp: .llamacpp
        case .lmdeploy: .lmdeploy
        default: nil
        }
    }

    /// The exporter of an engine's own series; nil for engines without metrics.
    ///
    /// - Parameter engine: The engine.
    package init?(_ engine: EngineKind) {
        guard let found = Exporter.allCases.first(where: { $0.engine == engine }) else {
            return nil
        }
        self = found
    }

    /// The beginnings of names that no other program uses; a name with one of them is this
    /// exporter's or nobody's.
    ///
    /// Empty where others may use the same beginning.
    package var prefixes: [String] {
        switch self {
        case .vllm: ["vllm:"]
        case .sglang: ["sglang:"]
        case .tgi: ["tgi_"]
        case .dynamo: ["dynamo_frontend_", "dynamo_component_"]
        case .tensorrtLLM: ["trtllm_"]
        case .triton: ["nv_inference_", "nv_trt_llm_"]
        case .llamacpp: ["llamacpp:"]
        case .lmdeploy: ["lmdeploy:"]
        case .endpointPicker: ["inference_objective_", "inference_pool_"]
        case .ray: ["ray_vllm_"]
        default: []
        }
    }

    /// Whether the table has every metric that the exporter has had, as far as they could be read.
    package var hasCompleteTable: Bool { self == .vllm || self == .tgi || self == .llamacpp }

    /// Whether the exporter writes the bounds of its buckets as Python does: `5.0`, never `5`.
    package var writesFloatBounds: Bool {
        switch self {
        case .vllm, .sglang, .tensorrtLLM, .lmdeploy, .litellm, .kserve, .stackRouter,
            .instrumentator, .python:
            true
        default: false
        }
    }

    /// A release as this exporter's makers write it.
    ///
    /// - Parameter version: The release.
    /// - Returns: With a `b` before llama.cpp's builds and a `v` before TGI's tags.
    package func text(of version: EngineVersion) -> String {
        switch self {
        case .llamacpp: "b\(version)"
        case .tgi: "v\(version)"
        default: version.description
        }
    }
}
