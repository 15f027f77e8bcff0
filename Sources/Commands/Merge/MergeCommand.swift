import ArgumentParser

/// `firstlight merge`: join the runs of several load generators.
struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Join the runs of several load generators exactly.",
        discussion: """
            Requests are numbered anew in the order in which they were to start, and each names its \
            generator. Counts add; percentiles are computed from all requests, never averaged. How \
            the generators' clocks stand against each other is told from the servers' Date headers. \
            The result is a run that gate --probes, diagnose and compare read.

            Examples:
              firstlight merge runs/loader-0 runs/loader-1 --output runs/all
              firstlight merge east=a.jsonl west=b.jsonl --output runs/both
              firstlight gate --probes runs/all

            Exit codes: 0 joined, 2 usage error.
            """)

    @Argument(help: "Run directories or files of probes; NAME=RUN names the generator.")
    var runs: [String] = []

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The run directory to make; must not be there yet.", valueName: "DIR"))
    var output: String

    @Flag(name: .long, help: "Join runs that asked different models all the same.")
    var mixed = false

    @Option(name: .long, help: "What to print: text or json.")
    var format: PlainFormat = .text

    func validate() throws {
        guard runs.count >= 2 else {
            throw ValidationError(
                "\(runs.isEmpty ? "no run is" : "one run alone is") named; two or more are joined, "
                    + "as in firstlight merge runs/a runs/b --output runs/all")
        }
        if output.isEmpty { throw ValidationError("--output is empty; name a folder to make") }
    }

    func run() async throws {
        try MergeSession(command: self, console: .process()).run()
    }
}
