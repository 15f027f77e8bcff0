import ArgumentParser
import Readiness

/// The options that say how live endpoints are asked.
struct CompareLoadOptions: ParsableArguments {
    @OptionGroup var access: AccessOptions

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp(
            "Requests to each side. Default: 100, or what --duration allows.", valueName: "N"))
    var count: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("After this time no round is begun.", valueName: "TIME"))
    var duration: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Requests in flight at once, all to one side. Default: 1.", valueName: "N"))
    var concurrency: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Warm-up requests to each side. Default: 2.", valueName: "N"))
    var warmup: Int = 2

    @Option(name: .long, help: "Model to ask for; found by itself when only one is served.")
    var model: String?

    @Option(name: .long, help: "Wire API, such as openai-chat or openai-completions.")
    var api: String?

    @Option(
        name: .customLong("max-tokens"),
        help: ArgumentHelp("Most output tokens of a request. Default: 32.", valueName: "N"))
    var maxTokens: Int?

    @Option(
        name: .customLong("prompt-tokens"),
        help: ArgumentHelp("Prompt length to aim at, in tokens. Default: 128.", valueName: "N"))
    var promptTokens: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Longest time for one request. Default: 2m.", valueName: "TIME"))
    var timeout: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Makes order and prompts repeatable.", valueName: "NUMBER"))
    var seed: UInt64?

    func validate() throws {
        if let count, !(1...100_000).contains(count) {
            throw ValidationError("--count is \(count); expected 1 to 100000")
        }
        guard (0...1_000).contains(warmup) else {
            throw ValidationError("--warmup is \(warmup); expected 0 to 1000")
        }
        _ = try FlagTime.duration(duration, "--duration")
    }

    /// Requests to each side; `nil` when the time alone ends the run.
    var requestsMax: Int? { count ?? (duration == nil ? 100 : nil) }

    /// What the flags say about the profiles.
    var overrides: ProfileOverrides {
        var overrides = ProfileOverrides()
        access.fill(&overrides)
        overrides.model = model
        overrides.api = api
        overrides.concurrency = concurrency ?? 1
        overrides.maxTokens = maxTokens
        overrides.promptTokens = promptTokens
        overrides.timeout = timeout
        overrides.warmup = warmup
        return overrides
    }
}
