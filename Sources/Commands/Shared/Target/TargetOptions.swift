import ArgumentParser
import Inference
import Readiness

/// The options that say what to probe; shared by every command that sends requests.
struct TargetOptions: ParsableArguments {
    @Option(name: .long, help: "Model to ask for; found by itself when only one is served.")
    var model: String?

    @Option(name: .long, help: "Wire API: \(WireAPIKind.names).")
    var api: String?

    @OptionGroup var access: AccessOptions

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Prometheus metrics of the engine; repeat for replicas. Default: /metrics of the target.",
            valueName: "URL"))
    var metrics: [String] = []

    @Option(name: .long, help: "Named prompt set: short-chat, long-context, code or rag.")
    var prompt: String?

    @Option(
        name: .customLong("prompt-tokens"),
        help: ArgumentHelp("Prompt length to aim at, in tokens. Default: 128.", valueName: "N"))
    var promptTokens: Int?

    @Option(
        name: .customLong("max-tokens"),
        help: ArgumentHelp("Most output tokens of a request. Default: 32.", valueName: "N"))
    var maxTokens: Int?

    @Option(name: .long, help: ArgumentHelp("Requests in flight. Default: 4.", valueName: "N"))
    var concurrency: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Sampling temperature. Default: the server's.", valueName: "T"))
    var temperature: Double?

    @Option(
        name: .long,
        help: ArgumentHelp("Longest time for one request. Default: 2m.", valueName: "TIME"))
    var timeout: String?

    @Option(
        name: .long, help: "Warm-up requests, reported apart. Default: 2.")
    var warmup: Int?

    /// The overrides that these options stand for.
    var overrides: ProfileOverrides {
        var overrides = ProfileOverrides()
        overrides.model = model
        overrides.api = api
        access.fill(&overrides)
        overrides.metrics = metrics
        overrides.prompt = prompt
        overrides.promptTokens = promptTokens
        overrides.maxTokens = maxTokens
        overrides.concurrency = concurrency
        overrides.temperature = temperature
        overrides.timeout = timeout
        overrides.warmup = warmup
        return overrides
    }
}
