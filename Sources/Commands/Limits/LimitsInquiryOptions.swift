import ArgumentParser
import Readiness

/// The options that say how an engine is asked for its limits.
struct LimitsInquiryOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Scrape for this long, to see slots that no source tells. Default: a few seconds, "
                + "only when requests wait.", valueName: "TIME"))
    var watch: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Time between two scrapes. Default: 2s.", valueName: "TIME"))
    var interval: String?

    @Option(name: .long, help: "Model that is meant, where several are served.")
    var model: String?

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Prometheus metrics of the engine; repeat for replicas. Default: /metrics of the "
                + "target.", valueName: "URL"))
    var metrics: [String] = []

    @Option(
        name: .customLong("api-key-env"),
        help: ArgumentHelp("Environment variable that holds the API key.", valueName: "NAME"))
    var apiKeyVariable: String?

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp("PEM file of certificate authorities to trust.", valueName: "FILE"))
    var caFile: String?

    private static let intervalDefault = Duration.seconds(2)
    private static let intervalLeast = Duration.milliseconds(100)

    func validate() throws {
        let pause = try Self.duration(interval, "--interval") ?? Self.intervalDefault
        guard pause >= Self.intervalLeast else {
            throw ValidationError("--interval is shorter than 100 ms, faster than gauges change")
        }
        if let whole = try Self.duration(watch, "--watch"), whole < pause {
            throw ValidationError(
                "--watch is shorter than --interval; one scrape shows no plateau")
        }
    }

    /// When to scrape.
    ///
    /// - Parameter isKnown: Whether the slots are known without a plateau.
    /// - Returns: Once, while requests wait, or for as long as the flag says.
    /// - Throws: `ValidationError` for a text that is no duration.
    func schedule(isKnown: Bool) throws -> LimitWatch.Schedule {
        let pause = try Self.duration(interval, "--interval") ?? Self.intervalDefault
        if let whole = try Self.duration(watch, "--watch") {
            return .throughout(whole, interval: pause)
        }
        return isKnown ? .once : .whileQueueing(interval: pause)
    }

    /// What the flags say about the profile.
    var overrides: ProfileOverrides {
        var overrides = ProfileOverrides()
        overrides.model = model
        overrides.metrics = metrics
        overrides.apiKeyVariable = apiKeyVariable
        overrides.caFile = caFile
        return overrides
    }

    private static func duration(_ text: String?, _ flag: String) throws -> Duration? {
        guard let text else { return nil }
        do {
            let duration = try DurationText.parse(text)
            guard duration > .zero else { throw ValidationError("\(flag) is zero") }
            return duration
        } catch let error as DurationTextError {
            throw ValidationError("\(flag): \(error)")
        }
    }
}
