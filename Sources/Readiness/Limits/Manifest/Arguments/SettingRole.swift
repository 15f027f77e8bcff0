/// What a flag of an engine sets, whatever the engine calls it.
package enum SettingRole: Sendable, Hashable {
    /// A limit.
    case limit(LimitKind)
    /// The tokens of all slots together, which llama.cpp divides among them.
    case sharedContextTokens
    case model
    case servedName
    case quantization
    case kvCacheType
    case tensorParallel
    case pipelineParallel
    case dataParallel
    /// The share of the GPU's memory that the engine may take.
    case memoryShare
    /// GPUs that the manifest asks for, and of which product.
    case hardware
    /// A file with more flags.
    case configFile
    /// A flag with which the engine refuses to start.
    case refused

    /// The name in sentences.
    package var title: String {
        switch self {
        case .limit(let kind): kind.title
        case .sharedContextTokens: "context of all slots"
        case .model: "model"
        case .servedName: "served name"
        case .quantization: "quantisation"
        case .kvCacheType: "KV cache type"
        case .tensorParallel: "tensor parallelism"
        case .pipelineParallel: "pipeline parallelism"
        case .dataParallel: "data parallelism"
        case .memoryShare: "memory share"
        case .hardware: "GPU"
        case .configFile: "configuration file"
        case .refused: "refused flag"
        }
    }
}
