/// Every key of a profile, by the section it stands in.
enum ProfileKeys {
    static let document = [
        "version", "name", "target", "engine", "workload", "objectives", "warnings", "gate",
        "timeouts",
    ]
    static let target = ["url", "model", "api", "apiKey", "headers", "caFile", "keepAlive"]
    static let engine = [
        "metrics", "prometheus", "selector", "replicaHeader", "startupLog", "expect",
    ]
    static let expect = ["maxNumSeqs"]
    static let workload = [
        "prompt", "promptTokens", "maxTokens", "concurrency", "temperature", "stream",
    ]
    static let prompt = ["text"]
    static let gate = [
        "minProbes", "maxProbes", "maxDuration", "confidence", "warmup", "decision", "passRate",
        "interval",
    ]
    static let timeouts = ["connect", "firstToken", "gap", "total"]

    /// The sections in the order a misplaced key is looked for.
    private static let sections: [(path: String, keys: [String])] = [
        ("", document), ("target", target), ("workload", workload), ("gate", gate),
        ("engine", engine), ("engine.expect", expect), ("timeouts", timeouts),
    ]

    /// The section in which a key is valid, when it is not the one it was found in.
    static func home(of key: String, outside path: String) -> String? {
        sections.first { $0.path != path && $0.keys.contains(key) }?.path
    }
}
