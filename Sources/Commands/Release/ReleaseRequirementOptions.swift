import ArgumentParser
import Readiness

/// The options that say what a release requires.
struct ReleaseRequirementOptions: ParsableArguments {
    @OptionGroup var objectives: SweepObjectiveOptions

    @Option(
        name: .customLong("max-probes"),
        help: ArgumentHelp("Most probes of the gate. Default: 300.", valueName: "N"))
    var maxProbes: Int?

    @Option(
        name: .customLong("gate-duration"),
        help: ArgumentHelp("Longest time for the gate. Default: 2m.", valueName: "TIME"))
    var gateDuration: String?

    /// Puts the options into overrides.
    ///
    /// - Parameter overrides: What the other options say.
    func fill(_ overrides: inout ProfileOverrides) {
        objectives.fill(&overrides)
        overrides.maxProbes = maxProbes
        overrides.maxDuration = gateDuration
    }
}
