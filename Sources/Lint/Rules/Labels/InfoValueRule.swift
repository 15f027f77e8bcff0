import PromQL
import Signals

enum InfoValueRule: LintRule {
    static let id = "info-value"
    static let summary = "the value of an info metric taken for what its labels say"
    static let explanation = """
        An info metric is always 1: its labels hold the content. `max(vllm:cache_config_info)` is 1, \
        never the block size. Group by the label (`count by (block_size) (...)`), or join it on.
        """
    static let example: LintExample? = LintExample(
        wrong: "max(vllm:cache_config_info)",
        right: "count by (block_size) (vllm:cache_config_info)")

    static func check(_ query: QueryContext) {
        query.visit { node, enclosing in
            guard case .aggregation(let aggregation) = node,
                [.max, .min, .sum, .avg].contains(aggregation.operation),
                let selector = FactFinder.selector(of: aggregation.expression),
                let name = selector.metricName,
                KnownFamilies.series(named: name).first?.family.unit == .info,
                aggregation.grouping?.labels.isEmpty ?? true
            else { return }
            let isJoined = enclosing.contains { if case .binary = $0 { true } else { false } }
            guard !isJoined else { return }
            query.report(
                .warning, at: aggregation.range, "\(name) is always 1; its labels hold the content",
                hint: "group by the label that is wanted")
        }
    }
}
