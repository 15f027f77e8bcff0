import Readiness

/// The lines of a limits report for a terminal.
struct LimitsPage {
    private let report: LimitsReport
    private let style: TerminalStyle
    private let words: LimitsWords
    private let margin = 2
    private let labelWidth = 11

    /// A page of a printable report.
    init(report: LimitsReport, style: TerminalStyle) {
        self.report = report
        self.style = style
        words = LimitsWords(report)
    }

    /// Every line, without line feeds.
    var lines: [String] {
        let sections = [
            verdictLines, tableLines, findingLines, capacityLines + evidenceLines,
            section(report.notes.count == 1 ? "note" : "notes", report.notes.map { ($0, .plain) })
                + section("next", report.next.map { ($0, .strong) }),
        ]
        return sections.filter { !$0.isEmpty }.reduce(into: []) { $0 += [""] + $1 } + [""]
    }

    private var verdictLines: [String] {
        let title = report.verdict.title
        let label = Tone.of(report.verdict).painted(title, color: style.color)
        let lead = margin + title.count + 3
        let indent = style.width - lead < 24 ? margin : lead
        var lines = TextWrap.lines(
            "\(words.subject): \(report.headline)", width: style.width - indent)
        guard indent == lead else {
            return [blanks(margin) + label] + lines.map { blanks(margin) + $0 }
        }
        lines[0] = blanks(margin) + label + blanks(3) + lines[0]
        return [lines[0]] + lines.dropFirst().map { blanks(indent) + $0 }
    }

    private var tableLines: [String] {
        guard !report.rows.isEmpty else { return [] }
        var table = TextTable(header: words.header)
        table.rows = report.rows.map { row in
            words.cells(row).map { TextTable.Cell($0) }
                + [TextTable.Cell(row.judgement, Tone.of(row.standing))]
        }
        return table.lines(indent: margin, style: style)
    }

    private var findingLines: [String] {
        // The verdict's line has said the first one.
        let first = report.findings.first { $0.message == report.headline }
        let rest = report.findings.filter { $0 != first || $0.place != nil }
        let titles: [(LimitFinding.Severity, String, Tone)] = [
            (.critical, "critical", .bad), (.unknown, "unknown", .warning),
            (.warning, "warning", .warning), (.note, "note", .plain),
        ]
        return titles.flatMap { severity, title, tone in
            section(
                title, rest.filter { $0.severity == severity }.map { (words.text($0), tone) })
        }
    }

    private var capacityLines: [String] {
        section("capacity", words.capacity.map { ($0, .plain) })
    }

    private var evidenceLines: [String] {
        guard style.verbose else { return [] }
        var lines = section("evidence", words.evidence.map { ($0, .plain) })
        if let identity = words.identity { lines += section("engine", [(identity, .plain)]) }
        return lines
    }

    // MARK: - Parts

    /// Items with a label before the first; the others hang below.
    private func section(_ label: String, _ items: [(text: String, tone: Tone)]) -> [String] {
        guard !items.isEmpty else { return [] }
        let isBeside = style.width >= 50
        let indent = isBeside ? margin + labelWidth : margin + 2
        let title = blanks(margin) + Tone.faint.painted(label, color: style.color)
        var lines = isBeside ? [] : [title]
        for (number, item) in items.enumerated() {
            let wrapped = TextWrap.lines(item.text, width: style.width - indent - 2)
            for (index, line) in wrapped.enumerated() {
                let isFirst = isBeside && number == 0 && index == 0
                let lead = isFirst ? title + blanks(labelWidth - label.count) : blanks(indent)
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

extension Tone {
    /// The tone of a limit's standing.
    static func of(_ standing: LimitRow.Standing) -> Tone {
        switch standing {
        case .ok: .good
        case .warning, .unknown: .warning
        case .critical: .bad
        case .told: .plain
        }
    }
}
