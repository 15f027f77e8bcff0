import ArgumentParser
import Foundation
import Inference
import Load
import Readiness
import Reports

/// `firstlight probe`: measure, one line per request.
struct ProbeCommand: AsyncParsableCommand {
    /// What standard output carries.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, jsonl
    }

    /// Whether requests share connections.
    enum Connections: String, ExpressibleByArgument, CaseIterable {
        case keepAlive = "keep-alive"
        case fresh
        case both
    }

    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Measure requests: a table on a terminal, JSON lines elsewhere.",
        discussion: """
            Examples:
              firstlight probe --demo --count 10
              firstlight probe http://localhost:8000 --count 50 > probes.jsonl
              firstlight probe http://localhost:8000 --connections both
              firstlight gate --probes probes.jsonl

            Exit codes: 0 all requests succeeded, 1 some failed, 2 usage error, \
            130 and 143 after SIGINT and SIGTERM.
            """)

    @OptionGroup var endpoint: EndpointOptions

    @Option(name: [.customShort("n"), .long], help: "Requests to make.")
    var count: Int = 20

    @Option(name: .long, help: "Whether requests share connections: keep-alive, fresh or both.")
    var connections: Connections?

    @Option(name: .long, help: "table or jsonl. Default: table on a terminal, else jsonl.")
    var format: Format?

    @Option(
        name: .long,
        help: ArgumentHelp("Least time between two starts of one worker.", valueName: "TIME"))
    var interval: String?

    @Flag(name: [.short, .long], help: "No summary on standard error.")
    var quiet = false

    @OptionGroup(title: "What is probed") var probe: TargetOptions

    func validate() throws {
        guard (1...100_000).contains(count) else {
            throw ValidationError("--count is \(count); expected 1 to 100000")
        }
    }

    func run() async throws {
        let console = Console.process()
        let status = try await endpoint.withProfile(
            overrides: overrides, environment: console.environment
        ) { profile in
            try await ProbeSession(command: self, console: console).run(profile)
        }
        throw status.exitCode
    }

    private var overrides: ProfileOverrides {
        var overrides = probe.overrides
        overrides.interval = interval
        overrides.warmup = overrides.warmup ?? 0
        return overrides
    }
}
