import ArgumentParser
import Readiness

/// The options that say how the endpoint of a load is asked.
struct LoadRequestOptions: ParsableArguments {
    @Option(name: .long, help: "Model to ask for; found by itself when only one is served.")
    var model: String?

    @Option(name: .long, help: "Wire API. Default: openai-chat.")
    var api: String?

    @OptionGroup var access: AccessOptions

    @Option(name: .long, help: "Name of the run, in reports and in its folder's name.")
    var name: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Sampling temperature. Default: the server's.", valueName: "T"))
    var temperature: Double?

    @Option(
        name: .long,
        help: ArgumentHelp("Longest time for one request. Default: 2m.", valueName: "TIME"))
    var timeout: String?

    @Option(
        name: .customLong("objective"), parsing: .singleValue,
        help: ArgumentHelp(
            "Limit such as 'ttft p95 <= 500ms', which the load is judged by and goodput counts; "
                + "repeat for more. Default: a profile's, none for a URL.", valueName: "LIMIT"))
    var objectives: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Confidence of every interval. Default: 95%.", valueName: "P"))
    var confidence: String?

    /// The overrides that these options stand for.
    var overrides: ProfileOverrides {
        var overrides = ProfileOverrides()
        overrides.model = model
        overrides.api = api
        access.fill(&overrides)
        overrides.name = name
        overrides.temperature = temperature
        overrides.timeout = timeout
        overrides.objectives = objectives
        overrides.confidence = confidence
        return overrides
    }
}
