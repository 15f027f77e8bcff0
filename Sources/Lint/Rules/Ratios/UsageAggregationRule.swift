import PromQL
import Signals

enum UsageAggregationRule: LintRule {
    static let id = "averaged-usage"
    static let summary = "an average or sum of cache usages that hides the fullest replica"
    static let explanation = """
        Requests wait at the replica whose KV cache is full, whatever the others' average is: use \
        `max`, or keep `instance` or `pod`. A sum of shares is no share. For an alert and a \
        recording it is a warning; for a panel a remark.
        """
    static let example: LintExample? = LintExample(
        wrong: "avg(vllm:kv_cache_usage_perc) > 0.9", right: "max(vllm:kv_cache_usage_perc) > 0.9")

    private static let usages = ["cache_usage", "token_usage", "kv_cache_utilization"]

    static func check(_ query: QueryContext) {
        if case .lookup = query.query.place { return }
        query.visit { node, _ in
            guard case .aggregation(let aggregation) = node,
                aggregation.operation == .avg || aggregation.operation == .sum,
                !keepsReplica(aggregation)
            else { return }
            let facts = query.facts(of: aggregation.expression)
            guard facts.kind == .gauge, facts.unit == .ratio, facts.maximum != nil,
                let name = facts.family?.name, usages.contains(where: name.contains)
            else { return }
            let isPanel = if case .panel = query.query.place { true } else { false }
            let isSum = aggregation.operation == .sum
            query.report(
                isPanel && !isSum ? .info : .warning, at: aggregation.operationRange,
                isSum
                    ? "a sum of shares is no share" : "an average hides the replica that is full",
                hint: "use max, or keep instance",
                edits: [(aggregation.operationRange, "max")])
        }
    }

    private static func keepsReplica(_ node: Aggregation) -> Bool {
        guard let grouping = node.grouping else { return false }
        let names = Set(grouping.labels.map(\.text))
        if names.contains(GrafanaVariables.anyLabel) { return true }
        if grouping.kind == .without { return names.isDisjoint(with: LabelLore.replica) }
        return !names.isDisjoint(with: LabelLore.replica)
    }
}
