/// An autoscaler that a manifest holds beside the workload.
struct ManifestScaler {
    /// The name of the workload that it scales.
    let target: String
    /// How, in words.
    let words: String

    /// Whether an engine's name, such as `Deployment chat, container vllm`, is that workload's.
    func scales(_ engine: String) -> Bool {
        let workload = engine.prefix { $0 != "," }
        return workload.hasSuffix(" \(target)")
    }
}
