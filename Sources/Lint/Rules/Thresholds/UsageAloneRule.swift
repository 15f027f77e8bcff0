import PromQL
import Signals

enum UsageAloneRule: LintRule {
    static let id = "usage-alone"
    static let summary = "an alert on the KV cache's usage alone"
    static let explanation = """
        A full cache is normal under load, and with prefix caching it is what one wants. It hurts \
        when requests are preempted or wait for room: add `and` with the rate of preemptions or \
        with the queue. A remark, for a warning tier may well look at usage alone.
        """
    static let example: LintExample? = LintExample(
        wrong: "max by (instance) (vllm:kv_cache_usage_perc) > 0.9",
        right: "max by (instance) (vllm:kv_cache_usage_perc) > 0.9 "
            + "and sum by (instance) (rate(vllm:num_preemptions_total[5m])) > 0")

    private static let usages = ["cache_usage", "token_usage", "kv_cache_utilization"]

    static func check(_ query: QueryContext) {
        guard case .alert(let rule) = query.query.place,
            rule.labels["severity"] != "warning", rule.labels["severity"] != "info"
        else { return }
        let names = query.expression.metricNames
        guard !names.isEmpty, query.expression.isComparing,
            names.allSatisfy({ name in usages.contains { name.contains($0) } }),
            !names.contains(where: { $0.contains("cpu_cache") })
        else { return }
        query.report(
            .info, at: query.expression.range,
            "usage alone says little: a full cache may be healthy",
            hint: "add preemptions or the queue with and")
    }
}
