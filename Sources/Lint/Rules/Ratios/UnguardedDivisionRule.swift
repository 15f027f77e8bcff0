import PromQL
import Signals

enum UnguardedDivisionRule: LintRule {
    static let id = "unguarded-division"
    static let summary = "a quotient of rates that is NaN while nothing happens"
    static let explanation = """
        Without requests both rates are 0, and 0/0 is NaN. A recording rule keeps the NaN, and one \
        of them makes every average over the recording NaN; inside an aggregation one idle replica \
        spoils the result. Write `/ (rate(x_count[5m]) > 0)`, so that there is no value instead. It \
        is a warning where the NaN is kept or spreads, and a remark elsewhere; the mean of a \
        histogram in a panel is never reported.
        """
    static let example: LintExample? = LintExample(
        wrong: "sum(rate(vllm:time_to_first_token_seconds_bucket{le=\"2.5\"}[5m])) "
            + "/ sum(rate(vllm:time_to_first_token_seconds_count[5m]))",
        right: "sum(rate(vllm:time_to_first_token_seconds_bucket{le=\"2.5\"}[5m])) "
            + "/ (sum(rate(vllm:time_to_first_token_seconds_count[5m])) > 0)")

    static func check(_ query: QueryContext) {
        query.visit { node, enclosing in
            guard case .binary(let binary) = node, binary.operation == .divide,
                binary.right.valueType == .vector
            else { return }
            let under = query.facts(of: binary.right)
            guard under.kind == .rate || isRecordedRate(binary.right, query),
                !isGuarded(binary.right), !isGuardedOutside(enclosing)
            else { return }
            let spreads = enclosing.contains(where: spoils)
            let isPanel = if case .panel = query.query.place { true } else { false }
            if isPanel, !spreads, query.facts.isMean(binary) { return }
            let isKept = query.query.place.isRecord || spreads
            let range = binary.right.range
            query.report(
                isKept ? .warning : .info, at: range,
                isKept
                    ? "NaN while there are no requests, and it is kept or spreads"
                    : "NaN while there are no requests",
                hint: "divide by (... > 0)", edits: edits(binary.right))
        }
    }

    /// A growth that is not known to be one, by the usual names of recordings.
    private static func isRecordedRate(_ expression: PromQL.Expression, _ query: QueryContext)
        -> Bool
    {
        guard case .vectorSelector(let selector) = expression.unparenthesized,
            let name = selector.metricName
        else { return false }
        return query.facts.facts(ofRecorded: name)?.kind == .rate
    }

    private static func edits(_ under: PromQL.Expression) -> [(SourceRange, String)] {
        let start = SourceRange(start: under.range.start, end: under.range.start)
        let end = SourceRange(start: under.range.end, end: under.range.end)
        return [(start, "("), (end, " > 0)")]
    }

    /// Whether the divisor drops its zeros.
    private static func isGuarded(_ expression: PromQL.Expression) -> Bool {
        var found = false
        expression.visit { node, _ in
            switch node {
            case .binary(let binary):
                if binary.operation.isComparison || binary.operation == .or { found = true }
                if binary.operation == .add, binary.right.constant ?? 0 > 0 { found = true }
            case .call(let call):
                // What no sample counts is no series, never 0.
                let counts = ["count_over_time", "present_over_time"].contains(call.name)
                if counts || call.name.hasPrefix("clamp") { found = true }
            default: break
            }
        }
        return found
    }

    /// Whether a condition beside the quotient already asks for traffic.
    private static func isGuardedOutside(_ enclosing: [PromQL.Expression]) -> Bool {
        enclosing.contains { node in
            guard case .binary(let binary) = node, binary.operation == .and else { return false }
            return binary.right.isComparing || binary.left.isComparing
        }
    }

    /// Whether one NaN among many values makes the whole NaN.
    private static func spoils(_ node: PromQL.Expression) -> Bool {
        switch node {
        case .aggregation(let aggregation):
            [.sum, .avg, .stddev, .stdvar].contains(aggregation.operation)
        case .call(let call): ["avg_over_time", "sum_over_time"].contains(call.name)
        default: false
        }
    }
}
