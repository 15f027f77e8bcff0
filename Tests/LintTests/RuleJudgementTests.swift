import Lint
import Testing

/// Queries one by one, and what is said about them.
@Suite struct RuleJudgementTests {
    struct Case: CustomTestStringConvertible {
        var query: String
        var found: [String]
        var testDescription: String { query }

        init(_ query: String, _ found: String...) {
            self.query = query
            self.found = found
        }
    }

    @Test(arguments: [
        Case("rate(vllm:num_preemptions_total{reason=\"memory\"}[5m]) > 0", "missing-label"),
        Case("sum by (model_name) (DCGM_FI_DEV_POWER_USAGE) > 300", "missing-label"),
        Case("sum by (le) (rate(vllm:prompt_tokens_total[5m])) > 0", "missing-label"),
        Case("sum by (pod, cluster, model) (vllm:num_requests_running) > 0"),
        Case(
            "histogram_quantile(0.9, sum by (model_name) "
                + "(rate(vllm:time_to_first_token_seconds_bucket[5m]))) > 1",
            "quantile-without-le"),
        Case(
            "histogram_quantile(0.9, sum without (le) "
                + "(rate(vllm:time_to_first_token_seconds_bucket[5m]))) > 1",
            "quantile-without-le"),
        Case(
            "histogram_quantile(0.9, sum without (instance) "
                + "(rate(vllm:time_to_first_token_seconds_bucket[5m]))) > 1"),
        Case(
            "histogram_quantile(0.9, sum by (le) (vllm:time_to_first_token_seconds_bucket)) > 1",
            "lifetime-value"),
        Case(
            "histogram_quantile(0.9, rate(vllm:time_to_first_token_seconds_sum[5m])) > 1",
            "quantile-of-no-buckets"),
        Case(
            "vllm:num_requests_waiting > 0 and sum(vllm:num_requests_running) > 0", "never-matches"),
        Case("vllm:num_requests_waiting > 0 and on () sum(vllm:num_requests_running) > 0"),
        Case("vllm:num_requests_waiting > scalar(sum(vllm:num_requests_running))"),
        Case("vllm:num_requests_waiting > 0 unless on (instance) up == 0"),
        Case("95 < max(vllm:kv_cache_usage_perc)", "ratio-percent"),
        Case("max(vllm:kv_cache_usage_perc) * 100 > 95"),
        Case("max(vllm:kv_cache_usage_perc) * 100 > 950", "ratio-percent"),
        Case("max(DCGM_FI_DEV_GPU_UTIL) < 10"),
        Case("max(DCGM_FI_PROF_SM_ACTIVE) > 80", "ratio-percent"),
        Case("avg by (instance) (vllm:kv_cache_usage_perc) > 0.9"),
        Case("sum(vllm:kv_cache_usage_perc) > 0.9", "averaged-usage"),
        Case("vllm:request_success_total > 100", "counter-without-rate"),
        Case("vllm:request_success_total - vllm:request_success_total offset 5m > 100"),
        Case("count(vllm:request_success_total) > 3"),
        Case("sum(vllm:request_success_total) * 0 == 0"),
        Case("sum(vllm:request_success_total) * 2 > 100", "counter-without-rate"),
        Case("deriv(vllm:prompt_tokens_total[10m]) > 3", "delta-on-counter"),
        Case("increase(vllm:num_requests_running[10m]) > 3", "rate-on-gauge"),
        Case("sum_over_time(vllm:num_requests_running[10m]) > 3"),
        Case("vllm:gpu_cache_usage_perc or vllm:kv_cache_usage_perc"),
        Case("absent(vllm:gpu_cache_usage_perc) and absent(vllm:kv_cache_usage_perc)"),
        Case("vllm:num_requests_running:sum > 0"),
        Case("sglang:num_requests_running > 0", "unknown-metric"),
        Case("tgi_time_to_first_token_seconds_count > 0", "unknown-metric"),
        Case("vllm:time_to_first_token_seconds > 1", "unknown-metric"),
        Case("dynamo_frontend_some_new_metric > 1"),
        Case("vllm:kv_offload_brand_new_total > 1"),
        Case("slo:error_ratio:rate1h > (14.4 * (1 - 0.9))", "unreachable-burn-rate"),
        Case("slo:error_ratio:rate1h > (14.4 * (1 - 0.95))"),
        Case("slo:error_ratio:rate1h > 14.4 * 0.05"),
        Case("sum(vllm:num_requests_running) / 16 > 0.9", "typed-limit"),
        Case("sum(vllm:num_requests_waiting) / sum(vllm:num_requests_running) > 1"),
        Case(
            "histogram_quantile(0.95, sum by (le) "
                + "(rate(vllm:inter_token_latency_seconds_bucket[5m]))) > 0.005",
            "threshold-outside-buckets"),
        Case(
            "histogram_quantile(0.95, sum by (le) "
                + "(rate(vllm:inter_token_latency_seconds_bucket[5m]))) * 1000 > 50"),
        Case(
            "sum(rate(sglang:time_to_first_token_seconds_bucket{le=\"2.5\"}[5m])) > 1",
            "bucket-bound"),
        Case("histogram_quantile(0.9, sum(rate(myapp_latency_seconds[5m]))) > 1"),
        Case(
            "histogram_quantile(0.9, sum(rate(myapp_latency_seconds_bucket[5m]))) > 1",
            "quantile-without-le"),
        Case("avg(sum_over_time(a:b:ratio[30d]) / count_over_time(a:b:ratio[30d])) > 1"),
        Case("http_request_duration_seconds_bucket{le=\"5\"} > 0"),
        Case("rate(nginx_requests[5m]) > 0"),
        Case("kube_pod_status_ready{condition=\"true\"} == 0"),
        Case("DCGM_FI_DEV_XID_ERRORS > 0"),
        Case("vllm:num_requests_running by (instance)", "syntax"),
    ])
    func `an alert is judged`(test: Case) {
        let found = LintSample.findings(LintSample.alert(test.query, severity: "warning"))
            .filter { $0.severity != .info }.map(\.rule)
        #expect(found == test.found)
    }

    @Test(arguments: [
        (
            "vllm serve m --custom-histogram-buckets '{\"time_to_first_token\": [0.1, 0.3]}'\n",
            "vllm"
        ),
        ("sglang serve --enable-metrics --bucket-time-to-first-token 0.1 0.3 --port 1\n", "sglang"),
    ])
    func `a bound that a command of the same files sets is one`(command: String, engine: String) {
        func rules(_ bound: String) -> [String] {
            let rules = LintSample.alert(
                "sum(rate(\(engine):time_to_first_token_seconds_bucket{le=\"\(bound)\"}[5m])) > 1")
            let script = LintSource(path: "start.sh", text: command)
            return Linter().check([rules, script]).findings.map(\.rule)
        }
        #expect(rules("0.3").isEmpty)
        #expect(rules("0.35") == ["bucket-bound"])
        // A number of another flag is none.
        #expect(rules("1.5") == ["bucket-bound"])
    }

    @Test func `the router's series are its own when the files speak to it`() {
        let query = "sum by (server) (rate(vllm:request_latency_seconds_count[5m])) > 0"
        #expect(LintSample.rules(query).isEmpty)
    }

    @Test func `a recorded series is known in other files, with what it holds`() {
        let recording = LintSample.record(
            "histogram_quantile(0.95, sum by (le, instance) "
                + "(rate(vllm:time_to_first_token_seconds_bucket[5m])))",
            as: "vllm_ttft_p95")
        let alert = LintSample.alert("avg(vllm_ttft_p95) > 1")
        let lost = LintSample.alert("max by (model_name) (vllm_ttft_p95) > 1")
        let report = Linter().check([recording, alert, lost])
        #expect(report.findings.map(\.rule) == ["averaged-quantile", "missing-label"])
    }

    @Test func `a panel's unit has to fit`() throws {
        func rules(_ query: String, _ unit: String) throws -> [String] {
            LintSample.findings(try LintSample.panel(query, unit: unit)).map(\.rule)
        }
        #expect(try rules("max(vllm:kv_cache_usage_perc)", "percent") == ["ratio-percent"])
        #expect(try rules("max(vllm:kv_cache_usage_perc)", "percentunit").isEmpty)
        #expect(try rules("100 * max(vllm:kv_cache_usage_perc)", "percent").isEmpty)
        #expect(try rules("max(DCGM_FI_DEV_GPU_UTIL)", "percentunit") == ["ratio-percent"])
    }

    @Test func `a single number may be a total`() throws {
        let query = "sum(vllm:request_success_total)"
        #expect(LintSample.findings(try LintSample.panel(query, type: "stat")).isEmpty)
        #expect(LintSample.findings(try LintSample.panel(query)).count == 1)
    }

    @Test func `rules that are optional run when asked for`() {
        let source = LintSource(
            path: "f", text: "groups: [{rules: [{alert: A, expr: up == 0}]}]")
        #expect(Linter().check([source]).findings.isEmpty)
        var linter = Linter()
        linter.includesOptionalRules = true
        #expect(linter.check([source]).findings.map(\.rule) == ["incomplete-alert"])
    }
}
