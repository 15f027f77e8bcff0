package import Capacity
import Inference
import Load
import Readiness

/// A load as evidence for a release: `report.md`.
package enum LoadMarkdownReport {
    /// Renders a report.
    ///
    /// - Parameters:
    ///   - report: What was found.
    ///   - cold: The same load with a fresh connection for every request, if it was run.
    /// - Returns: Markdown with GitHub's tables, how it stands as its heading.
    package static func render(_ report: LoadReport, cold: LoadReport? = nil) -> String {
        let words = LoadWords(report: report)
        var sections = [
            "# \(words.title): \(MarkdownText.escaped(SafeText.printable(report.name)))\n\n"
                + "**\(MarkdownText.escaped(SafeText.printable(words.headline)))**",
            "## Load\n\n" + figures(words),
            MarkdownPage(words.evidence([])).loadSections,
        ]
        if let cold {
            let words = LoadWords(report: cold)
            sections.append(
                "## With a fresh connection for every request\n\n**\(words.title): "
                    + "\(MarkdownText.escaped(SafeText.printable(words.headline)))**\n\n"
                    + figures(words))
            if let table = MarkdownPage(words.evidence([])).latencyTable {
                sections.append(table)
            }
        }
        return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private static func figures(_ words: LoadWords) -> String {
        MarkdownText.table(
            ["what", "value"],
            words.figures.map { [$0.name, MarkdownText.escaped(SafeText.printable($0.text))] })
    }
}
