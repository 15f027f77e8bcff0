package import Comparison

/// A comparison for a person at a terminal: the verdict first, then the numbers, then what weakens
/// it, then what to do.
package enum ComparisonTerminalReport {
    /// Renders a report.
    ///
    /// Nothing in it depends on colours, and no line is wider than the style's width.
    ///
    /// - Parameters:
    ///   - report: What was found.
    ///   - style: What the terminal can show.
    /// - Returns: Lines, each ended by a line feed; an empty one first and last.
    package static func render(_ report: ComparisonReport, style: TerminalStyle) -> String {
        ComparisonTerminalPage(report.printable(), style: style).lines.map { $0 + "\n" }.joined()
    }
}
