import Foundation
import Subprocess
import SystemPackage

/// What one run of the built `firstlight gate` left behind.
struct GateRun {
    /// What programs read from standard output with `--format json`.
    struct Report: Decodable {
        var verdict: String
        var `class`: String?
        var probes: Counts
    }

    /// How many probes counted.
    struct Counts: Decodable {
        var counted: Int
    }

    /// The fields of a line in `probes.jsonl` that these tests look at.
    struct Probe: Decodable {
        var model: String
        var error: String?
        var ttft_ms: Double?
        var latency_ms: Double
    }

    var status: TerminationStatus
    var report: Report
    var probes: [Probe]
}

extension GateRun {
    /// Gates an engine as a user would: the binary, its arguments, its output and its files.
    ///
    /// - Throws: `SubprocessError` when the binary cannot be run, `UnreadableRun` when what it
    ///   printed or wrote is not the JSON it promises.
    static func gate(_ url: String, _ arguments: [String]) async throws -> GateRun {
        let folder = URL.temporaryDirectory.appending(
            path: "firstlight-gate-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }

        let result = try await run(
            .path(FilePath(binary)),
            arguments: Arguments(
                ["gate", url] + arguments + ["--format", "json", "--output", folder.path]),
            output: .string(limit: 1 << 22),
            error: .string(limit: 1 << 22))
        do {
            return GateRun(
                status: result.terminationStatus,
                report: try JSONDecoder().decode(
                    Report.self, from: Data(result.standardOutput.utf8)),
                probes: try probes(under: folder))
        } catch {
            throw UnreadableRun(
                status: result.terminationStatus, standardOutput: result.standardOutput,
                standardError: result.standardError, reason: error)
        }
    }

    /// The binary under test: the one `FIRSTLIGHT_BINARY` names, or the one built beside the tests.
    static var binary: String {
        if let named = ProcessInfo.processInfo.environment["FIRSTLIGHT_BINARY"] {
            return named
        }
        return Bundle.main.bundleURL.appending(path: "firstlight").path
    }

    /// The lines of every `probes.jsonl` below a folder.
    private static func probes(under folder: URL) throws -> [Probe] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var probes: [Probe] = []
        while let file = files?.nextObject() as? URL {
            guard file.lastPathComponent == "probes.jsonl" else { continue }
            probes += try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
                try JSONDecoder().decode(Probe.self, from: $0)
            }
        }
        return probes
    }
}
