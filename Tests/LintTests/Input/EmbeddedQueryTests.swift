import Lint
import Testing

/// Queries inside the objects of other programs.
@Suite struct EmbeddedQueryTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var text: String
        /// Line and column of the dead name; nil when the query is none of Prometheus'.
        var place: String?
        var queries = 1
    }

    /// The name that no release exports any more, in each of the texts.
    private static let dead = "vllm:gpu_cache_usage_perc"

    static let cases = [
        Case(
            testDescription: "a step of an Argo rollout",
            text: """
                apiVersion: argoproj.io/v1alpha1
                kind: AnalysisTemplate
                spec:
                  args: [{name: hash}]
                  metrics:
                  - name: cache
                    successCondition: result[0] < 0.9
                    provider:
                      prometheus:
                        query: max(vllm:gpu_cache_usage_perc{pod=~"a-{{args.hash}}-.+"})
                """, place: "10:20"),
        Case(
            testDescription: "a step of an Argo rollout that asks another source",
            text: """
                kind: ClusterAnalysisTemplate
                spec:
                  metrics:
                  - provider: {datadog: {query: 'max(vllm:gpu_cache_usage_perc)'}}
                """, queries: 0),
        Case(
            testDescription: "a metric of Flagger, its window a template",
            text: """
                kind: MetricTemplate
                spec:
                  provider: {type: prometheus}
                  query: |
                    max_over_time(
                      vllm:gpu_cache_usage_perc{namespace="{{ namespace }}"}[{{ interval }}])
                """, place: "6:7"),
        Case(
            testDescription: "a metric of Flagger from another source",
            text: """
                kind: MetricTemplate
                spec: {provider: {type: cloudwatch}, query: 'max(vllm:gpu_cache_usage_perc)'}
                """, queries: 0),
        Case(
            testDescription: "a query in Flagger's canary itself",
            text: """
                kind: Canary
                spec:
                  analysis:
                    metrics: [{name: a, query: 'max(vllm:gpu_cache_usage_perc)'}]
                """, place: "4:37"),
        Case(
            testDescription: "KEDA's scaler",
            text: """
                kind: ScaledObject
                spec:
                  triggers:
                  - {type: cpu, metadata: {value: "50"}}
                  - type: prometheus
                    metadata:
                      threshold: "12"
                      query: max(vllm:gpu_cache_usage_perc)
                """, place: "8:18"),
        Case(
            testDescription: "KEDA's scaler by another source",
            text: """
                kind: ScaledJob
                spec: {triggers: [{type: datadog, metadata: {query: 'vllm:gpu_cache_usage_perc'}}]}
                """, queries: 0),
        Case(
            testDescription: "an objective of sloth",
            text: """
                version: prometheus/v1
                service: s
                slos:
                - name: a
                  sli:
                    events:
                      error_query: sum(sum_over_time(vllm:gpu_cache_usage_perc[{{.window}}]))
                      total_query: sum(rate(vllm:request_success_total[{{.window}}]))
                """, place: "7:38", queries: 2),
        Case(
            testDescription: "an objective of sloth in Kubernetes, as a ratio",
            text: """
                kind: PrometheusServiceLevel
                spec:
                  slos:
                  - sli: {raw: {errorRatioQuery: 'max(vllm:gpu_cache_usage_perc)'}}
                """, place: "4:39"),
        Case(
            testDescription: "an objective of OpenSLO",
            text: """
                apiVersion: openslo/v1
                kind: SLO
                spec:
                  indicator:
                    spec:
                      thresholdMetric:
                        metricSource:
                          type: Prometheus
                          spec: {query: 'sum(vllm:gpu_cache_usage_perc)'}
                """, place: "9:30"),
        Case(
            testDescription: "a test of rules",
            text: """
                rule_files: [r.yml]
                tests:
                - input_series: [{series: a, values: "1"}]
                  promql_expr_test:
                  - {expr: 'max(vllm:gpu_cache_usage_perc)', eval_time: 1m}
                """, place: "5:17"),
    ]

    @Test(arguments: cases)
    func `a query is looked at where it stands`(test: Case) {
        let report = Linter().check([LintSource(path: "f.yml", text: test.text)])
        #expect(report.failures.isEmpty, "\(report.failures)")
        #expect(report.queryCount == test.queries)
        let found = report.findings.filter { $0.severity != .info }
        #expect(found.map(\.rule) == (test.place == nil ? [] : ["renamed-metric"]))
        guard let finding = found.first else { return }
        let source = report.sources[0]
        let place = source.position(of: finding.range.lowerBound)
        #expect("\(place.line):\(place.column)" == test.place)
        #expect(String(decoding: source.bytes[finding.range], as: UTF8.self) == Self.dead)
    }

    @Test func `a template that stands in a name is not mended`() {
        let text = """
            kind: MetricTemplate
            spec: {provider: {type: prometheus}, query: 'max({{ metric }}_perc) > 95'}
            """
        let report = Linter().check([LintSource(path: "f.yml", text: text)])
        #expect(report.findings.isEmpty, "\(report.text())")
        #expect(report.queryCount == 1)
    }

    @Test func `a query that is none is an error with its place`() {
        let text = """
            kind: ScaledObject
            spec:
              triggers: [{type: prometheus, metadata: {query: 'sum by (a vllm:x'}}]
            """
        let report = Linter().check([LintSource(path: "f.yml", text: text)])
        #expect(report.findings.map(\.rule) == ["syntax"])
        #expect(report.text().hasPrefix("f.yml:3:"))
    }

    @Test func `a job of an analysis starts containers`() {
        let text = """
            kind: AnalysisTemplate
            spec:
              metrics:
              - provider:
                  job: {spec: {template: {spec: {containers: [
                    {image: 'vllm/vllm-openai:v0.32.0', args: [--model, m, --enable-metrics]}]}}}}
            """
        let report = Linter().check([LintSource(path: "f.yml", text: text)])
        #expect(report.findings.map(\.rule) == ["unknown-flag"])
    }

    @Test func `the collector of OpenTelemetry scrapes as Prometheus does`() {
        let text = """
            receivers:
              prometheus:
                config:
                  scrape_configs:
                  - job_name: vllm
                    scrape_interval: 60s
                    static_configs: [{targets: ["vllm:8000"]}]
            service: {pipelines: {metrics: {receivers: [prometheus], exporters: [debug]}}}
            """
        let report = Linter().check([LintSource(path: "f.yml", text: text)])
        #expect(report.findings.map(\.rule) == ["slow-scrape"])
    }
}
