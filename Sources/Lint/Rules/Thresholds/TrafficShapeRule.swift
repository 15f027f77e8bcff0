import PromQL
import Signals

enum TrafficShapeRule: LintRule {
    static let id = "traffic-shaped"
    static let summary = "a throughput compared with its own past, without asking for traffic"
    static let explanation = """
        Throughput falls whenever users leave: the alert fires every evening and stays silent when \
        both sides are 0. Add `and sum(vllm:num_requests_running) > 0`, or judge latency instead.
        """
    static let example: LintExample? = LintExample(
        wrong: "sum(rate(vllm:generation_tokens_total[5m])) "
            + "< 0.5 * sum(rate(vllm:generation_tokens_total[30m] offset 1h))",
        right: "sum(rate(vllm:generation_tokens_total[5m])) "
            + "< 0.5 * sum(rate(vllm:generation_tokens_total[30m] offset 1h)) "
            + "and sum(vllm:num_requests_running) > 0")

    static func check(_ query: QueryContext) {
        guard query.query.place.isAlert else { return }
        query.visit { node, enclosing in
            guard case .binary(let binary) = node,
                binary.operation == .less || binary.operation == .lessOrEqual,
                !binary.right.metricNames.isEmpty,
                binary.left.metricNames == binary.right.metricNames,
                query.facts(of: binary.left).kind == .rate,
                binary.right.selectors.contains(where: { $0.selector.time.offset != nil })
            else { return }
            let isGuarded = enclosing.contains {
                if case .binary(let outer) = $0 { outer.operation == .and } else { false }
            }
            guard !isGuarded else { return }
            query.report(
                .warning, at: binary.range,
                "fires whenever traffic falls, not when the engine is slow",
                hint: "add and sum(vllm:num_requests_running) > 0, or judge latency")
        }
    }
}
