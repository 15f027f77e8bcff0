package import Capacity
import Estimates
import Readiness

/// A sweep for a person at a terminal: the answer first, then the levels, then what saturated and
/// what to do.
package enum SweepTerminalReport {
    /// Renders a report.
    ///
    /// - Parameters:
    ///   - report: What a sweep found.
    ///   - style: What the terminal can show.
    /// - Returns: Lines, each ended by a line feed; an empty one first and last.
    package static func render(_ report: SweepReport, style: TerminalStyle) -> String {
        SweepTerminalPage(report.printable(), style: style).lines.map { $0 + "\n" }.joined()
    }
}

/// The lines of one sweep for a terminal.
private struct SweepTerminalPage {
    let report: SweepReport
    let style: TerminalStyle
    let words: SweepWords
    let cells: SweepCells

    private let margin = 2
    private let labelWidth = 11

    init(_ report: SweepReport, style: TerminalStyle) {
        self.report = report
        self.style = style
        words = SweepWords(report)
        cells = SweepCells(report)
    }

    var lines: [String] {
        let ending =
            items("limits", report.endpoints.compactMap(bottleneck), .strong)
            + items("knee", report.endpoints.filter { !$0.levels.isEmpty }.map(knee), .plain)
            + items("self", lateLevels, .warning)
            + items("notes", words.notes, .plain) + items("next", words.next, .strong) + kept
        return [answerLines, tableLines, ending].filter { !$0.isEmpty }
            .reduce(into: []) { $0 += [""] + $1 } + [""]
    }

    private var several: Bool { report.endpoints.count > 1 }

    private var answerLines: [String] {
        let title = report.verdict.title
        let label = Tone.of(report.verdict).painted(title, color: style.color)
        let indent = margin + title.count + 3
        let texts =
            several
            ? report.endpoints.map { "\(subject($0)): \(words.answer($0))" }
            : [report.endpoints.first.map { "\(subject($0)): " } ?? ""]
                .map { $0 + words.headline }
        let wrapped = texts.flatMap {
            TextWrap.lines($0, width: max(style.width - indent, 20))
        }
        return wrapped.enumerated().map { index, line in
            index == 0
                ? blanks(margin) + label + blanks(3) + line : blanks(indent) + line
        }
    }

    private func subject(_ endpoint: EndpointSweep) -> String {
        endpoint.target.url.map { "\(endpoint.name) at \($0)" } ?? endpoint.name
    }

    private var tableLines: [String] {
        let columns = style.verbose ? cells.allColumns : cells.narrowColumns
        var table = TextTable(
            header: [cells.levelTitle] + columns.map(\.title) + ["judgement", "limited by"])
        table.rows = cells.rows.map { endpoint, level in
            [
                TextTable.Cell(
                    cells.level(level) + (several ? " \(endpoint.name)" : ""), .strong)
            ]
                + columns.map { TextTable.Cell($0.text(level)) }
                + [
                    TextTable.Cell(
                        style.verbose ? cells.judgement(level) : cells.standing(level),
                        Tone.of(level.judgement, .hard)),
                    TextTable.Cell(cells.bottleneck(level)),
                ]
        }
        return table.rows.isEmpty ? [] : table.lines(indent: margin, style: style)
    }

    private func bottleneck(_ endpoint: EndpointSweep) -> String? {
        words.bottleneck(endpoint).map { (several ? "\(endpoint.name) " : "") + $0 }
    }

    private func knee(_ endpoint: EndpointSweep) -> String {
        (several ? "\(endpoint.name): " : "") + words.knee(endpoint)
    }

    /// Levels at which firstlight itself ran late.
    private var lateLevels: [String] {
        report.endpoints.flatMap { endpoint in
            endpoint.levels.filter { [.failed, .warning].contains($0.report.selfCheck.state) }
                .map {
                    (several ? "\(endpoint.name) " : "")
                        + "\(report.plan.axis.text($0.level)): \($0.report.selfCheck.message)"
                }
        }
    }

    private var kept: [String] {
        guard let directory = report.directory else { return [] }
        return items(
            "kept", ["\(directory): report.html, report.md, sweep.json, probes.jsonl"], .plain)
    }

    private func items(_ label: String, _ texts: [String], _ tone: Tone) -> [String] {
        let indent = margin + labelWidth
        return texts.enumerated().flatMap { number, text in
            TextWrap.lines(text, width: max(style.width - indent - 2, 20)).enumerated()
                .map { index, line in
                    let lead =
                        number == 0 && index == 0
                        ? blanks(margin) + Tone.faint.painted(label, color: style.color)
                            + blanks(labelWidth - label.count)
                        : blanks(indent)
                    return lead + (index == 0 ? "" : blanks(2))
                        + tone.painted(line, color: style.color)
                }
        }
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
