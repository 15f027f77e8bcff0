import PromQL
import Signals

enum PercentRule: LintRule {
    static let id = "ratio-percent"
    static let summary = "a share from 0 to 1 compared with a percentage, or the other way round"
    static let explanation = """
        The usages and hit rates of engines are shares from 0 to 1, whatever their names say \
        (`_perc`, `_percent`, `_utilization`). DCGM's `GPU_UTIL` is a percentage. A comparison that \
        mixes the two is always true or never. `--fix` moves the limit.
        """
    static let example: LintExample? = LintExample(
        wrong: "max(vllm:kv_cache_usage_perc) > 95", right: "max(vllm:kv_cache_usage_perc) > 0.95")

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            guard case .binary(let binary) = node, binary.operation.isComparison else { return }
            if let limit = binary.right.constant {
                check(binary.left, binary.operation, limit, binary.right.range, query)
            } else if let limit = binary.left.constant {
                check(binary.right, binary.operation.mirrored, limit, binary.left.range, query)
            }
        }
        panelUnit(query)
    }

    private static func check(
        _ side: PromQL.Expression, _ operation: BinaryOperator, _ limit: Double,
        _ range: SourceRange, _ query: QueryContext
    ) {
        let facts = query.facts(of: side)
        guard facts.unit == .ratio || facts.unit == .percent, !query.isVariable(range) else {
            return
        }
        if let maximum = facts.maximum, limit > maximum, maximum > 0 {
            let isPercentage = maximum == 1 && limit <= 100
            let never = operation == .greater || operation == .greaterOrEqual || operation == .equal
            query.report(
                .error, at: range,
                "\(never ? "never" : "always") true: the value lies between 0 and "
                    + plainNumber(maximum),
                hint: isPercentage ? "it is a share, not a percentage" : nil,
                edits: isPercentage ? [(range, plainNumber(limit / 100))] : [])
        } else if facts.maximum == 100, limit > 0, limit < 1, facts.kind == .gauge {
            query.report(
                .warning, at: range,
                "the value is a percentage from 0 to 100, and the limit is \(plainNumber(limit))",
                edits: [(range, plainNumber(limit * 100))])
        }
    }

    /// A panel that shows a share as if it were a percentage shows 1 % where 100 % is meant.
    private static func panelUnit(_ query: QueryContext) {
        guard case .panel(let panel) = query.query.place, !query.expression.isComparing else {
            return
        }
        let facts = query.facts(of: query.expression)
        guard facts.unit == .ratio || facts.unit == .percent, let maximum = facts.maximum else {
            return
        }
        if panel.unit == "percent", maximum == 1 {
            query.report(
                .warning, at: query.expression.range,
                "the panel's unit is percent (0 to 100), and the value lies between 0 and 1",
                hint: "set the unit to percentunit")
        } else if panel.unit == "percentunit", maximum == 100 {
            query.report(
                .warning, at: query.expression.range,
                "the panel's unit is percentunit (0 to 1), and the value lies between 0 and 100",
                hint: "set the unit to percent")
        }
    }
}

extension BinaryOperator {
    /// The comparison with its sides exchanged.
    var mirrored: BinaryOperator {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: self
        }
    }
}
