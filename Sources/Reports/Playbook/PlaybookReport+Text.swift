import Diagnosis

extension PlaybookReport {
    /// The page for a terminal.
    ///
    /// - Parameter style: the terminal.
    /// - Returns: lines, each ended by a line feed.
    package func text(style: TerminalStyle) -> String {
        var lines = [
            "", Tone.strong.painted(playbook.id, color: style.color) + "  " + playbook.title,
        ]
        lines += wrapped(PlaybookPage.sentence(playbook.meaning), style)
        lines += section("impact", [PlaybookPage.sentence(playbook.impact)], style)
        lines += section("symptoms", playbook.symptoms, style)
        lines += section(
            page.isAlert ? "likely causes, in this order" : "what leads to it",
            playbook.suspects.map { suspect in
                suspect.cause.map { "\($0.rawValue): \($0.definition.meaning)" } ?? suspect.text
            }, style)
        lines += ["", Tone.strong.painted("steps, for \(page.title)", color: style.color)]
        for (index, step) in page.steps.enumerated() {
            lines += wrapped("\(index + 1). \(PlaybookPage.sentence(step.instruction))", style)
            lines += step.commands.map { "       \($0)" }
            lines.append("       look for: \(step.reading)")
            if let gap = step.gap { lines += wrapped("       \(gap)", style) }
        }
        lines += ["", Tone.strong.painted("fixes", color: style.color)]
        for effort in PlaybookFix.Effort.allCases {
            for fix in playbook.fixes where fix.effort == effort {
                let label = effort == .live ? "live:   " : "restart:"
                lines += wrapped("\(label) \(fix.action)", style)
            }
        }
        lines += section("escalation", [PlaybookPage.sentence(playbook.escalation)], style)
        if let refutation = playbook.refutation {
            lines += section("it is something else if you see", [refutation], style)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func section(_ title: String, _ items: [String], _ style: TerminalStyle) -> [String] {
        guard !items.isEmpty else { return [] }
        let isList = items.count > 1
        return ["", Tone.strong.painted(title, color: style.color)]
            + items.flatMap { wrapped(isList ? "- \($0)" : $0, style) }
    }

    /// Lines of a paragraph, indented by two blanks.
    private func wrapped(_ text: String, _ style: TerminalStyle) -> [String] {
        let margin = "  "
        return TextWrap.lines(text, width: max(style.width - 4, 20)).enumerated().map {
            margin + ($0.offset == 0 ? "" : "  ") + $0.element
        }
    }

    /// The list of all pages for a terminal.
    ///
    /// - Parameter style: the terminal.
    /// - Returns: lines, each ended by a line feed.
    package static func list(style: TerminalStyle) -> String {
        var table = TextTable(header: ["page", "about"])
        table.rows = Playbook.all.map {
            [TextTable.Cell($0.id, .strong), TextTable.Cell($0.title)]
        }
        return
            (table.lines(indent: 0, style: style) + ["", "firstlight playbook NAME prints a page."])
            .map { $0 + "\n" }.joined()
    }
}
