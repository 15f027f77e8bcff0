import Foundation
import Monitoring
import Signals
import Testing
import Yams

@Suite struct RuleFilesTests {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/rules/vllm-0.32.0")

    /// With `RECORD_SNAPSHOTS=1` the files are written anew and the test fails.
    @Test(arguments: [RulesPart.recordingPath, RulesPart.alertPath, RulesPart.machinePath])
    func `the rules of vLLM are the ones that were read`(path: String) throws {
        let files = try RuleCase(engine: .vllm, version: "0.32.0").files()
        let text = try #require(files.first { $0.path == path }).text
        let file = Self.golden.appending(
            path: path.split(separator: "/").last.map(String.init) ?? "")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(
                at: Self.golden, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file, options: .atomic)
            Issue.record("recorded \(file.lastPathComponent)")
            return
        }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let lines = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
        let first = lines.first { $0.0 != $0.1 }
        #expect(
            text == expected,
            "\(first.map { "found \($0.0), expected \($0.1)" } ?? "another length")")
    }

    @Test(arguments: RuleCase.all)
    func `the same subject gives the same bytes`(engine: RuleCase) throws {
        #expect(try engine.files() == engine.files())
    }

    @Test(arguments: RuleCase.all)
    func `groups have names of their own, and labels and texts read back`(engine: RuleCase) throws {
        let subject = try engine.subject()
        let groups = RecordingRules.groups(for: subject) + AlertRules.groups(for: subject)
        #expect(Set(groups.map(\.name)).count == groups.count)
        #expect(groups.allSatisfy { !$0.rules.isEmpty })
        let alerts = AlertRules.groups(for: subject)
        let text = RuleFile.object(alerts, name: "llm", for: subject)
        let object = try #require(try Yams.load(yaml: text) as? [String: Any])
        #expect(object["kind"] as? String == "PrometheusRule")
        let spec = try #require(object["spec"] as? [String: Any])
        let read = try #require(spec["groups"] as? [[String: Any]])
        let rules = read.flatMap { $0["rules"] as? [[String: Any]] ?? [] }
        #expect(rules.map { $0["expr"] as? String } == alerts.flatMap(\.alerts).map(\.expression))
    }

    @Test func `the document's table of alerts is what the rules say`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/monitoring.md").standardized
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let head = "<!-- The table of alerts; RECORD_SNAPSHOTS=1 writes it anew. -->\n\n"
        let start = try #require(text.firstRange(of: head)?.upperBound)
        let end = text[start...].firstRange(of: "\n\n").map { text.index(after: $0.lowerBound) }
        let table = try AlertDocumentation.table()
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            let whole = text[..<start] + table + text[(end ?? text.endIndex)...]
            try Data(whole.utf8).write(to: file, options: .atomic)
            Issue.record("recorded docs/monitoring.md")
            return
        }
        #expect(text[start..<(end ?? text.endIndex)] == table)
    }
}
