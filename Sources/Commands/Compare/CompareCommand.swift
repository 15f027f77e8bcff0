import ArgumentParser
import Comparison
import Readiness

/// `firstlight compare`: whether a candidate is worse than a baseline.
struct CompareCommand: AsyncParsableCommand {
    /// What is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown, html
    }

    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two runs, or two live endpoints asked in turns.",
        discussion: """
            BASELINE and CANDIDATE are run directories, files of probes, URLs or profiles. Two live \
            endpoints are asked in turns, under the same number of requests, with prompts that no \
            cache has seen. The candidate is worse when a whole interval lies beyond the tolerance \
            on the bad side, the same when every interval lies inside.

            Examples:
              firstlight compare --demo healthy --against admission-cap
              firstlight compare runs/before runs/after
              firstlight compare http://stable:8000 http://canary:8000 --count 200
              firstlight compare http://engine:8000 http://gateway --tolerance ttft=20ms
              firstlight compare a.jsonl b.jsonl --judge ttft,errors --format markdown

            Exit codes: 0 better or the same, 1 worse, 2 usage error, 3 undecided, \
            130 and 143 after SIGINT and SIGTERM.
            """)

    @Argument(
        help: "What the candidate is held against: a run, a file of probes, a URL, a profile.")
    var baseline: String?

    @Argument(help: "What is judged.")
    var candidate: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A simulated engine as the baseline: \(DemoScenario.names).", valueName: "SCENARIO"))
    var demo: DemoScenario?

    @Option(
        name: .long,
        help: ArgumentHelp("A simulated engine as the candidate.", valueName: "SCENARIO"))
    var against: DemoScenario?

    @OptionGroup(title: "What is judged") var judgement: CompareJudgementOptions
    @OptionGroup(title: "How live endpoints are asked") var load: CompareLoadOptions
    @OptionGroup(title: "What is printed and kept") var output: CompareOutputOptions

    func validate() throws {
        _ = try demo?.scenario()
        _ = try against?.scenario()
        if demo != nil || against != nil {
            guard baseline == nil, candidate == nil else {
                throw ValidationError(
                    "--demo and --against take the place of BASELINE and CANDIDATE")
            }
            guard demo != nil, against != nil else {
                throw ValidationError(
                    "--demo names the baseline and --against the candidate; both are needed, as in "
                        + "--demo healthy --against admission-cap")
            }
        } else if baseline == nil || candidate == nil {
            throw ValidationError(
                "two things are compared: BASELINE and CANDIDATE, such as runs/before runs/after, "
                    + "or try --demo healthy --against admission-cap")
        }
    }

    func run() async throws {
        let session = CompareSession(command: self, console: .process())
        throw try await session.run().exitCode
    }
}
