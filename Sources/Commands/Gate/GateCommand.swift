import ArgumentParser
import Foundation
import Load
import Readiness
import Reports

/// `firstlight gate`: the verdict before routing traffic.
struct GateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract: "Decide whether an endpoint is ready for users.",
        discussion: """
            Probes the endpoint until its objectives are shown to be met or violated, at most \
            300 probes or 2 minutes. Default objectives: ttft p95 <= 2s, e2e p95 <= 30s, \
            error rate <= 5%.

            Examples:
              firstlight gate --demo
                  a simulated engine, no server needed
              firstlight gate --demo admission-cap --objective 'ttft p95 <= 2.5s'
              firstlight gate http://localhost:8000 --objective 'ttft p95 <= 500ms'
              firstlight gate firstlight.yml --format json
              firstlight gate --probes runs/latest --objective 'e2e p95 <= 10s'
              firstlight gate --probe-config vllm.yml --thresholds thresholds.yml

            Exit codes: 0 READY, 1 NOT READY, 2 usage error, 3 INCONCLUSIVE, 4 DEGRADED, \
            130 and 143 after SIGINT and SIGTERM.
            """)

    @OptionGroup var endpoint: EndpointOptions

    @Option(
        name: .customLong("probes"),
        help: ArgumentHelp(
            "Judge recorded probes (JSON lines, a run directory, or - for standard input) "
                + "instead of an endpoint.", valueName: "FILE"))
    var recorded: String?

    @Option(
        name: .customLong("probe-config"),
        help: ArgumentHelp(
            "Probe configuration of the readiness-gate project (providers:).", valueName: "FILE"))
    var probeConfig: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Thresholds of the readiness-gate project (sla:, gate:).", valueName: "FILE"))
    var thresholds: String?

    @Option(name: .long, help: "Name of the run, in reports and in its folder's name.")
    var name: String?

    @Flag(name: .customLong("allow-degraded"), help: "Exit with 0 for DEGRADED too.")
    var allowDegraded = false

    @Flag(
        name: .customLong("no-diagnosis"),
        help: "Do not look for the cause of a verdict other than READY.")
    var skipsDiagnosis = false

    @OptionGroup(title: "What is required") var gate: GateOptions
    @OptionGroup(title: "What is probed") var probe: TargetOptions
    @OptionGroup(title: "What is printed and kept") var output: OutputOptions

    func validate() throws {
        let sources = [
            endpoint.target.map { _ in "TARGET" }, endpoint.demo.map { _ in "--demo" },
            recorded.map { _ in "--probes" },
            probeConfig.map { _ in "--probe-config" },
        ].compactMap { $0 }
        // A profile beside recorded probes says by which objectives they are judged.
        if sources.count > 1, sources != ["TARGET", "--probes"] {
            throw ValidationError("\(sources.joined(separator: " and ")) exclude each other")
        }
        if thresholds != nil, probeConfig == nil {
            throw ValidationError("--thresholds goes with --probe-config")
        }
    }

    func run() async throws {
        let session = GateSession(command: self, console: .process())
        throw try await session.run().exitCode
    }

    /// Everything the flags say about the profile.
    var overrides: ProfileOverrides {
        var overrides = probe.overrides
        gate.fill(&overrides)
        overrides.name = name
        return overrides
    }
}
