import PromQL
import Signals

enum DeadSeriesRule: LintRule {
    static let id = "never-set"
    static let summary = "a metric that is declared and never set"
    static let explanation = """
        Some exporters declare a metric and never write a value to it, or write it once: it is \
        there, stays at 0 and looks healthy.
        """
    static let example: LintExample? = LintExample(
        wrong: "sglang:max_running_requests_under_SLO", right: "sglang:num_running_reqs")

    private static let names: Set<String> = [
        "sglang:max_running_requests_under_SLO", "sglang:utilization", "tgi_batch_total_tokens",
    ]

    static func check(_ query: QueryContext) {
        for placed in query.expression.selectors {
            guard let name = placed.selector.metricName, names.contains(name),
                let range = placed.selector.metricNameRange
            else { continue }
            query.report(
                .warning, at: range, "\(name) is never set",
                hint: KnownFamilies.families(named: name).first?.remark)
        }
    }
}
