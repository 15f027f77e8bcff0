import Estimates
package import Readiness

/// A gate's report for GitHub Actions: annotations on standard output and the step's summary.
package enum GitHubReport {
    /// The annotations of one level that a step may make; later ones are dropped by GitHub.
    static let annotationsMax = 10

    /// The largest summary of a step, in bytes.
    package static let summaryBytesMax = 1 << 20

    /// Annotations as lines for standard output.
    ///
    /// The first one is the verdict. Hard objectives that are violated and checks that failed are
    /// errors; soft, undecided and doubtful ones are warnings; READY is a notice.
    ///
    /// - Parameter report: What a gate found.
    /// - Returns: Lines, each ended by a line feed; at most ten of each level.
    package static func annotations(_ report: GateReport) -> String {
        let report = report.printable()
        let commands = [verdict(report)] + objectives(report) + checks(report)
        return WorkflowCommand.Level.allCases.flatMap { level in
            capped(commands.filter { $0.level == level })
        }
        .map { $0.line + "\n" }.joined()
    }

    /// The summary of a build step, to be appended to the file that `GITHUB_STEP_SUMMARY` names.
    ///
    /// - Parameter report: What a gate found.
    /// - Returns: Markdown, the verdict first, below 1 MiB.
    package static func stepSummary(_ report: GateReport) -> String {
        cut(MarkdownPage(report.printable()).summary)
    }

    /// A page cut to what a step's summary takes.
    ///
    /// - Parameter summary: Markdown, what matters first.
    /// - Returns: Its whole lines below 1 MiB, and that the rest was cut off where it was.
    package static func cut(_ summary: String) -> String {
        guard summary.utf8.count > summaryBytesMax else { return summary }
        let remark = "\n\nThe rest was cut off: GitHub takes 1 MiB.\n"
        var kept = ""
        var bytes = remark.utf8.count
        for line in summary.split(separator: "\n", omittingEmptySubsequences: false) {
            bytes += line.utf8.count + 1
            guard bytes <= summaryBytesMax else { break }
            kept += line + "\n"
        }
        return kept + remark
    }

    // MARK: - Annotations

    private static func verdict(_ report: GateReport) -> WorkflowCommand {
        let level: WorkflowCommand.Level =
            switch report.verdict {
            case .ready: .notice
            case .degraded, .inconclusive: .warning
            case .notReady: .error
            }
        let words = ReportWords(report)
        return WorkflowCommand(
            level: level, title: "\(report.verdict.title): \(report.name)",
            message: ([report.headline, words.probes] + report.why.map { "why: \($0)" })
                .joined(separator: "\n"))
    }

    private static func objectives(_ report: GateReport) -> [WorkflowCommand] {
        report.objectives.compactMap { result in
            let words = ObjectiveWords(result, of: report)
            let level: WorkflowCommand.Level
            switch (result.severity, words.standing) {
            case (_, .met): return nil
            case (.hard, .violated): level = .error
            // An undecided soft objective never blocks, and on a READY endpoint says nothing.
            case (.soft, .undecided) where report.verdict == .ready: return nil
            default: level = .warning
            }
            return WorkflowCommand(
                level: level, title: "\(words.objective): \(words.judgement)",
                message: "\(words.observed)\n\(words.evidence)")
        }
    }

    private static func checks(_ report: GateReport) -> [WorkflowCommand] {
        report.checks.compactMap { check in
            switch check.state {
            case .passed, .skipped: nil
            case .failed:
                WorkflowCommand(
                    level: .error, title: "\(check.id) failed", message: check.message)
            case .warning:
                WorkflowCommand(level: .warning, title: check.id, message: check.message)
            }
        }
    }

    private static func capped(_ commands: [WorkflowCommand]) -> [WorkflowCommand] {
        guard commands.count > annotationsMax, let first = commands.first else { return commands }
        let shown = commands.prefix(annotationsMax - 1)
        let rest = commands.count - shown.count
        return shown + [
            WorkflowCommand(
                level: first.level, title: "\(rest) more",
                message: "\(rest) more findings of this kind; see the step's summary")
        ]
    }
}
