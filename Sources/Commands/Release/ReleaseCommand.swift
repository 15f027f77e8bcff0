import ArgumentParser
import Readiness

/// `firstlight release`: gate, then sweep or diagnose, one page of evidence.
struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Gate, then sweep when the gate passes or diagnose when it does not.",
        discussion: """
            The evidence for a release in one command: the gate's verdict; where it passes, the \
            highest load that meets every objective; where it does not, the cause. All of it is kept \
            in one folder, with release.md as the page to attach to the release.

            Examples:
              firstlight release --demo --concurrency 1,2,4
              firstlight release firstlight.yml --require-load 16
                  NOT READY unless 16 requests at once meet every objective
              firstlight release firstlight.yml --format github --junit junit.xml

            Exit codes: 0 READY, 1 NOT READY, 2 usage error, 3 INCONCLUSIVE, 4 DEGRADED (0 with \
            --allow-degraded), 130 and 143 after SIGINT and SIGTERM.
            """)

    @OptionGroup var endpoint: EndpointOptions

    @Option(
        name: .customLong("require-load"),
        help: ArgumentHelp(
            "The load that users will bring, in the sweep's unit; the endpoint is READY only when it "
                + "is shown to meet every objective under it.", valueName: "N"))
    var requiredLoad: Double?

    @OptionGroup(title: "What is required") var requirements: ReleaseRequirementOptions
    @OptionGroup(title: "The sweep") var load: SweepLoadOptions
    @OptionGroup(title: "What is asked") var request: SweepRequestOptions
    @OptionGroup(title: "What is printed and kept") var output: ReleaseOutputOptions

    func validate() throws {
        _ = try load.plan(seed: 0, confidence: nil)
        if let requiredLoad, !(requiredLoad > 0 && requiredLoad.isFinite) {
            throw ValidationError("--require-load is \(requiredLoad); expected a number above 0")
        }
    }

    func run() async throws {
        throw try await ReleaseSession(command: self, console: .process()).run().exitCode
    }

    /// Everything the flags say about the profile.
    var overrides: ProfileOverrides {
        var overrides = request.overrides
        requirements.fill(&overrides)
        overrides.name = output.name
        return overrides
    }
}
