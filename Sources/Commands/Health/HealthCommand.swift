import ArgumentParser
import Readiness

/// `firstlight health`: one report from the engine's own metrics.
struct HealthCommand: AsyncParsableCommand {
    /// What standard output carries.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown
    }

    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Report the health of one or many replicas from their metrics.",
        discussion: """
            Reads /metrics for 10 s and grades latency, errors, queue, KV cache, throughput, GPU, \
            node and freshness, replica by replica, with differences between replicas. It sends no \
            request of its own: an engine without metrics is unknown, and firstlight gate measures \
            it from outside.

            Examples:
              firstlight health --demo
              firstlight health http://localhost:8000
              firstlight health http://10.0.0.1:8000 http://10.0.0.2:8000 --watch 1m
              firstlight health firstlight.yml --format json
              firstlight health http://localhost:8000 --exporter http://localhost:9400/metrics
              firstlight health --prometheus http://localhost:9090 --selector job=vllm
              firstlight health --metrics before.txt --metrics after.txt --spacing 30s

            Exit codes: 0 healthy, 1 critical, 2 usage error, 3 unknown, 4 warning (0 with \
            --allow-degraded), 130 and 143 after SIGINT and SIGTERM.
            """)

    @Argument(
        help: ArgumentHelp(
            "URLs of replicas (server, /v1 or metrics), or a profile. Default: firstlight.yml.",
            valueName: "target"))
    var targets: [String] = []

    @Option(
        name: .long, defaultAsFlag: DemoScenario.healthy,
        help: ArgumentHelp(
            "Watch a simulated engine under load: \(DemoScenario.names).", valueName: "SCENARIO"))
    var demo: DemoScenario?

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp("A further replica; repeat for more.", valueName: "URL"))
    var replica: [String] = []

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Metrics of the machine below: DCGM exporter, node_exporter; repeat for more.",
            valueName: "URL"))
    var exporter: [String] = []

    @OptionGroup(title: "How it is read") var reading: HealthReadingOptions

    @OptionGroup(title: "A store instead of scrapes") var store: HealthStoreOptions

    @Flag(name: .customLong("allow-degraded"), help: "Exit with 0 for a warning too.")
    var allowDegraded = false

    @Flag(
        name: .customLong("require-traffic"),
        help: "Unknown instead of healthy when nothing was served in the window.")
    var requiresTraffic = false

    @Option(name: .long, help: "What to print: text, json or markdown.")
    var format: Format = .text

    @Flag(name: [.short, .long], help: "Print nothing but the result.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Print every number.")
    var verbose = false

    func validate() throws {
        _ = try demo?.scenario()
        try validateStore()
        let sources = [
            targets.isEmpty && replica.isEmpty ? nil : "TARGET", demo.map { _ in "--demo" },
            reading.metrics.isEmpty ? nil : "--metrics",
        ].compactMap(\.self)
        if sources.count > 1 {
            throw ValidationError("\(sources.joined(separator: " and ")) exclude each other")
        }
        if !reading.metrics.isEmpty, !exporter.isEmpty {
            throw ValidationError("--exporter goes with live targets, not with --metrics")
        }
    }

    /// Whether a store is asked: direct scrapes see more, so a target wins.
    var asksStore: Bool { store.prometheus != nil && targets.isEmpty && replica.isEmpty }

    /// What goes with scrapes that firstlight makes itself, and not with a store.
    private func validateStore() throws {
        guard store.prometheus != nil else { return }
        let others = [
            reading.metrics.isEmpty ? nil : "--metrics", reading.once ? "--once" : nil,
            demo.map { _ in "--demo" },
        ].compactMap(\.self)
        guard others.isEmpty else {
            throw ValidationError(
                "--prometheus and \(others.joined(separator: ", ")) exclude each other: a store "
                    + "has a range, which --window says")
        }
        guard asksStore else { return }
        if reading.watch != nil || reading.interval != nil {
            throw ValidationError(
                "--watch and --interval are about firstlight's own scrapes; a store's range is "
                    + "--window")
        }
        if !exporter.isEmpty {
            throw ValidationError("--exporter goes with live targets, not with --prometheus")
        }
    }

    func run() async throws {
        throw try await HealthSession(command: self, console: .process()).run().exitCode
    }
}
