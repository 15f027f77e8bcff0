import Foundation
import Readiness
import Reports

/// Adds the verdict to the summary of a GitHub Actions step.
enum GitHubSummary {
    /// Appends the summary when the GitHub format is asked for inside a step.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - environment: Holds `GITHUB_STEP_SUMMARY` inside a step.
    ///   - format: What is printed; only `github` writes a summary.
    /// - Throws: `UsageError` when the runner's file cannot be written.
    static func append(
        _ report: GateReport, environment: [String: String], format: OutputOptions.Format
    ) throws(UsageError) {
        guard format == .github, let path = environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else {
            return
        }
        let text = Data(GitHubReport.stepSummary(report).utf8)
        try OutputFile.write(text, to: path, .appending)
    }
}
