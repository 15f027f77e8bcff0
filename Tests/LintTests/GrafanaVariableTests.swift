import Lint
import Testing

/// Queries with variables parse, whatever the variable stands for.
@Suite struct GrafanaVariableTests {
    @Test(arguments: [
        "rate(vllm:prompt_tokens_total[$__rate_interval])",
        "rate(vllm:prompt_tokens_total[${__rate_interval}])",
        "sum(rate(vllm:prompt_tokens_total{model_name=~\"$model\"}[$window])) by ($label)",
        "sum by (model_name, ${label}) (vllm:num_requests_running{instance=~\"[[instance:regex]]\"})",
        "topk($limit, vllm:num_requests_running)",
        "topk(${limit:raw}, vllm:num_requests_running{$filter=\"x\"})",
        "histogram_quantile($q, sum by (le) (rate(vllm:time_to_first_token_seconds_bucket[$window])))",
        "$metric{instance=\"$instance\"}",
        "${metric}_bucket{le=\"1.0\"}",
        "vllm:num_requests_$state",
        "increase(vllm:prompt_tokens_total[${__from:date:seconds}s])",
        "$agg(vllm:num_requests_running)",
        "increase(vllm:prompt_tokens_total[$__range]) / $__range_s",
        "max_over_time(vllm:num_requests_running[$__interval:])",
        "vllm:num_requests_running offset $window",
        "rate(vllm:prompt_tokens_total[${minutes}m])",
        "label_replace(up, \"a\", \"$1\", \"b\", \"(.*)\")",
        "up{path=~\"/v1/.*$\"}",
        "vllm:num_requests_running{$filters}",
        "vllm:num_requests_running{[[filters]], model_name=\"a\", ${more:raw} }",
        "sum by ($label) ($metric)",
        "max( ${metric} ) / vector($limit)",
    ])
    func `a variable is replaced by something of its type`(query: String) throws {
        let findings = LintSample.findings(try LintSample.panel(query))
        #expect(findings.isEmpty, "\(findings)")
    }

    @Test func `places stay right behind a variable`() throws {
        let query = "up{a=\"$a_long_name\"} * on () max(vllm:gpu_cache_usage_perc)"
        let source = try LintSample.panel(query)
        let finding = try #require(LintSample.findings(source).first)
        let text = String(decoding: source.bytes[finding.range], as: UTF8.self)
        #expect(text == "vllm:gpu_cache_usage_perc")
    }

    @Test func `rate over the panel's interval is told from rate over its safe one`() throws {
        let query = "rate(vllm:prompt_tokens_total[$__interval])"
        let findings = LintSample.findings(try LintSample.panel(query))
        #expect(findings.map(\.rule) == ["short-window"])
    }

    @Test func `what a variable stands for is never rewritten`() throws {
        let source = try LintSample.panel("max($cache) > $limit")
        #expect(Linter().check([source]).fixed(0) == nil)
    }
}
