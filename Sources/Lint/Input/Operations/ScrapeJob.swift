/// A scrape that a configuration or a monitor object asks for.
struct ScrapeJob: Sendable {
    /// An address that is scraped as one target.
    struct Target: Sendable {
        var text: String
        var range: Range<Int>

        /// The host without scheme, port and path.
        var host: String {
            var rest = text[...]
            if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
            return String(rest.prefix { $0 != ":" && $0 != "/" })
        }
    }

    /// Which of the files that are read together.
    var file: Int
    var name: String
    /// Seconds between scrapes.
    var intervalSeconds: Double
    /// Where the interval is written: the job's own, else the global one, else the job's name.
    var intervalRange: Range<Int>
    /// Whether nobody wrote it, so that Prometheus's default counts.
    var isDefaultInterval: Bool
    var targets: [Target] = []
    /// Whether another program is asked about the targets, as a blackbox exporter is: what it knocks
    /// at is no target itself.
    var isProbe = false

    private static let engineWords = [
        "vllm", "sglang", "tgi", "text-generation", "llama", "trtllm", "tensorrt", "triton",
        "dynamo", "lmdeploy", "ollama", "llm", "inference", "model-server",
    ]

    private static let otherWords = ["node", "dcgm", "gpu", "kube", "alertmanager", "grafana"]

    /// Whether an inference engine is scraped, by the words in its name and targets.
    var isOfEngine: Bool {
        guard !isProbe else { return false }
        let words = ([name] + targets.map(\.text)).map { $0.lowercased() }
        guard !Self.otherWords.contains(where: { name.lowercased().contains($0) }) else {
            return false
        }
        return words.contains { word in Self.engineWords.contains { word.contains($0) } }
    }
}
