import Estimates
import Readiness
import Signals

/// The lines of one health report for a terminal.
struct HealthTerminalPage {
    private let report: HealthReport
    private let style: TerminalStyle
    private let words: HealthWords
    private let margin = 2
    private let labelWidth = 11

    /// A page of a printable report.
    init(_ report: HealthReport, style: TerminalStyle) {
        self.report = report
        self.style = style
        words = HealthWords(report)
    }

    /// Every line, without line feeds.
    var lines: [String] {
        let sections = [
            verdictLines, replicaLines, findingLines, reasonLines,
            missingLines + noteLines + windowLines + nextLines,
        ]
        return sections.filter { !$0.isEmpty }.reduce(into: []) { $0 += [""] + $1 } + [""]
    }

    // MARK: - Sections

    private var verdictLines: [String] {
        let title = report.grade.title
        let label = Tone.verdict(report.grade).painted(title, color: style.color)
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

    private var replicaLines: [String] {
        guard words.isFleet else { return [] }
        let quantities = report.comparisons.map(\.quantity)
        var table = TextTable(
            header: ["replica", "grade"] + quantities.map(\.title))
        table.rows = report.replicas.map { replica in
            [
                TextTable.Cell(replica.name),
                TextTable.Cell(
                    replica.state == .down ? "down" : replica.grade.rawValue,
                    Tone.of(replica.grade)),
            ]
                + quantities.map { quantity in
                    TextTable.Cell(
                        replica.readings[quantity].map { HealthFigure.text($0, quantity.unit) }
                            ?? "")
                }
        }
        let ratios = report.comparisons.map { comparison in
            comparison.ratio.map { Decimals.significant($0) + "x" } ?? ""
        }
        if ratios.contains(where: { !$0.isEmpty }) {
            table.rows.append(
                [TextTable.Cell("max / median", .faint), TextTable.Cell("")]
                    + ratios.map { TextTable.Cell($0, .faint) })
        }
        return table.lines(indent: margin, style: style)
    }

    private var findingLines: [String] {
        let rows = words.rows(isVerbose: style.verbose)
        guard !rows.isEmpty else { return [] }
        let found = words.isFleet && !style.verbose ? "worst" : "found"
        var table = TextTable(header: ["section", "signal", found, "limits", "grade"])
        var last: HealthSection?
        for row in rows {
            table.rows.append([
                TextTable.Cell(row.section == last ? "" : row.section.title, .faint),
                TextTable.Cell(row.title), TextTable.Cell(row.found),
                TextTable.Cell(row.limits, .faint),
                TextTable.Cell(
                    row.gradeText,
                    row.role == .informs ? .faint : row.grade.map(Tone.of) ?? .plain),
            ])
            last = row.section
        }
        return table.lines(indent: margin, style: style)
    }

    private var reasonLines: [String] {
        section(
            "why",
            words.reasons.map { item in
                (words.sentence(item), item.role == .informs ? .faint : Tone.plain)
            })
    }

    private var missingLines: [String] {
        section("missing", words.missing.map { ($0, .plain) })
    }

    private var noteLines: [String] {
        section(report.notes.count == 1 ? "note" : "notes", report.notes.map { ($0, .plain) })
    }

    private var windowLines: [String] { section("window", [(words.window, .plain)]) }

    private var nextLines: [String] {
        section("next", report.next.map { ($0, .strong) })
    }

    // MARK: - Parts

    /// Items with a label before the first; the others hang below.
    private func section(_ label: String, _ items: [(text: String, tone: Tone)]) -> [String] {
        guard !items.isEmpty else { return [] }
        let isBeside = style.width >= 50
        let indent = isBeside ? margin + labelWidth : margin + 2
        var lines: [String] = []
        let painted = Tone.faint.painted(label, color: style.color)
        if !isBeside { lines.append(blanks(margin) + painted) }
        for (number, item) in items.enumerated() {
            let wrapped = TextWrap.lines(item.text, width: style.width - indent - 2)
            for (index, line) in wrapped.enumerated() {
                let isFirst = isBeside && number == 0 && index == 0
                let lead =
                    isFirst
                    ? blanks(margin) + painted + blanks(indent - margin - label.count)
                    : blanks(indent)
                lines.append(
                    lead + (index == 0 ? "" : blanks(2))
                        + item.tone.painted(line, color: style.color))
            }
        }
        return lines
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
