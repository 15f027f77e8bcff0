import Foundation
import Monitoring
import Subprocess
import SystemPackage
import TestKit

/// A program that checks files for Prometheus or Alertmanager: `promtool` or `amtool`.
struct CheckTool {
    /// How a run ended.
    struct Outcome {
        let succeeded: Bool
        /// What it printed, on both streams.
        let text: String
    }

    let name: String
    let package: String

    static let promtool = CheckTool(name: "promtool", package: "prometheus")
    static let amtool = CheckTool(name: "amtool", package: "prometheus-alertmanager")
    static let alertmanager = CheckTool(
        name: "prometheus-alertmanager", package: "prometheus-alertmanager")

    private static let environment = ProcessInfo.processInfo.environment

    /// Whether the program is there, or its absence is to fail: in CI it is.
    var isExpected: Bool {
        let isRequired =
            Self.environment["CI"] == "true"
            || Self.environment["FIRSTLIGHT_REQUIRE_COMPONENTS"] == "1"
        return isRequired
            || (Self.environment["PATH"] ?? "").split(separator: ":")
                .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }

    /// Runs the program in a folder with files.
    ///
    /// - Parameters:
    ///   - arguments: The program's arguments, with paths below the folder.
    ///   - files: The files.
    /// - Returns: How it ended.
    /// - Throws: `SubprocessError` when it cannot be run, and errors of the file system.
    func run(_ arguments: [String], with files: [GeneratedFile]) async throws -> Outcome {
        try await withTemporaryFolder { folder in
            for file in files {
                let place = URL(filePath: folder).appending(path: file.path)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: place)
            }
            let result = try await Subprocess.run(
                .name(name), arguments: Arguments(arguments),
                workingDirectory: FilePath(folder), output: .string(limit: 1 << 22),
                error: .string(limit: 1 << 22))
            return Outcome(
                succeeded: result.terminationStatus.isSuccess,
                text: result.standardOutput + result.standardError)
        }
    }
}
