import Foundation
import Monitoring
import Subprocess
import Signals
import SystemPackage
import TestKit
import Testing

/// Every dashboard by the JSON schemas that Grafana publishes, through `scripts/check-schemas`.
@Suite(.timeLimit(.minutes(5)))
struct DashboardSchemaTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Exit status and everything that was printed.
    private func check(_ folder: URL) async throws -> (isSuccess: Bool, text: String) {
        let result = try await run(
            .path(FilePath(Self.root.appending(path: "scripts/check-schemas").path)),
            arguments: [folder.path], output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20))
        return (
            result.terminationStatus.isSuccess,
            result.standardOutput + result.standardError
        )
    }

    private func write(_ text: String, to name: String, in folder: URL) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    @Test func `every dashboard of every engine conforms, in both schemas`() async throws {
        try await withTemporaryFolder { path in
            let folder = URL(filePath: path)
            var count = 0
            for schema in DashboardSchema.allCases {
                for subject in DashboardCase.all {
                    for file in try subject.files(schema) {
                        let name = "\(schema)-\(subject.testDescription)/\(file.path)"
                        try write(file.text, to: name, in: folder)
                        count += 1
                    }
                }
            }
            let (isSuccess, text) = try await check(folder)
            #expect(isSuccess, "\(text)")
            #expect(text.contains("dashboards: \(count),"), "\(text)")
        }
    }

    struct Damage: CustomTestStringConvertible, Sendable {
        let name: String
        let schema: DashboardSchema
        let find: String
        let replace: String
        let fault: String
        var testDescription: String { name }
    }

    private static let damages = [
        Damage(
            name: "an unknown member", schema: .v1, find: "\"editable\": true",
            replace: "\"editable\": true, \"editible\": true", fault: "editible"),
        Damage(
            name: "an unknown option", schema: .v1, find: "\"tooltip\": {\n          \"mode\"",
            replace: "\"tooltip\": {\n          \"style\": 1, \"mode\"", fault: "style"),
        Damage(
            name: "another schema version", schema: .v1, find: "\"schemaVersion\": 39",
            replace: "\"schemaVersion\": 36", fault: "not 39"),
        Damage(
            name: "a query without text", schema: .v2, find: "\"expr\":", replace: "\"text\":",
            fault: "expr"),
    ]

    @Test(arguments: damages)
    func `what does not conform is named`(damage: Damage) async throws {
        let subject = DashboardCase(engine: .vllm, version: "0.32.0")
        let file = try #require(try subject.files(damage.schema).first)
        let broken = file.text.replacing(damage.find, with: damage.replace)
        try #require(broken != file.text)
        try await withTemporaryFolder { path in
            let folder = URL(filePath: path)
            try write(broken, to: "board.json", in: folder)
            let (isSuccess, text) = try await check(folder)
            #expect(!isSuccess)
            #expect(text.contains(damage.fault), "\(text)")
        }
    }
}
