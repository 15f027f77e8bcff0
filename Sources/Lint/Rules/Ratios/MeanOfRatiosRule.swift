import PromQL
import Signals

enum MeanOfRatiosRule: LintRule {
    static let id = "mean-of-ratios"
    static let summary = "the average over a long time of a share of requests"
    static let explanation = """
        `avg_over_time` of a success ratio gives a quiet minute at night the weight of a busy one \
        at noon, and one NaN makes it NaN. With half an hour of 10 % failures under load and a quiet \
        rest, the mean of ratios can say 6 % where 10 % of all requests failed. Divide sums: \
        `sum(increase(good[30d])) / sum(increase(total[30d]))`.
        """
    static let example: LintExample? = LintExample(
        wrong: "avg_over_time((sum(rate(vllm:time_to_first_token_seconds_bucket{le=\"0.5\"}[5m])) "
            + "/ (sum(rate(vllm:time_to_first_token_seconds_count[5m])) > 0))[30d:5m])",
        right: "sum(increase(vllm:time_to_first_token_seconds_bucket{le=\"0.5\"}[30d])) "
            + "/ (sum(increase(vllm:time_to_first_token_seconds_count[30d])) > 0)")

    /// From here on a window is long enough for traffic to change.
    private static let long = Duration.seconds(3600)

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            switch node {
            case .call(let call) where call.name == "avg_over_time":
                guard let argument = call.arguments.first, let window = window(of: argument),
                    window >= long
                else { return }
                let facts = query.facts(of: argument)
                guard facts.kind == .share || facts.kind == .mean else { return }
                query.report(
                    .warning, at: call.nameRange,
                    "the mean of \(facts.kind == .mean ? "means" : "ratios") over "
                        + "\(words(window)) weighs quiet times like busy ones",
                    hint: "divide sums: sum(increase(good[w])) / sum(increase(total[w]))")
            case .aggregation(let aggregation) where aggregation.operation == .avg:
                let facts = query.facts(of: aggregation.expression)
                guard facts.kind == .mean || (facts.kind == .share && facts.unit == .ratio) else {
                    return
                }
                query.report(
                    .warning, at: aggregation.operationRange,
                    "an average of \(facts.kind == .mean ? "means" : "ratios") weighs an idle "
                        + "replica like a busy one",
                    hint: "divide sums: sum(rate(a)) / sum(rate(b))")
            default: break
            }
        }
    }

    private static func window(of expression: PromQL.Expression) -> Duration? {
        switch expression.unparenthesized {
        case .matrixSelector(let node): node.window
        case .subquery(let node): node.window
        default: nil
        }
    }

    private static func words(_ window: Duration) -> String {
        let hours = window.components.seconds / 3600
        return hours % 24 == 0 && hours >= 24 ? "\(hours / 24) d" : "\(hours) h"
    }
}
