import Foundation
import Lint
import Signals
import Testing

/// Files and rules to look at.
enum LintSample {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures", directoryHint: .isDirectory)

    /// A file of the fixtures.
    static func source(_ name: String) throws -> LintSource {
        let data = try Data(contentsOf: folder.appending(path: name))
        return LintSource(path: name, bytes: [UInt8](data))
    }

    /// The names of a folder's files, sorted.
    static func names(in name: String) -> [String] {
        let files = try? FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: name).path)
        return (files ?? []).map { "\(name)/\($0)" }.sorted()
    }

    /// A rule file with one alert.
    static func alert(_ query: String, severity: String = "critical") -> LintSource {
        LintSource(
            path: "rules.yml",
            text: """
                groups:
                  - name: g
                    rules:
                      - alert: A
                        expr: |
                          \(query)
                        for: 5m
                        labels: {severity: \(severity)}
                        annotations: {summary: s}

                """)
    }

    /// A rule file with one recording.
    static func record(_ query: String, as name: String = "team:x:y") -> LintSource {
        LintSource(
            path: "rules.yml",
            text: """
                groups:
                  - name: g
                    rules:
                      - record: \(name)
                        expr: |
                          \(query)

                """)
    }

    /// A dashboard with one panel.
    static func panel(
        _ query: String, type: String = "timeseries", unit: String = "", legend: String = ""
    ) throws -> LintSource {
        let target: [String: Any] = ["expr": query, "legendFormat": legend]
        let panel: [String: Any] = [
            "type": type, "title": "T", "targets": [target],
            "fieldConfig": ["defaults": ["unit": unit]],
        ]
        let data = try JSONSerialization.data(
            withJSONObject: ["title": "D", "panels": [panel]], options: [.sortedKeys])
        return LintSource(path: "dashboard.json", bytes: [UInt8](data))
    }

    /// What the rules say about a file.
    static func findings(_ source: LintSource, _ target: LintTarget = LintTarget()) -> [LintFinding]
    {
        var linter = Linter()
        linter.target = target
        let report = linter.check([source])
        #expect(report.failures.isEmpty, "\(report.failures)")
        return report.findings
    }

    /// The rules that say something about an alert's query.
    static func rules(_ query: String, _ target: LintTarget = LintTarget()) -> [String] {
        findings(alert(query), target).map(\.rule)
    }

    /// An engine of a release.
    static func engine(_ exporter: Exporter, _ version: String? = nil) -> LintTarget {
        var target = LintTarget()
        target.engine = exporter
        target.version = version.flatMap(EngineVersion.init(_:))
        return target
    }
}
