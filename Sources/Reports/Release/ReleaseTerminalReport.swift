import Capacity
import Diagnosis
import Readiness

/// The evidence for a release on a terminal: the verdict first, then the parts.
package enum ReleaseTerminalReport {
    /// Renders the evidence.
    ///
    /// - Parameters:
    ///   - document: What was found.
    ///   - style: What the terminal can show.
    /// - Returns: Lines, each ended by a line feed.
    package static func render(_ document: ReleaseDocument, style: TerminalStyle) -> String {
        var parts = [TerminalReport.render(document.summary, style: style)]
        if let sweep = document.sweep {
            parts.append(SweepTerminalReport.render(sweep, style: style))
        }
        if let diagnosis = document.diagnosis {
            parts.append(DiagnosisTerminalReport.render(diagnosis, style: style))
        }
        return parts.joined()
    }
}
