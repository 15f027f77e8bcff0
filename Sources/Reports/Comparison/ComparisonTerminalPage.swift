import Comparison

/// The lines of one comparison for a terminal.
struct ComparisonTerminalPage {
    private let report: ComparisonReport
    private let style: TerminalStyle
    private let words: ComparisonWords
    private let margin = 2
    private let labelWidth = 11

    init(_ report: ComparisonReport, style: TerminalStyle) {
        self.report = report
        self.style = style
        words = ComparisonWords(report)
    }

    var lines: [String] {
        let sections = [verdictLines, sideLines, tableLines, evidenceLines]
        return sections.filter { !$0.isEmpty }.reduce(into: []) { $0 += [""] + $1 } + [""]
    }

    private var verdictLines: [String] {
        let label = Tone.verdict(report.verdict).painted(words.title, color: style.color)
        let lead = margin + words.title.count + 3
        let indent = style.width - lead < 24 ? margin : lead
        var lines = TextWrap.lines(words.headline, width: style.width - indent)
        guard indent == lead else {
            return [blanks(margin) + label] + lines.map { blanks(margin) + $0 }
        }
        lines[0] = blanks(margin) + label + blanks(3) + lines[0]
        return [lines[0]] + lines.dropFirst().map { blanks(indent) + $0 }
    }

    private var sideLines: [String] {
        section("baseline", ["\(report.baseline.place): \(words.requests(report.baseline))"])
            + section(
                "candidate", ["\(report.candidate.place): \(words.requests(report.candidate))"])
    }

    private var tableLines: [String] {
        let rows = words.rows
        guard !rows.isEmpty else { return [] }
        var table = TextTable(
            header: ["", "", "baseline", "candidate", "change", "tolerance", "verdict"])
        var last = ""
        for row in rows {
            let tone: Tone = row.standing == nil ? .faint : .plain
            table.rows.append([
                TextTable.Cell(row.metric == last ? "" : row.metric, tone),
                TextTable.Cell(row.statistic, tone), TextTable.Cell(row.baseline, tone),
                TextTable.Cell(row.candidate, tone), TextTable.Cell(row.change, tone),
                TextTable.Cell(row.tolerance, .faint),
                TextTable.Cell(row.verdict, row.standing.map(Tone.of) ?? .faint),
            ])
            last = row.metric
        }
        return table.lines(indent: margin, style: style)
    }

    private var evidenceLines: [String] {
        var lines = section("failures", words.failures)
        if style.verbose { lines += section("ranks", words.ranks) }
        if let bunching = words.bunching, style.verbose || report.bunching?.side != .neither {
            lines += section("stream", [bunching])
        }
        lines += section("unfair", report.conditions.map(\.text))
        lines += section(report.notes.count == 1 ? "note" : "notes", report.notes)
        if style.verbose { lines += section("method", [words.method]) }
        lines += section("next", words.next, .strong)
        if let directory = report.directory {
            lines += section(
                "kept",
                ["\(directory): report.html, comparison.json, a/probes.jsonl, b/probes.jsonl"]
            )
        }
        return lines
    }

    /// Items with a label before the first; the others hang below.
    private func section(_ label: String, _ items: [String], _ tone: Tone = .plain) -> [String] {
        guard !items.isEmpty else { return [] }
        let isBeside = style.width >= 50
        let indent = isBeside ? margin + labelWidth : margin + 2
        var lines: [String] = []
        let painted = Tone.faint.painted(label, color: style.color)
        if !isBeside { lines.append(blanks(margin) + painted) }
        for (number, item) in items.enumerated() {
            let wrapped = TextWrap.lines(item, width: style.width - indent - 2)
            for (index, line) in wrapped.enumerated() {
                let isFirst = isBeside && number == 0 && index == 0
                let lead =
                    isFirst
                    ? blanks(margin) + painted + blanks(indent - margin - label.count)
                    : blanks(indent)
                lines.append(
                    lead + (index == 0 ? "" : blanks(2))
                        + tone.painted(line, color: style.color))
            }
        }
        return lines
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
