import Foundation
import Testing

/// Rendered output compared with a file that was read by a person.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the files are written anew and the test fails, so
/// that nobody records by accident.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Golden", directoryHint: .isDirectory)

    /// Expects the output to be what the file holds.
    ///
    /// - Parameters:
    ///   - output: The rendered output.
    ///   - name: The file's name in the `Golden` folder.
    ///   - sourceLocation: Where a difference is reported.
    /// - Throws: An error of the file system when the file cannot be read or written.
    static func expect(
        _ output: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            try Data(output.utf8).write(to: file, options: .atomic)
            Issue.record("recorded \(name)", sourceLocation: sourceLocation)
            return
        }
        let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        guard output != expected else { return }
        Attachment.record(Array(output.utf8), named: name, sourceLocation: sourceLocation)
        Issue.record(
            "\(difference(output, expected, name: name)); if it is meant, RECORD_SNAPSHOTS=1",
            sourceLocation: sourceLocation)
    }

    private static func difference(_ output: String, _ expected: String, name: String) -> String {
        let found = output.split(separator: "\n", omittingEmptySubsequences: false)
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let count = min(found.count, wanted.count)
        let line = (0..<count).first { found[$0] != wanted[$0] } ?? count
        func text(_ lines: [Substring]) -> String {
            line < lines.count ? "\(lines[line])" : "(end)"
        }
        return "\(name):\(line + 1): expected \"\(text(wanted))\", found \"\(text(found))\""
    }
}
