import ArgumentParser
import Readiness

/// The options that say how a live endpoint is loaded while it is looked at.
struct DiagnoseLoadOptions: ParsableArguments {
    @OptionGroup var access: AccessOptions

    @Option(name: .long, help: "Model to ask for; found by itself when only one is served.")
    var model: String?

    @Option(name: .long, help: ArgumentHelp("Requests in flight. Default: 6.", valueName: "N"))
    var concurrency: Int?

    @Option(
        name: .customLong("max-requests"),
        help: ArgumentHelp("Most requests. Default: 120.", valueName: "N"))
    var maxRequests: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Longest time for the load. Default: 1m.", valueName: "TIME"))
    var duration: String?

    @Option(
        name: .customLong("max-tokens"),
        help: ArgumentHelp("Most output tokens of a request. Default: 96.", valueName: "N"))
    var maxTokens: Int?

    @Option(
        name: .customLong("prompt-tokens"),
        help: ArgumentHelp("Prompt length to aim at, in tokens. Default: 48.", valueName: "N"))
    var promptTokens: Int?

    func validate() throws {
        if let maxRequests, !(1...100_000).contains(maxRequests) {
            throw ValidationError("--max-requests is \(maxRequests); expected 1 to 100000")
        }
        _ = try FlagTime.duration(duration, "--duration")
    }

    /// The flags that were given; those for access stand for themselves, since a store takes them too.
    var given: [String] {
        [
            model.map { _ in "--model" }, concurrency.map { _ in "--concurrency" },
            maxRequests.map { _ in "--max-requests" }, duration.map { _ in "--duration" },
            maxTokens.map { _ in "--max-tokens" }, promptTokens.map { _ in "--prompt-tokens" },
        ].compactMap(\.self)
    }

    /// What the flags say about the profile.
    var overrides: ProfileOverrides {
        var overrides = ProfileOverrides()
        access.fill(&overrides)
        overrides.model = model
        overrides.concurrency = concurrency
        overrides.maxTokens = maxTokens
        overrides.promptTokens = promptTokens
        return overrides
    }
}
