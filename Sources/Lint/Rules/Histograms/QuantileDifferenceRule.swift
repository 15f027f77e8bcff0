import PromQL
import Signals

enum QuantileDifferenceRule: LintRule {
    static let id = "latency-difference"
    static let summary = "one latency subtracted from another and taken for a third"
    static let explanation = """
        The whole request less the time to its first token is the time spent decoding, not waiting; \
        engines measure the wait themselves (`vllm:request_queue_time_seconds`, \
        `sglang:queue_time_seconds`). And a p95 less a p95 is no p95 of anything: the slowest \
        requests of the two are not the same ones.
        """
    static let example: LintExample? = LintExample(
        wrong: "histogram_quantile(0.95, "
            + "sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket[5m]))) "
            + "- histogram_quantile(0.95, "
            + "sum by (le) (rate(vllm:time_to_first_token_seconds_bucket[5m])))",
        right: "histogram_quantile(0.95, "
            + "sum by (le) (rate(vllm:request_queue_time_seconds_bucket[5m])))")

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            guard case .binary(let binary) = node, binary.operation == .subtract else { return }
            let left = query.facts(of: binary.left)
            let right = query.facts(of: binary.right)
            if left.kind == .quantile, right.kind == .quantile, left.family != right.family,
                left.family != nil, right.family != nil
            {
                query.report(
                    .warning, at: binary.range, "a difference of quantiles is no quantile",
                    hint: waiting(left, right, query) ?? "read the phase's own histogram")
                return
            }
            guard let hint = waiting(left, right, query) else { return }
            query.report(
                .warning, at: binary.range,
                "the whole request less the first token is decoding, not waiting", hint: hint)
        }
    }

    /// What to use instead, when decoding is called waiting.
    private static func waiting(
        _ left: SeriesFacts, _ right: SeriesFacts, _ query: QueryContext
    ) -> String? {
        guard let whole = left.family?.name, let first = right.family?.name,
            whole.contains("e2e_request_latency") || whole.contains("request_latency_seconds"),
            first.contains("time_to_first_token")
        else { return nil }
        let words = query.query.place.words.lowercased()
        guard ["wait", "queue", "queu"].contains(where: words.contains) else { return nil }
        let name =
            left.family?.exporter == .sglang
            ? "sglang:queue_time_seconds" : "vllm:request_queue_time_seconds"
        return "the wait is \(name)"
    }
}
