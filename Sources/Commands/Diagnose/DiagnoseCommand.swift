import ArgumentParser

/// `firstlight diagnose`: what is wrong, why one thinks so, and what to do.
struct DiagnoseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract: "Name the cause of slow or failing requests, with evidence for and against.",
        discussion: """
            Weighs what clients measured and what servers say of themselves, and ranks the causes \
            that explain it. A recorded run is diagnosed as it is.

            Examples:
              firstlight diagnose runs/latest
              firstlight diagnose probes.jsonl

            Exit codes: 0 nothing found, 1 a cause that makes users wait or fail, 2 usage error, \
            3 undecided or too little evidence, 4 answers or measurements that are not what they \
            were (0 with --allow-degraded), 130 and 143 after SIGINT and SIGTERM.
            """)

    @Argument(help: "A run directory or a file of probes.")
    var target: String?

    @OptionGroup(title: "What is looked at") var evidence: DiagnoseEvidenceOptions
    @OptionGroup(title: "What is printed and kept") var output: DiagnoseOutputOptions

    func run() async throws {
        let session = DiagnoseSession(command: self, console: .process())
        throw try await session.run().exitCode
    }
}
