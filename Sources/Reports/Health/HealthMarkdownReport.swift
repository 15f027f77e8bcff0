import Estimates
package import Readiness
import Signals

/// A health report as Markdown: for a ticket, a chat or a step's summary.
package enum HealthMarkdownReport {
    /// Renders a report.
    ///
    /// - Parameter report: What was found.
    /// - Returns: Markdown with GitHub's tables, the grade as its heading; ends in a line feed.
    package static func render(_ report: HealthReport) -> String {
        let report = report.printable()
        let words = HealthWords(report)
        let sections = [
            "# \(report.grade.title): \(MarkdownText.escaped(words.subject))\n\n"
                + "**\(MarkdownText.escaped(report.headline))**",
            replicas(report, words), findings(words),
            list("Why", words.reasons.map(words.sentence)), list("Missing", words.missing),
            list("Notes", report.notes), list("Next", report.next),
            "Window: \(MarkdownText.escaped(words.window)); started "
                + "\(JSONReport.timestamp(report.startedAt)); firstlight "
                + "\(MarkdownText.escaped(report.toolVersion)).",
        ]
        return sections.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private static func replicas(_ report: HealthReport, _ words: HealthWords) -> String? {
        guard words.isFleet else { return nil }
        let quantities = report.comparisons.map(\.quantity)
        let rows = report.replicas.map { replica in
            [
                MarkdownText.code(replica.name),
                replica.state == .down ? "down" : replica.grade.rawValue,
                MarkdownText.escaped(words.title(of: replica)),
            ]
                + quantities.map { quantity in
                    replica.readings[quantity].map { HealthFigure.text($0, quantity.unit) } ?? ""
                }
        }
        return "## Replicas\n\n"
            + MarkdownText.table(
                ["replica", "grade", "engine"] + quantities.map(\.title), rows)
    }

    private static func findings(_ words: HealthWords) -> String? {
        let rows = words.rows(isVerbose: true).map { row in
            let isBad = row.role == .judges && (row.grade == .warning || row.grade == .critical)
            return [
                row.section.title, MarkdownText.escaped(row.title),
                MarkdownText.escaped(row.found), MarkdownText.escaped(row.limits),
                isBad ? "**\(row.gradeText)**" : row.gradeText,
            ]
        }
        guard !rows.isEmpty else { return nil }
        return "## Findings\n\n"
            + MarkdownText.table(["section", "signal", "found", "limits", "grade"], rows)
    }

    private static func list(_ title: String, _ items: [String]) -> String? {
        guard !items.isEmpty else { return nil }
        return "## \(title)\n\n"
            + items.map { "- " + MarkdownText.escaped($0) }.joined(separator: "\n")
    }
}
