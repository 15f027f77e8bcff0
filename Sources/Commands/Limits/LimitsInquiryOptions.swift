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

    @OptionGroup var access: AccessOptions

    private static let intervalDefault = Duration.seconds(2)
    private static let intervalLeast = Duration.milliseconds(100)

    func validate() throws {
        let pause = try FlagTime.duration(interval, "--interval") ?? Self.intervalDefault
        guard pause >= Self.intervalLeast else {
            throw ValidationError("--interval is shorter than 100 ms, faster than gauges change")
        }
        if let whole = try FlagTime.duration(watch, "--watch"), whole < pause {
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
        let pause = try FlagTime.duration(interval, "--interval") ?? Self.intervalDefault
        if let whole = try FlagTime.duration(watch, "--watch") {
            return .throughout(whole, interval: pause)
        }
        return isKnown ? .once : .whileQueueing(interval: pause)
    }

    /// What the flags say about the profile.
    var overrides: ProfileOverrides {
        var overrides = ProfileOverrides()
        overrides.model = model
        overrides.metrics = metrics
        access.fill(&overrides)
        return overrides
    }
}
