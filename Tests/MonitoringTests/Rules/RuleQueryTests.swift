import Lint
import Monitoring
import PromQL
import Signals
import Testing

@Suite struct RuleQueryTests {
    private func expressions(_ engine: RuleCase) throws -> [String] {
        let subject = try engine.subject()
        let groups = RecordingRules.groups(for: subject) + AlertRules.groups(for: subject)
        return groups.flatMap { $0.recordings.map(\.expression) + $0.alerts.map(\.expression) }
    }

    @Test(arguments: RuleCase.all)
    func `every query is one`(of engine: RuleCase) throws {
        let all = try expressions(engine)
        #expect(all.count > 50)
        for text in all {
            let query = try PromQLParser.parse(text)
            #expect(query.valueType == .vector, "\(text)")
        }
    }

    @Test(arguments: RuleCase.all)
    func `every series that a rule reads is recorded or is the engine's`(of engine: RuleCase) throws
    {
        let subject = try engine.subject()
        let groups = RecordingRules.groups(for: subject)
        let recorded = Set(groups.flatMap(\.recordings).map(\.record))
        #expect(recorded.count == groups.flatMap(\.recordings).count)
        for text in try expressions(engine) {
            for name in try PromQLParser.parse(text).metricNames {
                let isKnown =
                    recorded.contains(name) || ["up", "ALERTS"].contains(name)
                    || !KnownFamilies.series(named: name).isEmpty
                #expect(isKnown, "\(name) in \(text)")
            }
        }
    }

    @Test(arguments: RuleCase.all)
    func `lint finds nothing`(of engine: RuleCase) throws {
        var linter = Linter()
        linter.target.engine = Exporter(engine.engine)
        linter.target.version = engine.version.flatMap { EngineVersion($0) }
        let sources = try engine.files().filter { $0.path.hasSuffix(".rules.yml") }
            .map { LintSource(path: $0.path, text: $0.text) }
        let report = linter.check(sources)
        #expect(report.failures.isEmpty)
        #expect(report.queryCount > 50)
        #expect(report.findings.isEmpty, "\(report.text())")
    }

    @Test func `growth is a slope and never a rate of a gauge`() throws {
        let rules = RecordingRules.groups(for: try RuleCase(engine: .vllm).subject())
            .flatMap(\.recordings)
        let growth = rules.filter { $0.record.hasSuffix(":deriv10m") }
        #expect(growth.count == 1)
        #expect(growth.allSatisfy { $0.expression.hasPrefix("deriv(") })
    }

    @Test(arguments: RuleCase.all)
    func `quantiles are taken of buckets added up by le`(of engine: RuleCase) throws {
        for text in try expressions(engine) where text.contains("histogram_quantile") {
            #expect(text.contains("sum by (le, job"), "\(text)")
        }
    }
}
