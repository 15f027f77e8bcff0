import ArgumentParser
import Readiness

/// The options that say what is required and how it is decided.
struct GateOptions: ParsableArguments {
    @Option(
        name: .customLong("objective"), parsing: .singleValue,
        help: ArgumentHelp(
            "Hard limit such as 'ttft p95 <= 500ms' or 'error rate <= 1%'; repeat for more. "
                + "Replaces the profile's list.", valueName: "LIMIT"))
    var objectives: [String] = []

    @Option(
        name: .customLong("warning"), parsing: .singleValue,
        help: ArgumentHelp(
            "Soft limit: a violation means DEGRADED, not NOT READY.", valueName: "LIMIT"))
    var warnings: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Prometheus-compatible API that tells the engine's signals where its metrics cannot be "
                + "scraped, and is compared where they can.", valueName: "URL"))
    var prometheus: String?

    @Option(
        name: .customLong("min-probes"),
        help: ArgumentHelp("Fewest probes before READY. Default: 5.", valueName: "N"))
    var minProbes: Int?

    @Option(
        name: .customLong("max-probes"),
        help: ArgumentHelp("Most probes. Default: 300.", valueName: "N"))
    var maxProbes: Int?

    @Option(
        name: [.customLong("duration"), .customLong("max-duration")],
        help: ArgumentHelp("Longest time for all probes. Default: 2m.", valueName: "TIME"))
    var maxDuration: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Least time between two starts of one worker. Default: none.", valueName: "TIME"))
    var interval: String?

    @Option(
        name: .long, help: ArgumentHelp("Confidence of every bound. Default: 95%.", valueName: "P"))
    var confidence: String?

    @Option(
        name: .long,
        help: "Rule: sequential (always-valid bounds) or threshold (classic pass rate).")
    var decision: String?

    @Option(
        name: .customLong("pass-rate"),
        help: ArgumentHelp(
            "Share of probes that must pass under the threshold rule. Default: 95%.",
            valueName: "P"))
    var passRate: String?

    /// Puts the options into overrides.
    ///
    /// - Parameter overrides: What the other options say.
    func fill(_ overrides: inout ProfileOverrides) {
        overrides.objectives = objectives
        overrides.warnings = warnings
        overrides.prometheus = prometheus
        overrides.minProbes = minProbes
        overrides.maxProbes = maxProbes
        overrides.maxDuration = maxDuration
        overrides.interval = interval
        overrides.confidence = confidence
        overrides.decision = decision
        overrides.passRate = passRate
    }
}
