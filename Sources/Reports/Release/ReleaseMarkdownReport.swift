import Capacity
import Diagnosis
import Readiness

/// The evidence for a release on one page: `release.md`.
package enum ReleaseMarkdownReport {
    /// Renders the evidence.
    ///
    /// - Parameter document: What was found.
    /// - Returns: Markdown with the verdict as its heading and the parts below it; ends in a line
    ///   feed.
    package static func render(_ document: ReleaseDocument) -> String {
        let name = document.gate.printable().name
        var sections = [
            "# \(document.verdict.title): \(MarkdownText.escaped(name))",
            "**\(MarkdownText.escaped(SafeText.printable(document.headline)))**", steps(document),
            below(MarkdownReport.render(document.gate)),
        ]
        if let sweep = document.sweep { sections.append(below(SweepMarkdownReport.render(sweep))) }
        if let diagnosis = document.diagnosis {
            sections.append(below(DiagnosisMarkdownReport.render(diagnosis)))
        }
        return sections.joined(separator: "\n\n") + "\n"
    }

    private static func steps(_ document: ReleaseDocument) -> String {
        var rows = [
            row(
                "gate", document.gate.verdict.title, document.gate.headline, document.gate.directory
            )
        ]
        if let sweep = document.sweep {
            rows.append(
                row(
                    "sweep", sweep.verdict.title, document.load?.message ?? "", sweep.directory))
        }
        if let diagnosis = document.diagnosis {
            rows.append(
                row("diagnosis", "", diagnosis.report.headline, diagnosis.directory))
        }
        if let skipped = document.skipped {
            rows.append(row("sweep and diagnosis", "skipped", skipped, nil))
        }
        return MarkdownText.table(["step", "verdict", "what was found", "kept in"], rows)
    }

    private static func row(
        _ step: String, _ verdict: String, _ found: String, _ directory: String?
    ) -> [String] {
        [
            step, verdict, MarkdownText.escaped(SafeText.printable(found)),
            directory.map { MarkdownText.code($0) } ?? "",
        ]
    }

    /// A page as a part of another: its headings go down by one, those in blocks of code are none.
    private static func below(_ page: String) -> String {
        var isCode = false
        return page.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("```") { isCode.toggle() }
            return !isCode && line.hasPrefix("#") ? "#\(line)" : String(line)
        }
        .joined(separator: "\n").trimmingTrailingLineFeeds
    }
}

extension String {
    /// The text without line feeds at its end.
    fileprivate var trimmingTrailingLineFeeds: String {
        var text = self
        while text.last == "\n" { text.removeLast() }
        return text
    }
}
