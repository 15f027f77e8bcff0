import ArgumentParser

/// `firstlight sweep`: the load at which an endpoint breaks.
struct SweepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Find the highest load that meets every objective, and what stops it there.",
        discussion: """
            Loads the endpoint level by level, from low to high, and stops at the first level that \
            is shown to violate an objective. Every figure has an interval that knows that requests \
            of one level share a queue; a level counts only when its whole interval meets every \
            objective and all levels below it do too. Several endpoints take turns and share one \
            report.

            Examples:
              firstlight sweep --demo --concurrency 1,2,4,8
              firstlight sweep --demo vllm-cpu,ollama-cpu --virtual
                  two engines side by side, in virtual time, in a few seconds
              firstlight sweep http://localhost:8000 --objective 'ttft p95 <= 500ms'
              firstlight sweep http://localhost:8000 --find --requests 200
              firstlight sweep http://localhost:8000 --rate 0.5,1,2,4 --duration 2m
              firstlight sweep vllm.yml ollama.yml --format markdown

            Exit codes: 0 a highest load was found, 1 the lowest level violates an objective or the \
            endpoint died, 2 usage error, 3 undecided, 130 and 143 after SIGINT and SIGTERM, with \
            the levels so far.
            """)

    @OptionGroup var endpoints: SweepEndpointOptions
    @OptionGroup(title: "Which load") var load: SweepLoadOptions
    @OptionGroup(title: "What is required") var objectives: SweepObjectiveOptions
    @OptionGroup(title: "What is asked") var request: SweepRequestOptions
    @OptionGroup(title: "What is printed and kept") var output: SweepOutputOptions

    func validate() throws {
        _ = try load.plan(seed: 0, confidence: nil)
    }

    func run() async throws {
        throw try await SweepSession(command: self, console: .process()).run().exitCode
    }
}
