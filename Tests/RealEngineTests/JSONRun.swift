import Foundation
import Subprocess
import SystemPackage

/// What one run of a command of the built binary printed, as JSON.
struct JSONRun<Report: Decodable & Sendable>: Sendable {
    var status: TerminationStatus
    var report: Report

    /// Runs `firstlight COMMAND ... --format json`.
    ///
    /// - Throws: `SubprocessError` when the binary cannot be run, `UnreadableRun` when what it
    ///   printed is not the JSON it promises.
    static func of(_ arguments: [String]) async throws -> JSONRun {
        let result = try await run(
            .path(FilePath(GateRun.binary)),
            arguments: Arguments(arguments + ["--format", "json"]),
            output: .string(limit: 1 << 22), error: .string(limit: 1 << 22))
        do {
            return JSONRun(
                status: result.terminationStatus,
                report: try JSONDecoder().decode(
                    Report.self, from: Data(result.standardOutput.utf8)))
        } catch {
            throw UnreadableRun(
                status: result.terminationStatus, standardOutput: result.standardOutput,
                standardError: result.standardError, reason: error)
        }
    }
}
