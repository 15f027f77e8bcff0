import Exposition
import Foundation
import Lint
import Signals
import Testing

/// The same query against different engines, releases and bodies.
@Suite struct LintTargetTests {
    struct Case: CustomTestStringConvertible {
        var query: String
        var exporter: Exporter = .vllm
        var version: String?
        var found: [String]
        var testDescription: String { "\(query) on \(exporter) \(version ?? "any")" }
    }

    @Test(arguments: [
        Case(query: "max(vllm:gpu_cache_usage_perc)", version: "0.8.5", found: []),
        Case(query: "max(vllm:gpu_cache_usage_perc)", version: "0.10.2", found: []),
        Case(
            query: "max(vllm:gpu_cache_usage_perc)", version: "0.11.0",
            found: ["warning renamed-metric"]),
        Case(
            query: "max(vllm:gpu_cache_usage_perc)", version: "0.20.1",
            found: ["error renamed-metric"]),
        Case(
            query: "max(vllm:kv_cache_usage_perc)", version: "0.8.5",
            found: ["error future-metric"]),
        Case(query: "sum(vllm:num_requests_swapped)", version: "0.6.0", found: []),
        Case(
            query: "sum(vllm:num_requests_swapped)", version: "0.20.1",
            found: ["error removed-metric"]),
        Case(
            query: "sum(vllm:e2e_request_latency_seconds_count)", exporter: .sglang,
            found: ["error wrong-engine"]),
        Case(query: "sum(dynamo_frontend_inflight_requests)", found: []),
        Case(query: "sum(vllm:num_requests_running)", exporter: .dynamo, found: []),
        Case(query: "sum(DCGM_FI_DEV_POWER_USAGE)", exporter: .sglang, found: []),
        Case(
            query: "sum(ray_vllm_gpu_cache_usage_perc)", version: "0.20.1",
            found: ["warning averaged-usage", "error renamed-metric"]),
    ])
    func `the release decides`(test: Case) {
        let target = LintSample.engine(test.exporter, test.version)
        let found = LintSample.findings(LintSample.alert(test.query, severity: "warning"), target)
            .map { "\($0.severity.rawValue) \($0.rule)" }
        #expect(found == test.found)
    }

    @Test(arguments: [
        ("0.8.3", 1), ("0.20.1", 0),
    ])
    func `a limit over the largest bound depends on the release`(version: String, count: Int) {
        let query =
            "histogram_quantile(0.95, "
            + "sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket[5m]))) > 90"
        let found = LintSample.rules(query, LintSample.engine(.vllm, version))
        #expect(found.count == count, "\(found)")
    }

    private func body() throws -> LintTarget {
        let data = try Data(
            contentsOf: LintSample.folder.appending(path: "vllm-0.32.0.metrics.txt"))
        var target = LintTarget()
        target.knowledge = BodyKnowledge(try ExpositionParser.parse(data), title: "the body")
        target.engine = .vllm
        target.version = EngineVersion(0, 32)
        return target
    }

    @Test(arguments: [
        ("sum(vllm:num_requests_running)", []),
        ("sum(vllm:num_requests_runing)", ["unknown-metric"]),
        ("sum(rate(vllm:prompt_tokens_recomputed_total[5m]))", ["removed-metric"]),
        ("sum(vllm:kv_offload_cpu_cache_usage_perc)", ["averaged-usage", "missing-series"]),
        ("sum(my_own_metric)", ["missing-series"]),
        ("sum(DCGM_FI_DEV_POWER_USAGE)", []),
        ("up == 0", []),
        ("sum(rate(vllm:time_to_first_token_seconds_bucket{le=\"3.0\"}[5m]))", ["bucket-bound"]),
        ("sum(rate(vllm:time_to_first_token_seconds_bucket{le=\"5\"}[5m]))", ["bucket-spelling"]),
    ])
    func `a body decides what is there`(query: String, found: [String]) throws {
        let source = LintSample.alert(query, severity: "warning")
        #expect(LintSample.findings(source, try body()).map(\.rule) == found)
    }

    @Test func `bounds of Go and Rust exporters are judged by Prometheus' release`() {
        let query = "sum(rate(dynamo_frontend_time_to_first_token_seconds_bucket{le=\"10\"}[5m]))"
        var target = LintTarget()
        #expect(LintSample.rules(query, target).isEmpty)
        target.prometheusMajor = 2
        #expect(LintSample.rules(query, target).isEmpty)
        target.prometheusMajor = 3
        #expect(LintSample.rules(query, target) == ["bucket-spelling"])
    }

    @Test func `a function of newer servers is an error on old ones only`() {
        let source = LintSample.alert("sort_by_label(up, \"a\") > 0")
        var target = LintTarget()
        #expect(LintSample.findings(source, target).map(\.severity) == [.info])
        target.prometheusMajor = 2
        #expect(LintSample.findings(source, target).map(\.severity) == [.error])
    }

    @Test func `the scrape interval decides which window is short`() {
        let query = "rate(vllm:prompt_tokens_total[1m]) > 0"
        var target = LintTarget()
        #expect(LintSample.rules(query, target).isEmpty)
        target.scrapeInterval = .seconds(30)
        #expect(LintSample.rules(query, target) == ["short-window"])
    }
}
