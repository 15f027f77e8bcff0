import Foundation
import Monitoring
import Signals
import Subprocess
import SystemPackage
import TestKit
import Testing

/// Inhibitions as a real Alertmanager sees them.
@Suite(.enabled(if: CheckTool.alertmanager.isExpected, "Alertmanager is not installed"))
struct RealAlertmanagerTests {
    private struct Alert: Decodable {
        struct Status: Decodable {
            let inhibitedBy: [String]
        }

        let labels: [String: String]
        let status: Status
    }

    /// An alert of a rule, in a service of its own.
    private func words(_ rule: AlertRule, job: String) -> [String] {
        let labels = AlertLabels(rule)
        return [rule.alert.rawValue]
            + labels.names.filter { $0 != "alertname" }.map { name in
                if name == "job" { return "job=\(job)" }
                if case .fixed(let value) = labels[name] { return "\(name)=\(value)" }
                return "\(name)=x"
            }
    }

    @Test func `every inhibition mutes its target, and no alert of another service`() async throws {
        let subject = try SLOSample.subject()
        let groups = AlertRules.groups(for: subject) + (try SLORules.groups(for: subject).groups)
        let rules = groups.flatMap(\.alerts)
        let pairs = Inhibitions(among: rules, labels: subject.labels).all.compactMap { inhibition in
            InhibitionProof(inhibition, among: rules).pairs.first { $0.verdict == .matches }
        }
        try #require(!pairs.isEmpty)
        let set = try Generation.files(of: [.alertmanager], for: subject)
        let port = try await closedPort()
        let muted = try await withAlertmanager(set, port: port) { url in
            func amtool(_ words: [String]) async throws -> CheckTool.Outcome {
                try await CheckTool.amtool.run(["--alertmanager.url=\(url)"] + words, with: [])
            }
            for (index, pair) in pairs.enumerated() {
                for alert in [
                    words(pair.source, job: "j\(index)"), words(pair.target, job: "j\(index)"),
                    words(pair.target, job: "other\(index)"),
                ] {
                    let added = try await amtool(["alert", "add"] + alert)
                    #expect(added.succeeded, "\(added.text)")
                }
            }
            let told = try await amtool(["alert", "query", "--inhibited", "--output=json"])
            return try JSONDecoder().decode([Alert].self, from: Data(told.text.utf8))
        }
        #expect(muted.allSatisfy { !$0.status.inhibitedBy.isEmpty })
        for (index, pair) in pairs.enumerated() {
            let found = muted.filter { $0.labels["job"] == "j\(index)" }
            #expect(
                found.map { $0.labels["alertname"] } == [pair.target.alert.rawValue],
                "\(pair.source.alert) and \(pair.target.alert)")
        }
        #expect(!muted.contains { $0.labels["job"]?.hasPrefix("other") == true })
    }

    private func withAlertmanager<Value: Sendable>(
        _ set: GeneratedSet, port: Int, _ body: (_ url: String) async throws -> Value
    ) async throws -> Value {
        try await withTemporaryFolder { folder in
            let file = try SLOSample.file("alertmanager/alertmanager.yml", in: set)
            try Data(file.text.utf8).write(
                to: URL(filePath: folder).appending(path: "alertmanager.yml"))
            let configuration = Configuration(
                executable: .name(CheckTool.alertmanager.name),
                arguments: [
                    "--config.file=alertmanager.yml", "--storage.path=data",
                    "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=",
                ], workingDirectory: FilePath(folder))
            let result = try await Subprocess.run(
                configuration, input: .none, output: .discarded, error: .sequence
            ) { execution in
                var log = ""
                for try await buffer in execution.standardError {
                    log += String(decoding: buffer.withUnsafeBytes { Array($0) }, as: UTF8.self)
                    if log.contains("Listening on") { break }
                }
                do {
                    let value = try await body("http://127.0.0.1:\(port)")
                    try? execution.send(signal: .terminate)
                    return value
                } catch {
                    try? execution.send(signal: .terminate)
                    throw error
                }
            }
            return result.closureResult
        }
    }
}
