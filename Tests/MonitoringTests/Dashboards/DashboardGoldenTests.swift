import Foundation
import Monitoring
import Signals
import Testing

@Suite struct DashboardGoldenTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/dashboards/llamacpp-latency.json")

    /// With `RECORD_SNAPSHOTS=1` the file is written anew and the test fails.
    @Test func `the smallest board is what somebody has read`() throws {
        let subject = DashboardCase(engine: .llamacpp, version: nil)
        let board = try #require(
            try subject.files().first { $0.path.hasSuffix("latency.json") })
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(
                at: Self.file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(board.text.utf8).write(to: Self.file)
            Issue.record("recorded \(Self.file.lastPathComponent)")
            return
        }
        let expected = try String(decoding: Data(contentsOf: Self.file), as: UTF8.self)
        let pairs = zip(
            board.text.split(separator: "\n", omittingEmptySubsequences: false),
            expected.split(separator: "\n", omittingEmptySubsequences: false))
        let difference = pairs.first { $0 != $1 }
        #expect(
            board.text == expected,
            "first difference: \(difference.map { "\($0), was \($1)" } ?? "the length")")
    }

    @Test func `the same subject gives the same bytes`() throws {
        let subject = DashboardCase(engine: .vllm, version: "0.32.0")
        #expect(try subject.files() == subject.files())
        #expect(try subject.files(.v2) == subject.files(.v2))
    }
}
