package import Readiness

/// A limits report in Markdown, for a pull request or a runbook.
package enum LimitsMarkdownReport {
    /// Renders a report.
    ///
    /// - Parameter report: What was found.
    /// - Returns: Markdown with GitHub's tables, the verdict as its heading; ends in a line feed.
    package static func render(_ report: LimitsReport) -> String {
        let report = report.printable()
        let words = LimitsWords(report)
        let heading =
            "# \(report.verdict.title): \(MarkdownText.escaped(words.subject))\n\n"
            + "**\(MarkdownText.escaped(report.headline))**"
        let sections = [
            heading, table(report, words), findings(report, words),
            list("Capacity", words.capacity), list("Evidence", words.evidence),
            list("Notes", report.notes), list("Next", report.next),
        ]
        return sections.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private static func table(_ report: LimitsReport, _ words: LimitsWords) -> String? {
        guard !report.rows.isEmpty else { return nil }
        let rows = report.rows.map { row in
            let judgement = MarkdownText.escaped(row.judgement)
            return words.cells(row).map(MarkdownText.escaped)
                + [row.standing == .critical ? "**\(judgement)**" : judgement]
        }
        return "## Limits\n\n" + MarkdownText.table(words.header, rows)
    }

    private static func findings(_ report: LimitsReport, _ words: LimitsWords) -> String? {
        guard !report.findings.isEmpty else { return nil }
        let rows = report.findings.map { finding in
            [
                finding.severity.rawValue, MarkdownText.code(finding.id.rawValue),
                MarkdownText.escaped(words.text(finding)),
            ]
        }
        return "## Findings\n\n" + MarkdownText.table(["severity", "id", "found"], rows)
    }

    private static func list(_ title: String, _ items: [String]) -> String? {
        guard !items.isEmpty else { return nil }
        return "## \(title)\n\n"
            + items.map { "- " + MarkdownText.escaped($0) }.joined(separator: "\n")
    }
}
