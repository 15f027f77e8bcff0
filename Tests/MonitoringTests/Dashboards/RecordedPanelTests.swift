import Foundation
import Monitoring
import Readiness
import Signals
import Testing

/// Boards and rules of one run: what the ones read, the others record.
@Suite struct RecordedPanelTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var engine = EngineKind.vllm
        var version: String? = "0.32.0"
        var objectives: [String] = []
        var warnings: [String] = []

        var testDescription: String {
            "\(engine.rawValue): "
                + (objectives + warnings.map { "soft " + $0 }).joined(separator: ", ")
        }

        func subject() throws -> GenerationSubject {
            try RuleCase(engine: engine, version: version)
                .subject(objectives: objectives, warnings: warnings)
        }
    }

    private static func panel(_ title: String, _ one: Case) throws -> Panel? {
        DashboardSet.boards(for: try one.subject()).flatMap(\.panels).first { $0.title == title }
    }

    @Test(arguments: [
        Case(), Case(objectives: ["e2e p90 <= 10s"]),
        Case(objectives: ["tpot p50 <= 40ms", "itl p99 <= 100ms"]),
        Case(objectives: ["ttft p99.9 <= 2s", "ttft p90 <= 1s"]),
        Case(objectives: ["queue p95 <= 500ms"]),
        Case(objectives: ["ttft p90 <= 1s"], warnings: ["ttft p50 <= 300ms", "e2e p75 <= 5s"]),
        Case(engine: .sglang, version: nil, objectives: ["ttft p90 <= 1s"]),
        Case(engine: .sglang, version: "0.5.9", objectives: ["e2e p90 <= 10s"]),
        Case(engine: .tgi, version: nil, objectives: ["e2e p50 <= 10s"]),
    ])
    func `every recorded series of a board is recorded by the rules of the run`(
        _ one: Case
    ) throws {
        let subject = try one.subject()
        let set = try Generation.files(of: [.rules, .slo], for: subject)
        let recorded = Set(
            set.files.filter { $0.path.hasSuffix(".rules.yml") }.flatMap { file in
                file.text.matches(of: /record: "?([a-z_:0-9]+)/).map { String($0.output.1) }
            })
        #expect(recorded.count > 20)
        var read: Set<String> = []
        for target in DashboardSet.boards(for: subject).flatMap(\.panels).flatMap(\.targets) {
            let names = target.expression.matches(of: /(service|replica|machine|slo):[a-z_:0-9]+/)
            read.formUnion(names.map { String($0.output.0) })
        }
        #expect(read.contains { $0.hasPrefix("slo:") })
        #expect(
            read.subtracting(recorded).isEmpty,
            "\(read.subtracting(recorded).sorted().joined(separator: ", "))")
    }

    @Test func `a time is shown by the percentile that is limited, and coloured by its limit`()
        throws
    {
        let one = Case(objectives: ["e2e p90 <= 12s"])
        let panel = try #require(try Self.panel("Whole answer p90", one))
        #expect(try Self.panel("Whole answer p95", one) == nil)
        #expect(panel.thresholds.grade(of: 12.001) == .critical)
        #expect(panel.thresholds.grade(of: 11.999) != .critical)
        #expect(panel.detail.contains("P90: "), "\(panel.detail)")
        #expect(panel.detail.contains("critical above 12 s"), "\(panel.detail)")
        #expect(panel.targets.contains { $0.expression.contains(":p90_upper_5m") })
        // Signals without a limit of the profile keep the catalogue's.
        #expect(try Self.panel("First token p95", one) != nil)
    }

    @Test(arguments: [
        (EngineKind.vllm, "swapped requests", AlertID.swapping),
        (.llamacpp, "KV-cache usage", .kvCacheNearlyFull),
    ])
    func `notes never deny what a rule of the same run asks for`(
        engine: EngineKind, title: String, alert: AlertID
    ) throws {
        let subject = try Case(engine: engine, version: nil).subject()
        let set = try Generation.files(of: [.rules, .dashboards], for: subject)
        #expect(set.files.contains { $0.text.contains("alert: \(alert.rawValue)") })
        let notes = set.notes.filter {
            $0.subject == "dashboards" && $0.text.lowercased().contains(title.lowercased())
        }
        #expect(!notes.isEmpty)
        for note in notes {
            #expect(!note.text.contains("does not tell"), "\(note.text)")
            #expect(note.text.contains("only older releases of"), "\(note.text)")
        }
    }

    @Test func `a limit on waiting in the queue colours its panel as the alerts judge`() throws {
        let one = Case(objectives: ["queue p95 <= 500ms"])
        let limits = try #require(AlertLimits(.queueTime, for: try one.subject()))
        let critical = try #require(limits.critical?.value)
        let warning = try #require(limits.warning?.value)
        #expect(critical == 0.5)
        let panel = try #require(try Self.panel("Waiting in the queue p95", one))
        #expect(panel.thresholds.grade(of: critical + 0.001) == .critical)
        #expect(panel.thresholds.grade(of: critical - 0.001) == .warning)
        #expect(panel.thresholds.grade(of: warning + 0.001) == .warning)
        #expect(panel.thresholds.grade(of: warning - 0.001) == .healthy)
        #expect(panel.detail.contains("critical above 0.5 s"), "\(panel.detail)")
    }
}
