import Foundation
import Lint
import Testing

/// The rules and dashboards of the published texts, and what is wrong with them.
@Suite struct PublishedTextTests {
    struct Group: CustomTestStringConvertible {
        var name: String
        var files: [String]
        var testDescription: String { name }
    }

    static let groups = [
        Group(name: "pattern", files: ["pattern.rules.yml"]),
        Group(
            name: "lesson",
            files: [
                "lesson.rules.yml", "lesson.alertmanager.yml", "lesson.dashboard.json",
                "lesson.prometheus.yml", "lesson.compose.yml", "lesson.start.sh",
            ]),
        Group(name: "essay", files: ["essay.rules.yml", "essay.dashboard.json"]),
        Group(name: "incident", files: ["incident.dashboard.json"]),
        Group(name: "gate", files: ["gate.rules.yml"]),
    ]

    /// With `RECORD_SNAPSHOTS=1` the expectations are written anew and the test fails.
    @Test(arguments: groups)
    func `every mistake is found where it stands, and nothing else`(group: Group) throws {
        let sources = try group.files.map { try LintSample.source("texts/\($0)") }
        let report = Linter().check(sources)
        #expect(report.failures.isEmpty)
        let lines = report.findings.map { finding in
            let source = report.sources[finding.file]
            let place = source.position(of: finding.range.lowerBound)
            let text = String(decoding: source.bytes[finding.range], as: UTF8.self)
            let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return "\(source.path.dropFirst(6)):\(place.line):\(place.column) "
                + "\(finding.severity.rawValue) \(finding.rule): \(shown)"
        }
        let output = lines.joined(separator: "\n") + "\n"
        let file = LintSample.folder.appending(path: "expected/\(group.name).txt")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(output.utf8).write(to: file)
            Issue.record("recorded \(group.name)")
        }
        #expect(output == String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }

    @Test(arguments: groups)
    func `mending finds an end and leaves files that can be read`(group: Group) throws {
        var sources = try group.files.map { try LintSample.source("texts/\($0)") }
        var report = Linter().check(sources)
        let before = report.findings.count
        var passes = 0
        while passes < 6, sources.indices.contains(where: { report.fixed($0) != nil }) {
            sources = sources.indices.map { index in
                LintSource(
                    path: sources[index].path, bytes: report.fixed(index) ?? sources[index].bytes)
            }
            report = Linter().check(sources)
            passes += 1
        }
        #expect(passes < 6)
        #expect(report.failures.isEmpty)
        #expect(report.findings.count < before)
        let isBroken = report.findings.filter { $0.rule == "syntax" }.count
        #expect(isBroken == (group.name == "lesson" ? 1 : 0))
    }
}
