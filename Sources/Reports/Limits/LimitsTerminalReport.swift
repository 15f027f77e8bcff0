package import Readiness

/// A limits report for a person at a terminal: the verdict, the table, what does not fit, what to
/// do.
package enum LimitsTerminalReport {
    /// Renders a report.
    ///
    /// - Parameters:
    ///   - report: What was found.
    ///   - style: What the terminal can show; verbose adds what was read where.
    /// - Returns: Lines, each ended by a line feed; an empty one first and last.
    package static func render(_ report: LimitsReport, style: TerminalStyle) -> String {
        LimitsPage(report: report.printable(), style: style).lines.map { $0 + "\n" }.joined()
    }
}
