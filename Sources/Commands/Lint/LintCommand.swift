import ArgumentParser
import Foundation
import Lint

/// `firstlight lint`: rules and dashboards checked against what engines really export.
struct LintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check rules, dashboards, configurations and command lines for LLM engines.",
        discussion: """
            Reads rule files, PrometheusRule manifests, ConfigMaps, dashboards, configurations of \
            Prometheus and Alertmanager, the queries of Argo Rollouts, Flagger, KEDA, sloth, \
            OpenSLO and promtool's tests, compose files, manifests, scripts and command lines that \
            start engines, together: what one file records, the others may use. Of a folder it \
            reads the .yml, .yaml, .json, .sh, .bash and .rules files, and leaves out those of \
            another kind. Finds metrics that were renamed, removed or never existed, shares \
            compared with percentages, rates of gauges, quantiles without le, buckets that do not \
            exist, limits nothing can exceed, flags that an engine does not have, replicas scraped \
            as one target, and more; docs/lint.md explains every rule. A comment \
            "# firstlight: ignore RULE" turns a rule off for the rule it stands at.

            Examples:
              firstlight lint rules.yml dashboard.json
              firstlight lint monitoring/ --engine vllm@0.20.1
              firstlight lint rules.yml --against http://localhost:8000/metrics
              firstlight lint dashboard.json --prometheus http://localhost:9090
              firstlight lint rules.yml --fix
              firstlight lint prometheus.yml docker-compose.yml start.sh rules.yml
              helm template CHART | firstlight lint -
              echo 'vllm serve MODEL --enable-metrics' | firstlight lint -

            Exit codes: 0 no finding or remarks only, 1 errors, 4 warnings only (0 with \
            --allow-degraded), 2 a file cannot be read, or usage.
            """)

    @Argument(help: ArgumentHelp("Files and folders; - for standard input.", valueName: "FILE"))
    var files: [String]

    @OptionGroup(title: "What the queries run against") var against: LintTargetOptions

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp("A rule that is not to run; may be repeated.", valueName: "RULE"))
    var ignore: [String] = []

    @Flag(name: .customLong("all-rules"), help: "Run the optional rules, too.")
    var runsAllRules = false

    @Flag(name: .long, help: "Write what mends a finding into the files, and check them again.")
    var fix = false

    @Flag(name: .long, help: "Show what --fix would write.")
    var diff = false

    @Option(name: .long, help: "text, json or github.")
    var format: LintFormat = .text

    @Flag(name: .customLong("allow-degraded"), help: "Exit with 0 when there are warnings only.")
    var allowsDegraded = false

    @Flag(name: [.short, .long], help: "Print findings only.")
    var quiet = false

    func validate() throws {
        if files.isEmpty { throw ValidationError("name a file to check, or - for standard input") }
        let known = Linter.ruleNames
        if let unknown = ignore.first(where: { !known.contains($0) }) {
            throw ValidationError(
                "there is no rule \"\(unknown)\"; the rules are \(known.joined(separator: ", "))")
        }
        if fix, diff { throw ValidationError("--fix writes and --diff shows: choose one") }
        if fix, files.contains("-") {
            throw ValidationError("--fix cannot write to standard input; use --diff")
        }
    }

    func run() async throws {
        let console = Console.process()
        let read = LintFiles.read(files)
        let sources = read.sources
        var linter = Linter()
        linter.target = try await against.target(for: sources)
        linter.ignored = Set(ignore)
        linter.includesOptionalRules = runsAllRules
        var report = linter.check(sources)
        if fix { report = try mend(report, linter, console) }
        report.failures = read.failures + report.failures
        try print(report, console)
        try finish(report)
    }

    // MARK: - Mending

    /// One replacement can make another possible.
    private static let passesMax = 5

    private func mend(
        _ first: LintReport, _ linter: Linter, _ console: Console
    ) throws -> LintReport {
        var report = first
        var changed: Set<Int> = []
        for _ in 0..<Self.passesMax {
            var sources = report.sources
            var isChanged = false
            for index in sources.indices {
                guard let bytes = report.fixed(index), bytes != sources[index].bytes else {
                    continue
                }
                sources[index] = LintSource(
                    path: sources[index].path, bytes: bytes, isNamed: sources[index].isNamed)
                changed.insert(index)
                isChanged = true
            }
            guard isChanged else { break }
            report = linter.check(sources)
        }
        for index in changed.sorted() {
            let source = report.sources[index]
            try LintFile.replace(source.path, with: source.bytes)
            if !quiet { console.note("mended \(source.path)") }
        }
        return report
    }

    // MARK: - Printing

    private func print(_ report: LintReport, _ console: Console) throws {
        if diff {
            for index in report.sources.indices {
                let source = report.sources[index]
                guard let bytes = report.fixed(index) else { continue }
                let text = UnifiedDiff.text(path: source.path, old: source.bytes, new: bytes)
                if !text.isEmpty { try console.out(text) }
            }
            for failure in report.failures { console.note("error: \(failure)") }
            return
        }
        switch format {
        case .text:
            if quiet, report.findings.isEmpty, report.failures.isEmpty { return }
            try console.out(report.text(hasColor: console.outHasColor))
        case .json: try console.out(JSONOutput.text(LintRecord(report)))
        case .github:
            let text = report.gitHubAnnotations
            if !text.isEmpty { try console.out(text) }
        }
    }

    private func finish(_ report: LintReport) throws {
        if !report.failures.isEmpty { throw ExitStatus.usage.exitCode }
        if report.count(.error) > 0 { throw ExitStatus.notReady.exitCode }
        if report.count(.warning) > 0, !allowsDegraded { throw ExitStatus.degraded.exitCode }
    }
}
