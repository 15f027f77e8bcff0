import PromQL
import Signals

enum QuantileGroupingRule: LintRule {
    static let id = "quantile-without-le"
    static let summary = "histogram_quantile() without buckets added up by le"
    static let explanation = """
        A quantile is computed from buckets, and `le` tells them apart. Aggregated without `le` \
        there is nothing to compute from. Not aggregated at all, every combination of replica, \
        engine and model gets its own quantile: no single one is the service's. Write \
        `histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))`, with more labels behind `le` \
        for a quantile of each.
        """
    static let example: LintExample? = LintExample(
        wrong: "histogram_quantile(0.95, rate(vllm:time_to_first_token_seconds_bucket[5m]))",
        right: "histogram_quantile(0.95, "
            + "sum by (le) (rate(vllm:time_to_first_token_seconds_bucket[5m])))")

    static func check(_ query: QueryContext) {
        query.visit { node, enclosing in
            guard case .call(let call) = node, call.name == "histogram_quantile",
                let buckets = call.arguments.last
            else { return }
            let facts = query.facts(of: buckets)
            if !facts.labels.mayHave("le"), isAggregated(buckets), !mayBeNative(buckets) {
                let grouping = grouping(of: buckets)
                query.report(
                    .error, at: grouping ?? buckets.range,
                    "le is aggregated away, so there are no buckets to take a quantile of",
                    hint: "add le to the labels that are kept")
                return
            }
            guard case .call(let rate) = buckets.unparenthesized,
                FactFinder.growth.contains(rate.name),
                let selector = rate.arguments.first.flatMap(FactFinder.selector),
                selector.metricName?.hasSuffix("_bucket") == true
            else { return }
            query.report(
                .warning, at: buckets.range,
                "a quantile of each series by itself: the buckets are not added up",
                hint: "write sum by (le) (...), with more labels behind le for a quantile of each",
                edits: needsLabels(enclosing, query) ? [] : edits(around: buckets.range))
        }
    }

    private static func edits(around range: SourceRange) -> [(SourceRange, String)] {
        [
            (SourceRange(start: range.start, end: range.start), "sum by (le) ("),
            (SourceRange(start: range.end, end: range.end), ")"),
        ]
    }

    /// Whether the labels that an aggregation would drop are used: to match another series, to keep
    /// some of them, or to name what is drawn.
    private static func needsLabels(
        _ enclosing: [PromQL.Expression], _ query: QueryContext
    ) -> Bool {
        if case .panel(let panel) = query.query.place, panel.legend.contains("{{") { return true }
        return enclosing.contains { node in
            switch node {
            case .binary(let binary):
                binary.left.valueType == .vector && binary.right.valueType == .vector
            case .aggregation: true
            default: false
            }
        }
    }

    /// Whether every series goes by a histogram's bare name: a native histogram carries its buckets
    /// in each sample, not in `le`.
    private static func mayBeNative(_ expression: PromQL.Expression) -> Bool {
        let names = expression.selectors.map { $0.selector.metricName }
        return !names.isEmpty
            && names.allSatisfy { name in
                guard let name else { return false }
                return !["_bucket", "_sum", "_count", "_total"].contains {
                    name.hasSuffix($0)
                } && !name.contains(":")
            }
    }

    private static func isAggregated(_ expression: PromQL.Expression) -> Bool {
        var found = false
        expression.visit { node, _ in
            if case .aggregation = node { found = true }
        }
        return found
    }

    private static func grouping(of expression: PromQL.Expression) -> SourceRange? {
        guard case .aggregation(let node) = expression.unparenthesized else { return nil }
        return node.grouping?.range ?? node.operationRange
    }
}
