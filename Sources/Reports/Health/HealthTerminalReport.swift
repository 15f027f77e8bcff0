package import Readiness

/// A health report for a person at a terminal: the grade first, then the numbers, then why, then
/// what to do.
package enum HealthTerminalReport {
    /// Renders a report.
    ///
    /// Nothing in it depends on colours, and no line is wider than the style's width.
    ///
    /// - Parameters:
    ///   - report: What was found.
    ///   - style: What the terminal can show.
    /// - Returns: Lines, each ended by a line feed; an empty one first and last.
    package static func render(_ report: HealthReport, style: TerminalStyle) -> String {
        HealthTerminalPage(report.printable(), style: style).lines.map { $0 + "\n" }.joined()
    }
}
