import Estimates
import Inference
import Readiness

/// The sections of one report in Markdown.
struct MarkdownPage {
    private let report: GateReport
    private let words: ReportWords

    /// A page of a printable report.
    init(_ report: GateReport) {
        self.report = report
        words = ReportWords(report)
    }

    /// The whole page.
    var text: String {
        joined([
            verdict, objectives, method, why, latencies, failures, checks, notes, next,
            environment, workload, reproduction,
        ])
    }

    /// The page without what a summary of a build step can do without.
    var summary: String {
        joined([verdict, objectives, why, failures, problems, notes, next, method])
    }

    /// What a load has of the page.
    var loadSections: String {
        String(
            joined([objectives, latencies, failures, checks, notes, environment, workload])
                .dropLast())
    }

    /// The percentiles alone.
    var latencyTable: String? { latencies }

    private func joined(_ sections: [String?]) -> String {
        sections.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    // MARK: - Sections

    private var verdict: String {
        var lines = [
            "# \(report.verdict.title): \(MarkdownText.escaped(report.name))", "",
            "**\(MarkdownText.escaped(report.headline))**"
                + (words.reason.map { " (\($0))" } ?? ""),
            "", words.meaning,
        ]
        if let interruption = words.interruption { lines += ["", "The run was \(interruption)."] }
        return lines.joined(separator: "\n")
    }

    private var objectives: String? {
        guard !report.objectives.isEmpty else { return nil }
        let rows = report.objectives.map { result in
            let words = ObjectiveWords(result, of: report)
            return [
                MarkdownText.code(words.objective), MarkdownText.escaped(words.observed),
                MarkdownText.escaped(words.evidence), judgement(words),
            ]
        }
        let table = MarkdownText.table(
            ["objective", "observed", "evidence (\(words.confidence))", "judgement"], rows)
        return "## Objectives\n\n" + table
    }

    private func judgement(_ words: ObjectiveWords) -> String {
        let text = MarkdownText.escaped(words.judgement)
        return words.standing == .violated ? "**\(text)**" : text
    }

    private var method: String {
        "\(words.method) Requests: \(MarkdownText.escaped(words.probes))."
    }

    private var latencies: String? {
        let shown = report.latencies.filter { $0.count > 0 }
        guard !shown.isEmpty else { return nil }
        let ranks = [50.0, 90, 95, 99]
        let rows = shown.map { summary in
            let words = LatencyWords(summary.metric)
            return [MarkdownText.code(summary.metric.rawValue), Decimals.grouped(summary.count)]
                + ranks.map { rank in
                    summary.percentiles.first { $0.rank == rank }.map(words.text) ?? ""
                }
        }
        let methods = Set(shown.flatMap { $0.percentiles.map(\.value.method) })
            .map(LatencyWords.method).sorted().joined(separator: ", ")
        let header = ["metric", "n"] + ranks.map { "p\(Decimals.significant($0))" }
        return "## Percentiles\n\n" + MarkdownText.table(header, rows)
            + "\n\nIntervals at \(words.confidence), each by itself; drawn by: \(methods)."
    }

    private var failures: String? {
        guard !report.failures.isEmpty else { return nil }
        let rows = report.failures.map { failure in
            [
                MarkdownText.code(failure.outcome), failure.outcomeClass.rawValue,
                Decimals.grouped(failure.count), MarkdownText.escaped(failure.example),
            ]
        }
        return "## Failures\n\n"
            + MarkdownText.table(["outcome", "class", "count", "first message"], rows)
    }

    private var checks: String? { table(of: report.checks, title: "Checks") }

    private var problems: String? {
        table(
            of: report.checks.filter { $0.state == .failed || $0.state == .warning },
            title: "Checks that did not pass")
    }

    private func table(of checks: [CheckResult], title: String) -> String? {
        guard !checks.isEmpty else { return nil }
        let rows = checks.map { check in
            let state = check.state == .failed ? "**failed**" : check.state.rawValue
            return [
                MarkdownText.code(check.id), check.group.rawValue, state,
                MarkdownText.escaped(check.message),
            ]
        }
        return "## \(title)\n\n" + MarkdownText.table(["check", "group", "state", "found"], rows)
    }

    private var notes: String? {
        let remarks = report.objectives.compactMap { result -> String? in
            let words = ObjectiveWords(result, of: report)
            return words.remark.map { "\(words.objective): \($0)" }
        }
        return list("Notes", remarks + report.notes)
    }

    private var why: String? { list("Why", report.why) }

    private var next: String? { list("Next", report.next) }

    private func list(_ title: String, _ items: [String]) -> String? {
        guard !items.isEmpty else { return nil }
        return "## \(title)\n\n"
            + items.map { "- " + MarkdownText.escaped($0) }.joined(separator: "\n")
    }

    private var environment: String {
        var rows: [(String, String?)] = [
            ("started", words.startedAt),
            ("took", FigureText.time(report.duration)),
            ("address", report.target.url),
            ("model", report.target.model),
            ("wire API", report.target.api),
            ("engine", report.target.engine),
            ("engine version", report.target.engineVersion),
        ]
        rows += report.target.limits.map { ($0.name, "\($0.value) (from \($0.source))") }
        rows += [
            ("firstlight", report.toolVersion), ("profile digest", report.profileDigest),
            ("run directory", report.directory),
        ]
        return "## Environment\n\n" + settings(rows)
    }

    private var workload: String? {
        guard !report.workload.isEmpty else { return nil }
        return "## Workload\n\n" + settings(report.workload.map { ($0.name, $0.value) })
    }

    private func settings(_ rows: [(String, String?)]) -> String {
        let told = rows.compactMap { name, value -> [String]? in
            guard let value, !value.isEmpty else { return nil }
            return [MarkdownText.escaped(name), MarkdownText.code(value)]
        }
        return MarkdownText.table(["what", "value"], told)
    }

    private var reproduction: String? {
        guard let command = words.reproduction else { return nil }
        return "## Reproduce\n\n" + MarkdownText.block(command, language: "sh")
    }
}
