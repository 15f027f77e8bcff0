package import Comparison
import Inference

/// A comparison as Markdown: for a ticket, a merge request or a step's summary.
package enum ComparisonMarkdownReport {
    /// Renders a report.
    ///
    /// - Parameter report: What was found.
    /// - Returns: Markdown with GitHub's tables, the verdict as its heading; ends in a line feed.
    package static func render(_ report: ComparisonReport) -> String {
        let report = report.printable()
        let words = ComparisonWords(report)
        let sections = [
            "# \(words.title): \(MarkdownText.escaped(report.name))\n\n"
                + "**\(MarkdownText.escaped(words.headline))**",
            sides(report, words), table(words),
            list("Failures", words.failures),
            list("Stream", [words.bunching].compactMap(\.self)), list("By ranks", words.ranks),
            list("What makes it unfair", report.conditions.map(\.text)),
            list("Notes", report.notes), list("Next", words.next),
            "Method: \(MarkdownText.escaped(words.method)); started "
                + "\(JSONReport.timestamp(report.startedAt)); firstlight "
                + "\(MarkdownText.escaped(ToolVersion.current)).",
        ]
        return sections.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private static func sides(_ report: ComparisonReport, _ words: ComparisonWords) -> String {
        MarkdownText.table(
            ["side", "what", "requests"],
            [("baseline", report.baseline), ("candidate", report.candidate)].map { name, side in
                [name, MarkdownText.code(side.place), words.requests(side)]
            })
    }

    private static func table(_ words: ComparisonWords) -> String? {
        let rows = words.rows.map { row in
            [
                [row.metric, row.statistic].filter { !$0.isEmpty }.joined(separator: " "),
                MarkdownText.escaped(row.baseline), MarkdownText.escaped(row.candidate),
                MarkdownText.escaped(row.change), row.tolerance,
                row.standing == .worse ? "**\(row.verdict)**" : row.verdict,
            ]
        }
        guard !rows.isEmpty else { return nil }
        return MarkdownText.table(
            ["metric", "baseline", "candidate", "change", "tolerance", "verdict"], rows)
    }

    private static func list(_ title: String, _ items: [String]) -> String? {
        guard !items.isEmpty else { return nil }
        return "## \(title)\n\n"
            + items.map { "- " + MarkdownText.escaped($0) }.joined(separator: "\n")
    }
}
