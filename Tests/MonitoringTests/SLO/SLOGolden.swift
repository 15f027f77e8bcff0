import Foundation
import Testing

/// Generated files compared with files that were read by a person.
///
/// With `RECORD_SNAPSHOTS=1` in the environment they are written anew and the test fails.
enum SLOGolden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/slo", directoryHint: .isDirectory)

    /// Expects a text to be what the file holds.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - name: The file's name below the folder of fixtures.
    /// - Throws: An error of the file system when the file cannot be read or written.
    static func expect(_ text: String, is name: String) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file, options: .atomic)
            Issue.record("recorded \(name)")
            return
        }
        let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        guard text != expected else { return }
        let lines = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
        let first = lines.first { $0 != $1 }
        Issue.record(
            "\(name): expected \"\(first?.1 ?? "(end)")\", found \"\(first?.0 ?? "(end)")\"; if it is meant, RECORD_SNAPSHOTS=1"
        )
    }
}
