import Monitoring
import Signals
import Testing

/// Labels of one's own on alerts.
@Suite struct AlertLabellingTests {
    private static let labels = ["team": "ml-platform", "tier": "it's \"gold\""]

    private func subject(
        _ labels: [String: String], _ engine: EngineKind = .vllm
    ) throws -> GenerationSubject {
        var subject = try SLOSample.subject(
            engine, engine == .vllm ? "0.32.0" : nil,
            objectives: ["ttft p95 <= 1s", "error rate <= 1%"])
        subject.alertLabels = labels
        return subject
    }

    @Test(arguments: SLOSample.engines)
    func `every alert has them besides its own`(_ engine: EngineKind) throws {
        let plain = try subject([:], engine)
        let labelled = try subject(Self.labels, engine)
        let before = try alerts(plain)
        let after = try alerts(labelled)
        #expect(before.count == after.count && !after.isEmpty)
        for (old, new) in zip(before, after) {
            #expect(new.writtenLabels == old.writtenLabels.merging(Self.labels) { own, _ in own })
            #expect(new.expression == old.expression)
        }
    }

    private func alerts(_ subject: GenerationSubject) throws -> [AlertRule] {
        (AlertRules.groups(for: subject) + (try SLORules.groups(for: subject).groups))
            .flatMap(\.alerts)
    }

    @Test func `they are in every file that holds alerts, and inhibitions do without them`() throws
    {
        let parts: Set<GeneratedPart> = [.rules, .slo, .servicemonitor, .alertmanager]
        let files = try Generation.files(of: parts, for: try subject(Self.labels)).files
        func text(_ path: String) -> String { files.first { $0.path == path }?.text ?? "" }
        for path in [
            RulesPart.alertPath, RulesPart.machinePath, "prometheus/rules/llm-slo.rules.yml",
            "kubernetes/prometheusrule.yaml", "slo/sloth.yaml",
        ] {
            #expect(text(path).contains("team: ml-platform"), "\(path)")
        }
        let plain = try Generation.files(of: parts, for: try subject([:])).files
        let inputs = ", label team=ml-platform, label tier=it's \"gold\""
        #expect(
            text("alertmanager/alertmanager.yml").replacing(inputs, with: "")
                == plain.first { $0.path == "alertmanager/alertmanager.yml" }?.text)
    }

    @Test(arguments: ["alertname", "severity", "job", "model_name", "instance", "slo", "signal"])
    func `a label that alerts have is refused`(_ name: String) throws {
        let subject = try subject([name: "x"])
        let error = #expect(throws: GenerationError.self) {
            try Generation.files(of: [.dashboards], for: subject)
        }
        #expect("\(error.map { "\($0)" } ?? "")".hasPrefix("label \(name): "))
    }

    @Test(arguments: ["", "a b", "a-b", "1a", "é", "__name"])
    func `a name that Prometheus does not take or keep is wrong`(_ name: String) {
        #expect(AlertLabelling.fault(ofName: name) != nil)
    }

    @Test(arguments: ["team", "_x", "a1", "TEAM"])
    func `a name that Prometheus takes is none`(_ name: String) {
        #expect(AlertLabelling.fault(ofName: name) == nil)
    }

    @Test(arguments: ["", "{{ $value }}", "a\nb"])
    func `a value that would not arrive is wrong`(_ value: String) {
        #expect(AlertLabelling.fault(ofValue: value) != nil)
    }

    @Test(.enabled(if: CheckTool.promtool.isExpected, "promtool is not installed"))
    func `the unit tests of alerts pass with them`() async throws {
        let set = try Generation.files(of: [.rules, .slo], for: try subject(Self.labels))
        for path in [
            "prometheus/tests/slo.test.yml", "prometheus/tests/llm-capacity.test.yml",
            "prometheus/tests/llm-machine.test.yml",
        ] {
            let test = try await CheckTool.promtool.run(["test", "rules", path], with: set.files)
            #expect(test.succeeded, "\(test.text)")
        }
    }
}
