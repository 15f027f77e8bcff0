import PromQL
import Signals

enum AveragedQuantileRule: LintRule {
    static let id = "averaged-quantile"
    static let summary = "an average or a sum of quantiles"
    static let explanation = """
        The mean of two replicas' p95 is nobody's p95, and neither is the mean of a p95 over an \
        hour. Add up the buckets, then take the quantile; for a long time take the quantile over \
        the long window. `max` is honest: the worst of them.
        """
    static let example: LintExample? = LintExample(
        wrong: "avg(histogram_quantile(0.95, "
            + "sum by (le, instance) (rate(vllm:time_to_first_token_seconds_bucket[5m]))))",
        right: "histogram_quantile(0.95, "
            + "sum by (le) (rate(vllm:time_to_first_token_seconds_bucket[5m])))")

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            switch node {
            case .aggregation(let aggregation):
                guard [.avg, .sum, .quantile].contains(aggregation.operation),
                    query.facts(of: aggregation.expression).kind == .quantile
                else { return }
                query.report(
                    .error, at: aggregation.operationRange,
                    "\(aggregation.operation.rawValue)() of quantiles",
                    hint: "add up the buckets by le, then take the quantile")
            case .call(let call):
                guard ["avg_over_time", "sum_over_time", "quantile_over_time"].contains(call.name),
                    let argument = FactFinder.vectorArgument(of: call),
                    query.facts(of: argument).kind == .quantile
                else { return }
                query.report(
                    .error, at: call.nameRange, "\(call.name)() of a quantile",
                    hint: "take the quantile over the long window: rate(x_bucket[1h])")
            default: break
            }
        }
    }
}
