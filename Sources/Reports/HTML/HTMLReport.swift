package import Readiness

/// A gate's report as one page for a browser: `report.html`.
///
/// The page holds everything it shows: no script, no request, no font from elsewhere; a policy in
/// its head forbids all three. Everything a server said is escaped. Plots are drawings inside the
/// page; light and dark follow the reader's system.
package enum HTMLReport {
    /// Renders a report.
    ///
    /// - Parameter report: What a gate found.
    /// - Returns: A whole HTML document; ends in a line feed.
    package static func render(_ report: GateReport) -> String {
        HTMLPage(report.printable()).document
    }
}
