import Diagnosis
import Estimates

/// The lines of one diagnosis for a terminal.
struct DiagnosisTerminalPage {
    let document: DiagnosisDocument
    let style: TerminalStyle
    let words: DiagnosisWords
    let margin = 2
    private let labelWidth = 11

    var report: DiagnosisReport { document.report }

    /// A page of a printable document.
    init(_ document: DiagnosisDocument, style: TerminalStyle) {
        self.document = document
        self.style = style
        words = DiagnosisWords(document)
    }

    /// Every line, without line feeds.
    var lines: [String] {
        let ending =
            gainLines + testLines + nextLines + playbookLines + noteLines + keptLines
        let sections =
            [verdictLines, figureLines, phaseLines] + causeBlocks + [clueLines, ending]
        return sections.filter { !$0.isEmpty }.reduce(into: []) { $0 += [""] + $1 } + [""]
    }

    // MARK: - What was found

    private var verdictLines: [String] {
        let title = words.title
        let label = Tone.of(document.grade).painted(title, color: style.color)
        let lead = margin + title.count + 3
        let isBeside = style.width - lead >= 24
        let indent = isBeside ? lead : margin
        var lines = wrapped(report.headline, indent: indent, tone: .plain)
        if isBeside {
            lines[0] = blanks(margin) + label + blanks(3) + lines[0].dropFirst(indent)
        } else {
            lines.insert(blanks(margin) + label, at: 0)
        }
        return lines + wrapped("\(words.subject): \(words.basis)", indent: indent, tone: .faint)
    }

    private var figureLines: [String] {
        let groups = [("clients", report.felt), ("server", report.said)]
        guard groups.contains(where: { !$0.1.isEmpty }) else { return [] }
        var table = TextTable(header: ["seen by", "what", "found", "n"])
        for (group, figures) in groups {
            for (index, figure) in figures.enumerated() {
                table.rows.append([
                    TextTable.Cell(index == 0 ? group : "", .faint), TextTable.Cell(figure.name),
                    TextTable.Cell(EstimateText.text(figure.estimate, figure.unit)),
                    TextTable.Cell(Decimals.grouped(figure.estimate.count), .faint),
                ])
            }
        }
        return table.lines(indent: margin, style: style)
    }

    // MARK: - Where the time goes

    private static let barWidth = 24

    private var phaseLines: [String] {
        guard !report.phases.isEmpty else { return [] }
        var table = TextTable(header: ["phase", "mean of a request", "share", ""])
        table.rows = report.phases.map { phase in
            let share = phase.share ?? 0
            let blocks = Int((min(max(share, 0), 1) * Double(Self.barWidth)).rounded())
            return [
                TextTable.Cell(phase.phase.rawValue),
                TextTable.Cell(EstimateText.text(phase.seconds, "s")),
                TextTable.Cell(phase.share.map { ShareText.figure($0) } ?? ""),
                TextTable.Cell(String(repeating: "█", count: blocks), .faint),
            ]
        }
        return table.lines(indent: margin, style: style)
    }

    // MARK: - What to do

    private var gainLines: [String] {
        guard let gain = report.causes.first?.gain else { return [] }
        return section("gain", [(words.gain(gain), .plain), ("basis: \(gain.basis)", .faint)])
    }

    private var testLines: [String] {
        section("test", [words.test].compactMap(\.self).map { ($0, .strong) })
    }

    private var nextLines: [String] { section("next", words.next.map { ($0, .strong) }) }

    private var playbookLines: [String] {
        section(
            "playbook",
            words.playbooks.map { cause in
                let playbook = DiagnosisWords.playbook(cause)
                return ("\(playbook.command), or \(playbook.page)", .plain)
            })
    }

    private var noteLines: [String] {
        let notes = [words.interruption].compactMap(\.self) + report.notes
        return section(notes.count == 1 ? "note" : "notes", notes.map { ($0, .plain) })
    }

    private var keptLines: [String] {
        guard let directory = document.directory else { return [] }
        return section(
            "kept", [("\(directory): report.html, diagnosis.json, probes.jsonl", .plain)])
    }

    // MARK: - Parts

    /// Items with a label before the first; the others hang below.
    private func section(_ label: String, _ items: [(text: String, tone: Tone)]) -> [String] {
        guard !items.isEmpty else { return [] }
        let isBeside = style.width >= 50
        let indent = isBeside ? margin + labelWidth : margin + 2
        let painted = Tone.faint.painted(label, color: style.color)
        var lines = isBeside ? [] : [blanks(margin) + painted]
        for (number, item) in items.enumerated() {
            var block = wrapped(item.text, indent: indent, hanging: 2, tone: item.tone)
            if isBeside, number == 0 {
                block[0] =
                    blanks(margin) + painted + blanks(labelWidth - label.count)
                    + block[0].dropFirst(indent)
            }
            lines += block
        }
        return lines
    }

    /// A text in lines that begin with so many blanks, those after the first with some more.
    func wrapped(_ text: String, indent: Int, hanging: Int = 0, tone: Tone) -> [String] {
        TextWrap.lines(text, width: style.width - indent - hanging).enumerated().map {
            blanks(indent + ($0.offset == 0 ? 0 : hanging))
                + tone.painted($0.element, color: style.color)
        }
    }

    func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
