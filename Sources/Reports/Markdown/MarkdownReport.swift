package import Readiness

/// A gate's report as evidence for a release: `report.md`.
package enum MarkdownReport {
    /// Renders a report.
    ///
    /// - Parameter report: What a gate found.
    /// - Returns: Markdown with GitHub's tables, the verdict as its heading; ends in a line feed.
    package static func render(_ report: GateReport) -> String {
        MarkdownPage(report.printable()).text
    }
}
