import Foundation
import Subprocess
import SystemPackage

/// What one run of the built `firstlight health` printed, as JSON.
struct HealthRun {
    struct Report: Decodable {
        var grade: String
        var sections: [Section]
        var missing: [Missing]
    }

    struct Section: Decodable {
        var section: String
        var items: [Item]
    }

    struct Item: Decodable {
        var id: String
        var grade: String?
        var vital: Bool
    }

    struct Missing: Decodable {
        var signal: String
        var reason: String
    }

    var status: TerminationStatus
    var report: Report

    /// Reports an engine's health as a user would.
    ///
    /// - Throws: `SubprocessError` when the binary cannot be run, `UnreadableRun` when what it
    ///   printed is not the JSON it promises.
    static func health(_ url: String, _ arguments: [String] = []) async throws -> HealthRun {
        let result = try await run(
            .path(FilePath(GateRun.binary)),
            arguments: Arguments(["health", url, "--format", "json"] + arguments),
            output: .string(limit: 1 << 22), error: .string(limit: 1 << 22))
        do {
            return HealthRun(
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
