import PromQL
import Signals
import Testing

@Suite struct PromQLTextTests {
    struct Case: Sendable {
        let engine: EngineKind
        let signal: Signal
        let statistic: SignalStatistic
        var labels: [String] = []
        let text: String
    }

    @Test(arguments: [
        Case(
            engine: .vllm, signal: .timeToFirstToken, statistic: .quantile(0.95),
            labels: ["instance"],
            text: "histogram_quantile(0.95, sum by (le, instance) "
                + "(rate(vllm:time_to_first_token_seconds_bucket[5m])))"),
        Case(
            engine: .vllm, signal: .timeToFirstToken, statistic: .shareAtMost(5),
            text: #"sum(rate(vllm:time_to_first_token_seconds_bucket{le=~"5|5\\.0"}[5m])) / "#
                + "(sum(rate(vllm:time_to_first_token_seconds_count[5m])) > 0)"),
        Case(
            engine: .vllm, signal: .kvCacheUsage, statistic: .value,
            text: "max(vllm:kv_cache_usage_perc) or max(vllm:gpu_cache_usage_perc)"),
        Case(
            engine: .sglang, signal: .running, statistic: .value,
            text: #"sum(sglang:num_running_reqs{priority="", tp_rank=~"|0"})"#),
        Case(
            engine: .triton, signal: .queueTime, statistic: .mean,
            text: "(sum(rate(nv_inference_queue_duration_us[5m])) / "
                + "(sum(rate(nv_inference_request_success[5m])) > 0)) * 1e-06"),
        Case(
            engine: .sglang, signal: .errors, statistic: .rate,
            text: #"sum(rate(sglang:http_responses_total{status_code=~"5.*"}[5m])) or "#
                + "(sum(sglang:http_responses_total) * 0)"),
    ])
    func `a question becomes a query`(example: Case) throws {
        let dialect = try #require(Dialect.of(example.engine))
        let text = dialect.promQL(
            for: example.signal, example.statistic, by: example.labels, window: "5m")
        #expect(text == example.text)
    }

    @Test func `every query of every dialect is PromQL`() throws {
        let engines = EngineKind.allCases.compactMap { Dialect.of($0) }
        var count = 0
        for dialect in engines + Dialect.machine {
            for signal in dialect.sources.keys {
                let kind = signal.definition.kind
                for statistic in kind.statistics + [.shareAtMost(0.5), .quantile(0.99)] {
                    for labels in [[], ["instance"]] {
                        guard let text = dialect.promQL(for: signal, statistic, by: labels) else {
                            continue
                        }
                        #expect(throws: Never.self, "\(text)") {
                            try PromQLParser.parse(text)
                        }
                        count += 1
                    }
                }
            }
        }
        #expect(count > 500)
    }
}
