import PromQL
import Signals

enum LifetimeMeanRule: LintRule {
    static let id = "lifetime-value"
    static let summary = "a mean, share or quantile over everything since the process started"
    static let explanation = """
        `_sum / _count`, a quotient of two counters, or `histogram_quantile` of buckets without \
        `rate()` describe all requests since the start. After a day of traffic an incident of ten \
        minutes does not move them.
        """
    static let example: LintExample? = LintExample(
        wrong: "vllm:e2e_request_latency_seconds_sum / vllm:e2e_request_latency_seconds_count",
        right: "rate(vllm:e2e_request_latency_seconds_sum[5m]) "
            + "/ (rate(vllm:e2e_request_latency_seconds_count[5m]) > 0)")

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            switch node {
            case .binary(let binary) where binary.operation == .divide:
                let left = query.facts(of: binary.left)
                let right = query.facts(of: binary.right)
                guard left.kind == .counter, right.kind == .counter, left.isLifetime,
                    right.isLifetime, isPlain(binary.left), isPlain(binary.right)
                else { return }
                query.report(
                    .warning, at: binary.range,
                    query.facts.isMean(binary)
                        ? "a mean over everything since the process started"
                        : "a share of everything since the process started",
                    hint: "take rate() of both sides")
            case .call(let call) where call.name == "histogram_quantile":
                guard let buckets = call.arguments.last else { return }
                let facts = query.facts(of: buckets)
                guard facts.kind == .counter, facts.isLifetime else { return }
                query.report(
                    .warning, at: buckets.range,
                    "a quantile of everything since the process started",
                    hint: "take rate() of the buckets: sum by (le) (rate(x_bucket[5m]))")
            default: break
            }
        }
    }

    /// Whether both sides are readings as they are, not differences of readings.
    private static func isPlain(_ expression: PromQL.Expression) -> Bool {
        !expression.selectors.contains { $0.selector.time.offset != nil }
    }
}
