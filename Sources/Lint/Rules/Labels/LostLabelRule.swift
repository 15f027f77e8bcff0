import PromQL
import Signals

enum LostLabelRule: LintRule {
    static let id = "missing-label"
    static let summary = "a label that the series do not have, or no longer have"
    static let explanation = """
        Grouping by a label that is not there gives one group; selecting by it gives nothing. The \
        label may never have been there (`vllm:cache_config_info` has no `model_name`), or an inner \
        aggregation has dropped it. Labels that a scrape's configuration may add are never \
        reported.
        """
    static let example: LintExample? = LintExample(
        wrong: "max by (pod) (sum by (instance) (vllm:num_requests_running))",
        right: "max by (pod) (sum by (pod, instance) (vllm:num_requests_running))")

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            switch node {
            case .vectorSelector(let selector): check(selector, query)
            case .aggregation(let aggregation): check(aggregation, query)
            case .binary(let binary): check(binary, query)
            default: break
            }
        }
    }

    private static func check(_ selector: VectorSelector, _ query: QueryContext) {
        guard let name = selector.metricName, query.facts.facts(ofRecorded: name) == nil else {
            return
        }
        let series = KnownFamilies.series(named: name)
        let labels = LabelLore.labels(of: series)
        let there =
            query.target.knowledge?.includesTargetLabels == true
            ? query.target.knowledge?.labels(of: name) : nil
        for matcher in selector.matchers
        where matcher.name != "__name__" && !query.isVariable(matcher.nameRange) {
            // A matcher that an absent label passes excludes nothing.
            if matcher.operation.isNegative || matcher.value.isEmpty { continue }
            if matcher.operation == .matchesRegex, [".*", ".+", "x"].contains(matcher.value),
                matcher.value != ".+"
            {
                continue
            }
            let isMissing =
                there.map { !$0.contains(matcher.name) }
                ?? (!series.isEmpty && !labels.mayHave(matcher.name))
            guard isMissing else { continue }
            query.report(
                .error, at: matcher.nameRange, "\(name) has no label \(matcher.name)",
                hint: series.first?.family.unit == .info ? series.first?.family.remark : nil)
        }
    }

    private static func check(_ node: Aggregation, _ query: QueryContext) {
        guard let grouping = node.grouping, grouping.kind == .by else { return }
        let labels = query.facts(of: node.expression).labels
        for label in grouping.labels
        where !query.isVariable(label.range) && !labels.mayHave(label.text) {
            query.report(
                labels.isOpen ? .warning : .error, at: label.range,
                labels.isOpen
                    ? "the series have no label \(label.text)"
                    : "the label \(label.text) is aggregated away inside")
        }
    }

    private static func check(_ node: BinaryExpression, _ query: QueryContext) {
        guard let matching = node.matching, matching.kind == .on,
            node.left.valueType == .vector, node.right.valueType == .vector
        else { return }
        let left = query.facts(of: node.left).labels
        let right = query.facts(of: node.right).labels
        for label in matching.labels where !query.isVariable(label.range) {
            guard left.mayHave(label.text) != right.mayHave(label.text) else { continue }
            query.report(
                .error, at: label.range,
                "the \(left.mayHave(label.text) ? "right" : "left") side has no label "
                    + "\(label.text), so the two sides never match")
        }
    }
}
