import Foundation
import Testing

/// Bodies compared with files that were read by a person.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the files are written anew and the test fails, so that nobody records by accident.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/Golden", directoryHint: .isDirectory)

    /// Expects a body to be what the file holds.
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
        let found = output.split(separator: "\n", omittingEmptySubsequences: false)
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        guard found != wanted else { return }
        let line =
            zip(found, wanted).enumerated().first { $1.0 != $1.1 }?.offset
            ?? min(found.count, wanted.count)
        let pair = [wanted, found].map { line < $0.count ? "\"\($0[line])\"" : "the end" }
        Issue.record(
            "\(name):\(line + 1): expected \(pair[0]), found \(pair[1]); if it is meant, RECORD_SNAPSHOTS=1",
            sourceLocation: sourceLocation)
    }
}
