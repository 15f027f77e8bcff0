/// What the command line says about a profile, as the user typed it.
///
/// Values that a profile writes with a unit are texts here too, so that a flag and a file accept
/// and refuse the same and a refusal names the flag.
package struct ProfileOverrides: Sendable, Equatable {
    /// The endpoint.
    package var url: String?
    /// The name of the run.
    package var name: String?
    /// The model.
    package var model: String?
    /// The wire API.
    package var api: String?
    /// The environment variable that holds the API key.
    package var apiKeyVariable: String?
    /// A PEM file with certificate authorities.
    package var caFile: String?
    /// Metrics endpoints; any given replace the profile's.
    package var metrics: [String] = []
    /// A Prometheus-compatible API.
    package var prometheus: String?
    /// Hard limits; any given replace the profile's whole list.
    package var objectives: [String] = []
    /// Soft limits; any given replace the profile's whole list.
    package var warnings: [String] = []
    /// A named prompt generator.
    package var prompt: String?
    /// Tokens in a prompt.
    package var promptTokens: Int?
    /// Output tokens per request.
    package var maxTokens: Int?
    /// Requests in flight.
    package var concurrency: Int?
    /// Sampling temperature.
    package var temperature: Double?
    /// Probes before READY.
    package var minProbes: Int?
    /// Probes before giving up.
    package var maxProbes: Int?
    /// Time before giving up.
    package var maxDuration: String?
    /// Pause between the starts of two rounds.
    package var interval: String?
    /// Confidence of every bound.
    package var confidence: String?
    /// Warm-up requests.
    package var warmup: Int?
    /// The rule that decides.
    package var decision: String?
    /// Share of probes that must pass under the threshold rule.
    package var passRate: String?
    /// Time for a whole request.
    package var timeout: String?

    /// No overrides.
    package init() {}

    /// The flags by the names the command line gives them; `--help` and messages use the same.
    package enum Flag: String, Sendable, CaseIterable {
        /// The argument that names an endpoint or a profile.
        case target = "TARGET"
        /// ``ProfileOverrides/name``.
        case name = "--name"
        /// ``ProfileOverrides/model``.
        case model = "--model"
        /// ``ProfileOverrides/api``.
        case api = "--api"
        /// ``ProfileOverrides/apiKeyVariable``.
        case apiKeyVariable = "--api-key-env"
        /// ``ProfileOverrides/caFile``.
        case caFile = "--ca-file"
        /// ``ProfileOverrides/metrics``.
        case metrics = "--metrics"
        /// ``ProfileOverrides/prometheus``.
        case prometheus = "--prometheus"
        /// ``ProfileOverrides/objectives``.
        case objective = "--objective"
        /// ``ProfileOverrides/warnings``.
        case warning = "--warning"
        /// ``ProfileOverrides/prompt``.
        case prompt = "--prompt"
        /// ``ProfileOverrides/promptTokens``.
        case promptTokens = "--prompt-tokens"
        /// ``ProfileOverrides/maxTokens``.
        case maxTokens = "--max-tokens"
        /// ``ProfileOverrides/concurrency``.
        case concurrency = "--concurrency"
        /// ``ProfileOverrides/temperature``.
        case temperature = "--temperature"
        /// ``ProfileOverrides/minProbes``.
        case minProbes = "--min-probes"
        /// ``ProfileOverrides/maxProbes``.
        case maxProbes = "--max-probes"
        /// ``ProfileOverrides/maxDuration``.
        case maxDuration = "--duration"
        /// ``ProfileOverrides/interval``.
        case interval = "--interval"
        /// ``ProfileOverrides/confidence``.
        case confidence = "--confidence"
        /// ``ProfileOverrides/warmup``.
        case warmup = "--warmup"
        /// ``ProfileOverrides/decision``.
        case decision = "--decision"
        /// ``ProfileOverrides/passRate``.
        case passRate = "--pass-rate"
        /// ``ProfileOverrides/timeout``.
        case timeout = "--timeout"

        /// The key of the profile that the flag stands for.
        package var keyPath: String {
            switch self {
            case .target: "target.url"
            case .name: "name"
            case .model: "target.model"
            case .api: "target.api"
            case .apiKeyVariable: "target.apiKey"
            case .caFile: "target.caFile"
            case .metrics: "engine.metrics"
            case .prometheus: "engine.prometheus"
            case .objective: "objectives"
            case .warning: "warnings"
            case .prompt: "workload.prompt"
            case .promptTokens: "workload.promptTokens"
            case .maxTokens: "workload.maxTokens"
            case .concurrency: "workload.concurrency"
            case .temperature: "workload.temperature"
            case .minProbes: "gate.minProbes"
            case .maxProbes: "gate.maxProbes"
            case .maxDuration: "gate.maxDuration"
            case .interval: "gate.interval"
            case .confidence: "gate.confidence"
            case .warmup: "gate.warmup"
            case .decision: "gate.decision"
            case .passRate: "gate.passRate"
            case .timeout: "timeouts.total"
            }
        }
    }
}
