import Foundation
import Monitoring
import PromQL
import Signals
import TestKit
import Testing
import Yams

@Suite struct RolloutTests {
    @Test func `every query of a rollout is one series over the canary's pods`() throws {
        for output in try GeneratedOutput.all() {
            var queries: [String] = []
            for template in try output.documents("flagger/canary.yaml")
            where template["kind"]?.string == "MetricTemplate" {
                queries.append(try #require(template.at("spec.query")?.string))
            }
            for template in try output.documents("argo/analysis-templates.yaml") {
                for metric in template.at("spec.metrics")?.items ?? [] {
                    if let query = metric.at("provider.prometheus.query")?.string {
                        queries.append(query)
                    }
                }
            }
            if output.subject.engine != .llamacpp, output.subject.engine != .triton {
                #expect(!queries.isEmpty, "\(output.subject.title)")
            }
            for query in queries {
                let expression = try PromQLParser.parse(query)
                var grouped = 0
                var selectors = 0
                expression.visit { node, _ in
                    if case .aggregation(let aggregation) = node,
                        let grouping = aggregation.grouping
                    {
                        grouped += grouping.labels.contains { $0.text != "le" } ? 1 : 0
                    }
                    guard case .vectorSelector(let selector) = node else { return }
                    selectors += 1
                    #expect(!selector.matchers(of: "pod").isEmpty)
                    #expect(!selector.matchers(of: "namespace").isEmpty)
                }
                #expect(grouped == 0, "\(query)")
                #expect(selectors > 0)
            }
        }
    }

    @Test func `a limit is judged as the share within the bound that it is counted at`() throws {
        let exact = try GeneratedOutput(
            .vllm, version: EngineVersion(0, 32), profile: GeneratedOutput.profile,
            limitsAsBounds: true
        ).text("flagger/canary.yaml")
        #expect(exact.contains("le=\"0.3\""))
        #expect(exact.contains("ttft p95 <= 300 ms. No traffic"))
        let snapped = try GeneratedOutput(
            .vllm, version: EngineVersion(0, 20, 1), profile: GeneratedOutput.profile
        ).text("flagger/canary.yaml")
        #expect(snapped.contains("le=\"0.25\""))
        #expect(snapped.contains("ttft p95 <= 300 ms, counted at 250 ms. No traffic"))
        for text in [exact, snapped] {
            #expect(text.contains("min: 0.95"))
            #expect(!text.contains("histogram_quantile"))
        }
    }

    @Test func `only hard limits can fail a rollout`() throws {
        let profile = """
            version: 1
            target: {url: "http://127.0.0.1:8000"}
            objectives: [ttft p95 <= 250 ms]
            warnings: [e2e p90 <= 10 s, queue p95 <= 500 ms, ttft p95 <= 100 ms]
            """
        let output = try GeneratedOutput(.vllm, version: EngineVersion(0, 32), profile: profile)
        let template = try #require(
            try output.documents("argo/analysis-templates.yaml").first {
                $0.at("metadata.name")?.string?.hasSuffix("-signals") == true
            })
        let measured = try #require(template.at("spec.metrics")).items
        let dry = try #require(template.at("spec.dryRun")).items
        let names = measured.compactMap { $0["name"]?.string }
        #expect(names == ["ttft-p95", "e2e-p90", "queue-p95"])
        #expect(dry.compactMap { $0["metricName"]?.string } == ["e2e-p90", "queue-p95"])
        let canary = try #require(try output.object("Canary", in: "flagger/canary.yaml"))
        let metrics = (canary.at("spec.analysis.metrics")?.items ?? []).compactMap {
            $0["name"]?.string
        }
        #expect(metrics == ["ttft-p95"])
        let left = output.set.notes.filter { $0.subject == "flagger" }.map(\.text)
        #expect(left.contains { $0.hasPrefix("e2e p90 <= 10 s is a warning") }, "\(left)")
    }

    @Test func `where the bounds are not known a percentile is judged, and that is said`() throws {
        let profile = """
            version: 1
            target: {url: "http://127.0.0.1:8000"}
            objectives: [queue p95 <= 400 ms]
            """
        let output = try GeneratedOutput(.sglang, profile: profile)
        let text = output.text("flagger/canary.yaml")
        #expect(text.contains("histogram_quantile(0.95"))
        #expect(text.contains("max: 0.4"))
        #expect(
            output.set.notes.contains {
                $0.subject == "queue p95 <= 400 ms"
                    && $0.text.contains("rollouts judge a percentile that is interpolated")
            })
    }

    @Test func `Argo's verdict knows three ends`() throws {
        let output = try GeneratedOutput(.vllm)
        let templates = try output.documents("argo/analysis-templates.yaml")
        let verdict = try #require(
            templates.first { $0.at("metadata.name")?.string == "vllm-endpoint-verdict" })
        let metric = try #require(verdict.at("spec.metrics.0"))
        #expect(metric["successCondition"]?.string == "result == \"READY\"")
        #expect(metric["failureCondition"]?.string == "result == \"NOT_READY\"")
        #expect(metric["inconclusiveLimit"]?.int == 3)
        #expect(metric.at("provider.web.jsonPath")?.string == "{$.verdict}")
        // The desk that it asks is generated beside it.
        let service = try output.object("Service", in: "argo/desk.yaml")
        let name = try #require(service?.at("metadata.name")?.string)
        let port = try #require(service?.at("spec.ports.0.port")?.string)
        let url = verdict.at("spec.args.0.value")?.string
        #expect(url == "http://\(name).inference.svc:\(port)/verdict.json")
    }

    @Test(.enabled(if: Judge.find("nginx") != nil))
    func `the desk's web server takes its configuration`() async throws {
        let nginx = try #require(Judge.find("nginx"))
        let output = try GeneratedOutput(.vllm)
        let config = try output.object("ConfigMap", in: "flagger/desk.yaml")
        let server = try #require(config?.at("data")?["default.conf"]?.string)
        try await withTemporaryFolder { folder in
            let whole = """
                pid \(folder)/nginx.pid; error_log \(folder)/error.log; events {}
                http { access_log off; client_body_temp_path \(folder)/b; proxy_temp_path \(folder)/p;
                fastcgi_temp_path \(folder)/f; uwsgi_temp_path \(folder)/u; scgi_temp_path \(folder)/s;
                \(server) }
                """
            try Data(whole.utf8).write(to: URL(filePath: folder + "/nginx.conf"))
            let (isContent, said) = try await Judge.run(
                nginx, ["-t", "-p", folder, "-c", folder + "/nginx.conf"])
            #expect(isContent, "\(said)")
        }
    }

    @Test func `the desk's loop is a shell script`() async throws {
        let shell = try #require(Judge.find("sh"))
        let config = try GeneratedOutput(.vllm).object("ConfigMap", in: "argo/desk.yaml")
        let loop = try #require(config?.at("data")?["judge.sh"]?.string)
        try await withTemporaryFolder { folder in
            try Data(loop.utf8).write(to: URL(filePath: folder + "/judge.sh"))
            let (isContent, said) = try await Judge.run(shell, ["-n", folder + "/judge.sh"])
            #expect(isContent, "\(said)")
        }
    }

    @Test(.enabled(if: Judge.find("promtool") != nil))
    func `KEDA's query is one series with two replicas, and none without data`() async throws {
        let promtool = try #require(Judge.find("promtool"))
        let output = try GeneratedOutput(.vllm)
        let object = try #require(try output.object("ScaledObject", in: "keda/scaledobject.yaml"))
        let metadata = try #require(object.at("spec.triggers.0.metadata"))
        let query = try #require(metadata["query"]?.string)
        #expect(metadata["ignoreNullValues"]?.string == "false")
        #expect(object.at("spec.fallback.replicas")?.int == 2)
        func series(_ name: String, _ replica: Int, _ value: Int) -> String {
            "      - series: '\(name){job=\"vllm-endpoint\", instance=\"\(replica)\"}'\n"
                + "        values: '\(value)x10'\n"
        }
        let test =
            "tests:\n  - interval: 15s\n    input_series:\n"
            + series("vllm:num_requests_running", 1, 16) + series("vllm:num_requests_running", 2, 9)
            + series("vllm:num_requests_waiting", 1, 4) + series("vllm:num_requests_waiting", 2, 0)
            + "      - series: 'vllm:num_requests_running{job=\"other\"}'\n        values: '99x10'\n"
            + "    promql_expr_test:\n"
            + "      - expr: '\(query)'\n        eval_time: 1m\n"
            + "        exp_samples: [{labels: '{}', value: 29}]\n"
            + "  - interval: 15s\n    promql_expr_test:\n"
            + "      - expr: '\(query)'\n        eval_time: 1m\n        exp_samples: []\n"
        try await withTemporaryFolder { folder in
            try Data(test.utf8).write(to: URL(filePath: folder + "/keda.test.yml"))
            let (isContent, said) = try await Judge.run(
                promtool, ["test", "rules", folder + "/keda.test.yml"])
            #expect(isContent, "\(said)")
        }
    }
}
