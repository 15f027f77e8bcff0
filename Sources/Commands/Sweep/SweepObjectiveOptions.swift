import ArgumentParser
import Readiness

/// The options that say what is required at every level.
struct SweepObjectiveOptions: ParsableArguments {
    @Option(
        name: .customLong("objective"), parsing: .singleValue,
        help: ArgumentHelp(
            "Limit such as 'ttft p95 <= 500ms'; repeat for more. Replaces the profile's list. "
                + "Default: ttft p95 <= 2s, e2e p95 <= 30s, error rate <= 5%.", valueName: "LIMIT"))
    var objectives: [String] = []

    @Option(
        name: .customLong("warning"), parsing: .singleValue,
        help: ArgumentHelp("Limit that is shown and stops nothing.", valueName: "LIMIT"))
    var warnings: [String] = []

    @Option(
        name: .long, help: ArgumentHelp("Confidence of the answer. Default: 95%.", valueName: "P"))
    var confidence: String?

    /// Puts the options into overrides.
    ///
    /// - Parameter overrides: What the other options say.
    func fill(_ overrides: inout ProfileOverrides) {
        overrides.objectives = objectives
        overrides.warnings = warnings
        overrides.confidence = confidence
    }
}
