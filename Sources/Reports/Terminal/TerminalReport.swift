package import Readiness

/// A gate's verdict for a person at a terminal: the verdict first, then the evidence, then what
/// went wrong, then what to do, then where it is kept.
package enum TerminalReport {
    /// Renders a report.
    ///
    /// Nothing in it depends on colours, and no line is wider than the style's width as long as
    /// that is at least 30 columns. Control characters of servers are spelt out.
    ///
    /// - Parameters:
    ///   - report: What a gate found.
    ///   - style: What the terminal can show.
    /// - Returns: Lines, each ended by a line feed; an empty one first and last.
    package static func render(_ report: GateReport, style: TerminalStyle) -> String {
        TerminalPage(report: report.printable(), style: style).lines
            .map { $0 + "\n" }.joined()
    }
}
