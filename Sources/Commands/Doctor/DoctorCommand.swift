import ArgumentParser
import Foundation
import Inference
import Readiness
import Telemetry

/// `firstlight doctor`: whether this machine can measure, and what is at the target.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check this machine and, when one is named, an endpoint.",
        discussion: """
            Checks processors, load, open-file limit, clock, trust store, the folder for results, \
            and measures firstlight's own overhead against a simulated engine. With a TARGET it also \
            asks the endpoint who it is.

            Examples:
              firstlight doctor
              firstlight doctor http://localhost:8000

            Exit codes: 0 all is well or only warnings, 1 the target is not usable, 2 this machine \
            or the configuration is not.
            """)

    @Argument(help: "URL of an endpoint, or a profile.")
    var target: String?

    @Option(name: .long, help: "text or json.")
    var format: PlainFormat = .text

    @Flag(name: [.short, .long], help: "Print only what is not well.")
    var quiet = false

    @OptionGroup var access: AccessOptions

    func run() async throws {
        let console = Console.process()
        var findings = MachineCheck.findings(environment: console.environment)
        findings.append(await OverheadCheck.finding())
        if let target {
            var overrides = ProfileOverrides()
            access.fill(&overrides)
            let profile = try ProfileSource.profile(
                target: target, overrides: overrides, environment: console.environment)
            findings += await TargetCheck.findings(of: profile)
        }
        let failed = findings.filter { $0.state == .failed }
        if quiet { findings.removeAll { $0.state == .ok } }
        switch format {
        case .text where findings.isEmpty: break
        case .text: try console.out(DoctorFinding.table(findings))
        case .json: try console.out(JSONOutput.text(["findings": findings]))
        }
        if failed.contains(where: { $0.area == .machine }) { throw ExitStatus.usage.exitCode }
        if !failed.isEmpty { throw ExitStatus.notReady.exitCode }
    }
}
