package import Comparison

/// A comparison as a page for a browser: `report.html`.
package enum ComparisonHTMLReport {
    /// Renders a report.
    ///
    /// The page is self-contained: it loads nothing, runs nothing, and shows itself light or dark.
    ///
    /// - Parameter report: What was found.
    /// - Returns: HTML; ends in a line feed.
    package static func render(_ report: ComparisonReport) -> String {
        ComparisonHTMLPage(report.printable()).document
    }
}
