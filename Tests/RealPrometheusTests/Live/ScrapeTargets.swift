import Foundation
import Testing

/// The file in which the started servers look for what they are to scrape.
///
/// `scripts/test-prometheus` names it in their configuration; they read it again when it changes.
enum ScrapeTargets {
    /// The variable that holds the file's path.
    static let variable = "FIRSTLIGHT_SCRAPE_TARGETS"

    /// Where the file is; nil when no server reads one.
    static var file: String? { ProcessInfo.processInfo.environment[variable] }

    /// Why tests that need the file are skipped.
    static let absence: Comment = "no servers that scrape; run scripts/test-prometheus"

    /// Has one target scraped, under a job of its own.
    ///
    /// - Parameters:
    ///   - port: Its port at 127.0.0.1.
    ///   - job: The job's name, which no other series have.
    /// - Throws: When there is no such file, or it cannot be written.
    static func write(port: Int, job: String) throws {
        let file = try #require(file, absence)
        let text = #"[{"targets": ["127.0.0.1:\#(port)"], "labels": {"job": "\#(job)"}}]"#
        try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
    }
}
