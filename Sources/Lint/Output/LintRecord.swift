/// The report for programs; `docs/schema/lint.schema.json` describes it.
package struct LintRecord: Encodable, Sendable {
    /// The schema's version.
    package let schemaVersion = 1
    package let verdict: String
    package let queries: Int
    package let files: Int
    package let counts: Counts
    package let findings: [Finding]
    package let unreadable: [Unreadable]
    package let skipped: [String]
    package let notes: [String]

    package struct Counts: Encodable, Sendable {
        let error: Int
        let warning: Int
        let info: Int
    }

    package struct Finding: Encodable, Sendable {
        let rule: String
        let severity: LintSeverity
        let message: String
        let hint: String?
        let file: String
        let line: Int
        let column: Int
        let endLine: Int
        let endColumn: Int
        let fixes: [Fix]
    }

    package struct Fix: Encodable, Sendable {
        let startByte: Int
        let endByte: Int
        let text: String
    }

    package struct Unreadable: Encodable, Sendable {
        let file: String
        let line: Int?
        let column: Int?
        let message: String
    }

    /// Takes a report down.
    ///
    /// - Parameter report: The report.
    package init(_ report: LintReport) {
        let errors = report.count(.error)
        let warnings = report.count(.warning)
        verdict = errors > 0 ? "NOT_READY" : warnings > 0 ? "DEGRADED" : "READY"
        queries = report.queryCount
        files = report.fileCount
        counts = Counts(error: errors, warning: warnings, info: report.count(.info))
        findings = report.findings.map { finding in
            let source = report.sources[finding.file]
            let start = source.position(of: finding.range.lowerBound)
            let end = source.position(of: finding.range.upperBound)
            return Finding(
                rule: finding.rule, severity: finding.severity, message: finding.message,
                hint: finding.hint, file: source.path, line: start.line, column: start.column,
                endLine: end.line, endColumn: end.column,
                fixes: finding.fix.map {
                    Fix(startByte: $0.range.lowerBound, endByte: $0.range.upperBound, text: $0.text)
                })
        }
        unreadable = report.failures.map {
            Unreadable(
                file: $0.path, line: $0.position?.line, column: $0.position?.column,
                message: $0.message)
        }
        skipped = report.skipped
        notes = report.notes
    }
}
