import PromQL
import Signals

enum CounterWithoutRateRule: LintRule {
    static let id = "counter-without-rate"
    static let summary = "a counter's reading used as if it were a speed or a recent number"
    static let explanation = """
        A counter holds everything since the process started. Compared with a limit it fires once \
        and for ever; drawn over time it only climbs. Take `rate()` or `increase()` first, then \
        aggregate. Panels that show a single number may show a total and are not reported.
        """
    static let example: LintExample? = LintExample(
        wrong: "vllm:num_preemptions_total > 0",
        right: "increase(vllm:num_preemptions_total[5m]) > 0")

    static func check(_ query: QueryContext) {
        if case .lookup = query.query.place { return }
        for placed in query.expression.selectors {
            guard let name = placed.selector.metricName,
                let range = placed.selector.metricNameRange,
                let series = KnownFamilies.series(named: name).first, series.isCumulative,
                !query.facts.isRecorded(name), isRead(placed, query)
            else { continue }
            // A family's sum over its count, or a quantile, has rules of its own.
            if series.role != .value { continue }
            query.report(
                .warning, at: range, "the counter \(name) is used without rate()",
                hint: "a counter holds everything since the start; use rate() or increase()")
        }
    }

    /// Whether the reading itself counts, not only its growth or its presence.
    private static func isRead(_ placed: PlacedSelector, _ query: QueryContext) -> Bool {
        if case .matrixSelector? = placed.enclosing.last { return false }
        var isInSubquery = false
        for node in placed.enclosing.reversed() {
            switch node {
            case .call(let call):
                if isInSubquery { return false }
                if ["absent", "timestamp", "scalar", "label_replace"].contains(call.name) {
                    return false
                }
            case .subquery: isInSubquery = true
            case .aggregation(let aggregation):
                if [.count, .group, .countValues].contains(aggregation.operation) { return false }
            case .binary(let binary):
                // Only which series there are matters on the right of these.
                if binary.operation.isSetOperator, binary.operation != .or,
                    isInside(placed, binary.right)
                {
                    return false
                }
                if isOffsetDifference(binary) { return false }
                // Zero wherever the counter is there: only its presence counts.
                if binary.operation == .multiply, binary.right.constant == 0 { return false }
                // Times zero it says only that the series are there.
                if binary.operation == .multiply, ConstantFolding.value(of: binary.right) == 0 {
                    return false
                }
                if binary.operation == .equal || binary.operation == .notEqual { return false }
            default: break
            }
        }
        if case .panel(let panel) = query.query.place, panel.showsSingleValues || panel.type.isEmpty
        {
            return query.expression.isComparing
        }
        return true
    }

    private static func isInside(_ placed: PlacedSelector, _ expression: PromQL.Expression) -> Bool
    {
        expression.range.start <= placed.selector.range.start
            && placed.selector.range.end <= expression.range.end
    }

    /// `x - x offset 5m`: growth by hand.
    private static func isOffsetDifference(_ binary: BinaryExpression) -> Bool {
        guard binary.operation == .subtract else { return false }
        return binary.right.selectors.contains { $0.selector.time.offset != nil }
    }
}

extension PromQL.Expression {
    /// Whether a comparison that filters is anywhere in it.
    var isComparing: Bool {
        var found = false
        visit { node, _ in
            if case .binary(let binary) = node, binary.operation.isComparison { found = true }
        }
        return found
    }
}
