import Estimates
import Inference
import Readiness

/// The lines of one report for a terminal.
struct TerminalPage {
    private let report: GateReport
    private let style: TerminalStyle
    private let words: ReportWords
    private let margin = 2
    private let labelWidth = 11

    /// A page of a printable report.
    init(report: GateReport, style: TerminalStyle) {
        self.report = report
        self.style = style
        words = ReportWords(report)
    }

    /// Every line, without line feeds.
    var lines: [String] {
        let sections = [
            verdictLines, objectiveLines, latencyLines,
            probeLines + failureLines + checkLines + verboseLines,
            noteLines + whyLines + nextLines + keptLines,
        ]
        return sections.filter { !$0.isEmpty }.reduce(into: []) { $0 += [""] + $1 } + [""]
    }

    /// What was measured, without a verdict: for requests that nothing was asked of.
    var measurementLines: [String] {
        let latencies = latencyLines
        return [""] + probeLines + failureLines + (latencies.isEmpty ? [] : [""] + latencies) + [""]
    }

    // MARK: - Loads

    /// Objectives, latencies, requests, failures, checks and notes, an empty line before each group.
    var evidenceLines: [String] {
        let groups = [
            objectiveLines, latencyLines, probeLines + failureLines + checkLines, noteLines,
        ]
        return groups.filter { !$0.isEmpty }.reduce(into: []) { $0 += [""] + $1 }
    }

    /// Figures with their names before them.
    func figureLines(_ figures: [(name: String, text: String)]) -> [String] {
        figures.flatMap { section($0.name, [($0.text, .plain)]) }
    }

    /// How a load stands, in the colours of the report's verdict.
    func standingLines(title: String, subject: String) -> [String] {
        heading(title, subject)
    }

    // MARK: - Sections

    private var verdictLines: [String] {
        heading(report.verdict.title, "\(words.subject): \(report.headline)")
    }

    private func heading(_ title: String, _ subject: String) -> [String] {
        let label = Tone.of(report.verdict).painted(title, color: style.color)
        let lead = margin + title.count + 3
        let indent = style.width - lead < 24 ? margin : lead
        var lines = TextWrap.lines(subject, width: style.width - indent)
        guard indent == lead else {
            return [blanks(margin) + label] + lines.map { blanks(margin) + $0 }
        }
        lines[0] = blanks(margin) + label + blanks(3) + lines[0]
        return [lines[0]] + lines.dropFirst().map { blanks(indent) + $0 }
    }

    private var objectiveLines: [String] {
        guard !report.objectives.isEmpty else { return [] }
        var table = TextTable(header: [
            "objective", "observed", "evidence (\(words.confidence))", "judgement",
        ])
        table.rows = report.objectives.map { result in
            let words = ObjectiveWords(result, of: report)
            return [
                TextTable.Cell(words.objective), TextTable.Cell(words.observed),
                TextTable.Cell(words.evidence),
                TextTable.Cell(words.judgement, Tone.of(words.standing, result.severity)),
            ]
        }
        return table.lines(indent: margin, style: style)
    }

    private var probeLines: [String] {
        section("probes", [(words.probes, .plain)])
    }

    private var failureLines: [String] {
        section(
            "failures",
            report.failures.map { failure in
                var text = "\(Decimals.grouped(failure.count)) × \(failure.outcome)"
                if !failure.example.isEmpty { text += ": \(failure.example)" }
                return (text, failure.outcomeClass == .excluded ? .plain : .bad)
            })
    }

    private var checkLines: [String] {
        var items: [(String, Tone)] = []
        let folds: Set<CheckResult.State> = style.verbose ? [] : [.passed, .skipped]
        for check in report.checks where !folds.contains(check.state) {
            items.append(
                ("\(check.state.rawValue)  \(check.id): \(check.message)", Tone.of(check.state)))
        }
        for state in [CheckResult.State.passed, .skipped] where folds.contains(state) {
            let names = report.checks.filter { $0.state == state }.map(\.id)
            guard !names.isEmpty else { continue }
            items.append(
                ("\(state.rawValue)  " + names.joined(separator: ", "), Tone.of(state)))
        }
        return section("checks", items)
    }

    private var latencyLines: [String] {
        let ranks = style.verbose ? [50.0, 90, 95, 99] : [50, 95]
        let shown = report.latencies.filter { $0.count > 0 && isShown($0.metric) }
        guard !shown.isEmpty else { return [] }
        var table = TextTable(
            header: ["latency", "n"] + ranks.map { "p\(Decimals.significant($0))" })
        if style.verbose { table.header.append("range") }
        table.rows = shown.map { summary in
            let words = LatencyWords(summary.metric)
            var cells = [
                TextTable.Cell(summary.metric.rawValue),
                TextTable.Cell(Decimals.grouped(summary.count)),
            ]
            cells += ranks.map { rank in
                let percentile = summary.percentiles.first { $0.rank == rank }
                return TextTable.Cell(percentile.map(words.text) ?? "")
            }
            if style.verbose { cells.append(TextTable.Cell(range(of: summary))) }
            return cells
        }
        return table.lines(indent: margin, style: style)
    }

    private var verboseLines: [String] {
        guard style.verbose else { return [] }
        var lines: [String] = []
        if !words.target.isEmpty { lines += section("target", [(words.target, .plain)]) }
        lines += section(
            "limits",
            report.target.limits.map { ("\($0.name) \($0.value), from \($0.source)", .plain) })
        lines += section("workload", report.workload.map { ("\($0.name): \($0.value)", .plain) })
        return lines + section("method", [(words.method, .plain)])
    }

    private var noteLines: [String] {
        var notes: [(String, Tone)] = []
        if let interruption = words.interruption { notes.append((interruption, .warning)) }
        for result in report.objectives {
            let words = ObjectiveWords(result, of: report)
            guard let remark = words.remark else { continue }
            notes.append(("\(words.objective): \(remark)", .plain))
        }
        notes += report.notes.map { ($0, .plain) }
        return section(notes.count == 1 ? "note" : "notes", notes)
    }

    private var whyLines: [String] {
        section("why", report.why.map { ($0, .strong) })
    }

    private var nextLines: [String] {
        section("next", report.next.map { ($0, .strong) })
    }

    private var keptLines: [String] {
        guard let directory = report.directory else { return [] }
        return section("kept", [("\(directory): report.html, verdict.json, probes.jsonl", .plain)])
    }

    /// What people ask for first, and what somebody set a limit on; the rest fills the screen.
    private func isShown(_ metric: ObjectiveMetric) -> Bool {
        style.verbose || [.ttft, .itl, .e2e, .throughput].contains(metric)
            || report.objectives.contains { $0.objective.metric == metric }
    }

    // MARK: - Parts

    private func range(of summary: LatencySummary) -> String {
        guard let range = summary.range else { return "" }
        return FigureText.interval(
            range.lowerBound, range.upperBound, summary.metric.dimension)
    }

    /// Items with a label before the first; the others hang below.
    private func section(_ label: String, _ items: [(text: String, tone: Tone)]) -> [String] {
        guard !items.isEmpty else { return [] }
        let indent = style.width < 50 ? margin + 2 : margin + labelWidth
        let isBeside = indent > margin + 2
        var lines: [String] = []
        if !isBeside {
            lines.append(blanks(margin) + Tone.faint.painted(label, color: style.color))
        }
        for (number, item) in items.enumerated() {
            let wrapped = TextWrap.lines(item.text, width: style.width - indent - 2)
            for (index, line) in wrapped.enumerated() {
                let isFirst = isBeside && number == 0 && index == 0
                let lead =
                    isFirst
                    ? blanks(margin) + Tone.faint.painted(label, color: style.color)
                        + blanks(indent - margin - label.count)
                    : blanks(indent)
                // A continued item stands two columns in, so that the next one shows.
                lines.append(
                    lead + (index == 0 ? "" : blanks(2))
                        + item.tone.painted(line, color: style.color))
            }
        }
        return lines
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
