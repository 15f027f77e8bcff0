/// The causes in the order of their odds.
struct Ranking {
    private let findings: [ClueFinding]
    private let evidence: Evidence

    init(findings: [ClueFinding], evidence: Evidence) {
        self.findings = findings
        self.evidence = evidence
    }

    var report: DiagnosisReport {
        var report = DiagnosisReport(conclusion: .noFinding, headline: "nothing found")
        report.findings = findings
        return report
    }
}
