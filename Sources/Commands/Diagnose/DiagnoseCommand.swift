import ArgumentParser

/// `firstlight diagnose`: what is wrong, why one thinks so, and what to do.
struct DiagnoseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract: "Name the cause of slow or failing requests, with evidence for and against.",
        discussion: """
            Weighs what clients measured and what servers say of themselves, and ranks the causes \
            that explain it. A recorded run is diagnosed as it is; a live endpoint is loaded for a \
            minute while its metrics are read, and the run is kept like a gate's.

            Examples:
              firstlight diagnose --demo slot-limit
              firstlight diagnose runs/latest
              firstlight diagnose http://localhost:8000
              firstlight diagnose firstlight.yml --baseline runs/chat-20261121T031500Z
              firstlight diagnose runs/latest --prometheus http://localhost:9090
              firstlight diagnose --prometheus http://localhost:9090 --selector job=vllm
              firstlight diagnose probes.jsonl --metrics before.txt --metrics after.txt

            Exit codes: 0 nothing found, 1 a cause that makes users wait or fail, 2 usage error, \
            3 undecided or too little evidence, 4 answers or measurements that are not what they \
            were (0 with --allow-degraded), 130 and 143 after SIGINT and SIGTERM.
            """)

    @Argument(help: "A run directory, a file of probes, a URL or a profile.")
    var target: String?

    @Option(
        name: .long, defaultAsFlag: DemoScenario.healthy,
        help: ArgumentHelp(
            "Diagnose a simulated engine: \(DemoScenario.names).", valueName: "SCENARIO or FAULT"))
    var demo: DemoScenario?

    @OptionGroup(title: "What is looked at") var evidence: DiagnoseEvidenceOptions
    @OptionGroup(title: "How a live target is loaded") var load: DiagnoseLoadOptions
    @OptionGroup(title: "What is printed and kept") var output: DiagnoseOutputOptions

    func validate() throws {
        _ = try demo?.scenario()
        let others = [
            target.map { _ in "TARGET" }, evidence.probes.map { _ in "--probes" },
            evidence.prometheus.map { _ in "--prometheus" },
        ].compactMap(\.self)
        if demo != nil, let other = others.first {
            throw ValidationError("--demo and \(other) exclude each other")
        }
        if target != nil, evidence.probes != nil {
            throw ValidationError("TARGET and --probes exclude each other: both say what was asked")
        }
    }

    func run() async throws {
        let session = DiagnoseSession(command: self, console: .process())
        throw try await session.run().exitCode
    }
}
