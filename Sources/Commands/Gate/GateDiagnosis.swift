import Diagnosis
import Readiness
import Reports

/// Explains a gate's verdict with a diagnosis of the gate's own evidence.
enum GateDiagnosis {
    /// Diagnoses a verdict that is not READY and puts the explanation into the report.
    ///
    /// A diagnosis that finds nothing leaves the report as it is.
    ///
    /// - Parameters:
    ///   - report: The gate's report.
    ///   - evidence: What the gate saw.
    /// - Returns: The diagnosis; nil when the verdict needs no explanation.
    static func explain(
        _ report: inout GateReport, with evidence: Evidence
    ) async -> DiagnosisDocument? {
        guard report.verdict != .ready else { return nil }
        var document = DiagnosisDocument(
            name: report.name, place: report.target.url, startedAt: report.startedAt,
            basis: DiagnosisBasis(evidence), report: await Diagnoser().diagnose(evidence),
            toolVersion: report.toolVersion)
        document.interruptedBy = report.interruptedBy
        let summary = DiagnosisSummary(document)
        report.why = summary.why
        report.next = summary.next + report.next.filter { !summary.next.contains($0) }
        return document
    }
}
