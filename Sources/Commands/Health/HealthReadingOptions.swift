import ArgumentParser
import Readiness

/// The options that say for how long and as whom metrics are read.
struct HealthReadingOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("How long to watch. Default: 10s.", valueName: "TIME"))
    var watch: String?

    @Option(
        name: .long, help: ArgumentHelp("Time between scrapes. Default: 2s.", valueName: "TIME"))
    var interval: String?

    @Flag(name: .long, help: "One scrape: levels only.")
    var once = false

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "A recorded metrics body of one replica; twice or more make a window.",
            valueName: "FILE"))
    var metrics: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Time between recorded bodies. Default: what their files' modification times say.",
            valueName: "TIME"))
    var spacing: String?

    @OptionGroup var access: AccessOptions

    /// The longest time for one scrape.
    static let scrapeMost = Duration.seconds(5)

    func validate() throws {
        _ = try plan()
        if once, watch != nil || interval != nil {
            throw ValidationError("--once excludes --watch and --interval")
        }
        if spacing != nil, metrics.isEmpty {
            throw ValidationError("--spacing goes with --metrics")
        }
        _ = try spacingTime()
    }

    /// How long and how often to read.
    func plan() throws -> HealthWatch<ContinuousClock>.Plan {
        guard !once else { return .once }
        let duration = try time(watch, "--watch") ?? .seconds(10)
        let step = try time(interval, "--interval") ?? min(.seconds(2), duration)
        guard step <= duration else {
            throw ValidationError(
                "--interval is longer than --watch; a window takes two scrapes, or --once")
        }
        guard duration / step <= 100_000 else {
            throw ValidationError("--watch and --interval make more than 100000 scrapes")
        }
        return HealthWatch.Plan(duration: duration, interval: step)
    }

    /// The time between recorded bodies, where it is said.
    func spacingTime() throws -> Duration? { try time(spacing, "--spacing") }

    private func time(_ text: String?, _ flag: String) throws -> Duration? {
        guard let text else { return nil }
        do {
            let time = try DurationText.parse(text)
            guard time >= .milliseconds(10) else {
                throw ValidationError("\(flag) is \(text); expected at least 10ms")
            }
            return time
        } catch let error as DurationTextError {
            throw ValidationError("\(flag): \(error)")
        }
    }
}
