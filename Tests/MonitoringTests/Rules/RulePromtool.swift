import Foundation
import Monitoring
import Subprocess
import SystemPackage

/// The promtool of Prometheus, which decides what a rule does.
struct RulePromtool: Sendable {
    let path: String

    /// The one that `FIRSTLIGHT_PROMTOOL` names, or the first on `PATH`; nil without either.
    static let found: RulePromtool? = {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["FIRSTLIGHT_PROMTOOL"] { return RulePromtool(path: named) }
        return (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/promtool" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
            .map(RulePromtool.init)
    }()

    /// Whether a machine without promtool fails the tests.
    static let isRequired: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return environment["CI"] == "true" || environment["FIRSTLIGHT_REQUIRE_COMPONENTS"] == "1"
    }()

    /// Runs promtool on files of a folder that is made for it.
    ///
    /// - Parameters:
    ///   - files: The files, by their paths below the folder.
    ///   - words: The command, such as `check rules`.
    ///   - paths: On which of the files.
    /// - Returns: Whether it succeeded, and what it printed.
    /// - Throws: What the file system throws, and when promtool cannot be started.
    func run(
        _ files: [(path: String, text: String)], _ words: [String], on paths: [String]
    ) async throws -> (succeeded: Bool, output: String) {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "firstlight-rules-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in files {
            let place = folder.appending(path: file.path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: place)
        }
        let result = try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(words + paths.map { folder.appending(path: $0).path }),
            output: .string(limit: 1 << 24), error: .string(limit: 1 << 24))
        let output = result.standardOutput + result.standardError
        return (result.terminationStatus.isSuccess, output)
    }

    /// Runs promtool on generated files.
    func run(
        _ files: [GeneratedFile], _ words: [String], on paths: [String]
    ) async throws -> (succeeded: Bool, output: String) {
        try await run(files.map { ($0.path, $0.text) }, words, on: paths)
    }
}
