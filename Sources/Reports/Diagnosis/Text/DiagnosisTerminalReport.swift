/// A diagnosis for a person at a terminal: what is wrong first, then what was seen, then the
/// causes with what speaks for and against them, then what to do.
package enum DiagnosisTerminalReport {
    /// Renders a diagnosis.
    ///
    /// Nothing in it depends on colours, and no line is wider than the style's width.
    ///
    /// - Parameters:
    ///   - document: The diagnosis with what is around it.
    ///   - style: What the terminal can show.
    /// - Returns: Lines, each ended by a line feed; an empty one first and last.
    package static func render(_ document: DiagnosisDocument, style: TerminalStyle) -> String {
        DiagnosisTerminalPage(document.printable(), style: style).lines
            .map { $0 + "\n" }.joined()
    }
}
