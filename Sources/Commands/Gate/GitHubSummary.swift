import Foundation
import Readiness
import Reports

/// Adds a page to the summary of a GitHub Actions step.
enum GitHubSummary {
    /// Appends a page when the GitHub format is asked for inside a step.
    ///
    /// - Parameters:
    ///   - page: Markdown, what matters first.
    ///   - environment: Holds `GITHUB_STEP_SUMMARY` inside a step.
    ///   - isWanted: Whether the GitHub format is asked for.
    /// - Throws: `UsageError` when the runner's file cannot be written.
    static func append(
        _ page: @autoclosure () -> String, environment: [String: String], isWanted: Bool
    ) throws(UsageError) {
        guard isWanted, let path = environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else {
            return
        }
        try OutputFile.write(Data(GitHubReport.cut(page()).utf8), to: path, .appending)
    }
}
