import Diagnosis

/// The ranked causes, each with what speaks for it and against it.
extension DiagnosisTerminalPage {
    /// How many pieces of evidence of each kind are shown for the first cause; all with `--verbose`.
    private static let shownOfFirst = (for: 4, against: 3, missing: 2)
    /// The same for the others.
    private static let shownOfOthers = (for: 2, against: 2, missing: 0)
    /// How many causes are shown.
    private static let causesShown = 3

    /// A block of lines for each cause that stands for itself.
    var causeBlocks: [[String]] {
        let groups = words.groups
        let shown = style.verbose ? groups : Array(groups.prefix(Self.causesShown))
        return shown.map(block)
    }

    /// Every clue and what came of it.
    var clueLines: [String] {
        guard style.verbose, !report.findings.isEmpty else { return [] }
        var table = TextTable(header: ["clue", "", "found"])
        table.rows = report.findings.map { finding in
            [
                TextTable.Cell(finding.clue.rawValue),
                TextTable.Cell(finding.state.rawValue, finding.state == .holds ? .strong : .faint),
                TextTable.Cell(
                    finding.statement, finding.state == .unknown ? .faint : Tone.plain),
            ]
        }
        return table.lines(indent: margin, style: style)
    }

    private func block(_ group: DiagnosisWords.Group) -> [String] {
        let cause = group.cause
        let limits = group.place == 1 ? Self.shownOfFirst : Self.shownOfOthers
        let definition = document.definitions[cause.cause]
        let number = "\(group.place). "
        let heading =
            number + words.title(of: cause.cause) + ", " + words.probability(of: cause)
        let inner = margin + number.count
        var lines = wrapped(heading, indent: margin, hanging: number.count, tone: .strong)
        if let meaning = definition?.meaning, group.place == 1 || style.verbose {
            lines += wrapped(meaning, indent: inner, tone: .faint)
        }
        lines += items("+", cause.evidenceFor.map(\.statement), limits.for, inner, .plain)
        lines += items("-", cause.evidenceAgainst.map(\.statement), limits.against, inner, .plain)
        lines += items(
            "?", cause.missing.map(DiagnosisWords.missing), limits.missing, inner, .faint)
        if let refutation = definition?.refutation, group.place == 1 || style.verbose {
            lines += wrapped("refuted by \(refutation)", indent: inner, hanging: 2, tone: .plain)
        }
        if !group.consequences.isEmpty {
            let names = group.consequences.map { words.title(of: $0.cause) }
            lines += wrapped(
                "explains " + names.joined(separator: ", "), indent: inner, hanging: 2,
                tone: .plain)
        }
        if let gain = cause.gain, group.place > 1, style.verbose {
            lines += wrapped("gain: \(words.gain(gain))", indent: inner, hanging: 2, tone: .plain)
        }
        return lines
    }

    private func items(
        _ sign: String, _ texts: [String], _ limit: Int, _ indent: Int, _ tone: Tone
    ) -> [String] {
        let shown = style.verbose ? texts : Array(texts.prefix(limit))
        var lines = shown.flatMap {
            wrapped("\(sign) \($0)", indent: indent, hanging: 2, tone: tone)
        }
        if texts.count > shown.count, !shown.isEmpty {
            lines.append(
                blanks(indent + 2)
                    + Tone.faint.painted(
                        "\(texts.count - shown.count) more with --verbose", color: style.color))
        }
        return lines
    }
}
