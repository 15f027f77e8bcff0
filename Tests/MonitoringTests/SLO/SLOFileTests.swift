import Lint
import Monitoring
import PromQL
import Signals
import Testing
import Yams

@Suite struct SLOFileTests {
    @Test(arguments: SLOSample.engines)
    func `every query parses, and every rule carries the objective's id`(
        _ engine: EngineKind
    ) throws {
        for group in try SLORules.groups(for: try SLOSample.subject(engine)).groups {
            for rule in group.recordings {
                _ = try PromQLParser.parse(rule.expression)
                #expect(rule.labels.keys.sorted() == ["slo"])
            }
            for alert in group.alerts {
                _ = try PromQLParser.parse(alert.expression)
                #expect(alert.resultLabels.contains("slo"))
            }
            #expect(!group.alerts.isEmpty)
        }
    }

    @Test(arguments: SLOSample.engines)
    func `lint finds nothing in the rules and in Alertmanager's configuration`(
        _ engine: EngineKind
    ) throws {
        let set = try Generation.files(
            of: [.rules, .slo, .alertmanager], for: try SLOSample.subject(engine))
        let sources = set.files.filter {
            $0.path.hasSuffix(".rules.yml") || $0.path.hasPrefix("alertmanager/")
        }.map { LintSource(path: $0.path, text: $0.text) }
        let report = Linter().check(sources)
        #expect(report.failures.isEmpty, "\(report.failures)")
        let own = report.findings.filter { finding in
            let path = report.sources[finding.file].path
            return path.contains("slo") || path.hasPrefix("alertmanager/")
        }
        #expect(own.isEmpty, "\(own.map { "\($0.rule): \($0.message)" })")
    }

    @Test func `the same subject gives the same bytes, and they are those that were read`() throws {
        let subject = try SLOSample.subject(
            .vllm, "0.32.0",
            objectives: ["ttft p95 <= 2.5s", "error rate <= 1%", "throughput p50 >= 3 tok/s"],
            warnings: ["itl p99 <= 150ms"], slo: SLOOptions(period: .seconds(28 * 86_400)))
        let parts: Set<GeneratedPart> = [.slo, .alertmanager]
        let first = try Generation.files(of: parts, for: subject)
        let second = try Generation.files(of: parts, for: subject)
        #expect(first.files == second.files)
        for file in first.files where !file.path.contains("/tests/") {
            try SLOGolden.expect(file.text, is: file.path)
        }
    }

    @Test func `OpenSLO has a document for each objective with good or bad, and all events`() throws
    {
        let set = try Generation.files(of: [.slo], for: try SLOSample.subject())
        let file = try SLOSample.file("slo/openslo.yaml", in: set)
        let documents = try Array(Yams.compose_all(yaml: file.text))
        #expect(
            documents.map { $0["kind"]?.string } == ["DataSource", "Service", "SLO", "SLO", "SLO"])
        for document in documents.dropFirst(2) {
            #expect(document["apiVersion"]?.string == "openslo/v1")
            let spec = try #require(document["spec"])
            let ratio = try #require(spec["indicator"]?["spec"]?["ratioMetric"])
            let part = ratio["good"] ?? ratio["bad"]
            for metric in [part, ratio["total"]] {
                let query = try #require(metric?["metricSource"]?["spec"]?["query"]?.string)
                _ = try PromQLParser.parse(query)
            }
            #expect(spec["objectives"]?[0]?["target"]?.float == 0.95)
            #expect(spec["timeWindow"]?[0]?["duration"]?.string == "30d")
            let name = try #require(document["metadata"]?["name"]?.string)
            #expect(name.wholeMatch(of: #/[a-z0-9]([a-z0-9-]*[a-z0-9])?/#) != nil)
        }
    }

    @Test func `sloth gets the same events, and windows that every objective can reach`() throws {
        let subject = try SLOSample.subject(
            .vllm, objectives: ["ttft p90 <= 1s", "e2e p99 <= 30s"])
        let set = try Generation.files(of: [.slo], for: subject)
        let root = try #require(
            try Yams.compose(yaml: try SLOSample.file("slo/sloth.yaml", in: set).text))
        #expect(root["version"]?.string == "prometheus/v1")
        let slos = try #require(root["slos"]?.sequence)
        #expect(slos.compactMap { $0["objective"]?.float } == [90, 99, 95])
        for slo in slos {
            for key in ["error_query", "total_query"] {
                let query = try #require(slo["sli"]?["events"]?[key]?.string)
                #expect(query.contains("[{{.window}}]"))
                _ = try PromQLParser.parse(query.replacing("{{.window}}", with: "5m"))
            }
        }
        let windows = try #require(
            try Yams.compose(
                yaml: try SLOSample.file("slo/sloth-windows/windows.yaml", in: set).text))
        let quick = windows["spec"]?["page"]?["quick"]?["errorBudgetPercent"]?.float
        #expect(quick == 0.25)
    }

    @Test(arguments: [
        (["ttft p95 <= 1s", "error rate <= 1%"], true),
        (["ttft p99 <= 1s", "error rate <= 1%"], false),
        (["error rate <= 1%"], false),
    ])
    func `that sloth alerts otherwise on stricter objectives is said`(
        objectives: [String], differ: Bool
    ) throws {
        let subject = try SLOSample.subject(.vllm, "0.32.0", objectives: objectives)
        let notes = try Generation.files(of: [.slo], for: subject).notes
        let said = SLOSample.note("sloth", in: notes)
        #expect(said.isEmpty != differ, "\(said)")
        if differ {
            #expect(said.contains("follow the weakest one, ttft p95"), "\(said)")
            #expect(said.hasSuffix("on error rate <= 1 %"), "\(said)")
        }
    }
}
