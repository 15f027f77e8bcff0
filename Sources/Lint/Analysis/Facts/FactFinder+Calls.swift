import PromQL
import Signals

extension FactFinder {
    /// Functions that give growth.
    static let growth: Set<String> = ["rate", "irate", "increase"]

    func facts(of call: FunctionCall) -> SeriesFacts {
        switch call.name {
        case "rate", "irate", "increase":
            return growth(call)
        case "histogram_quantile":
            return quantile(call)
        case "avg_over_time", "min_over_time", "max_over_time", "last_over_time",
            "quantile_over_time", "sort", "sort_desc", "round", "clamp", "clamp_min",
            "clamp_max", "abs", "ceil", "floor":
            var result = inner(call)
            if call.name.hasPrefix("clamp") || ["round", "abs", "ceil"].contains(call.name) {
                result.minimum = nil
                result.maximum = nil
            }
            return result
        case "sum_over_time":
            var result = inner(call)
            result.maximum = nil
            return result
        case "count_over_time", "present_over_time", "changes", "resets":
            return SeriesFacts(labels: inner(call).labels, kind: .rate, minimum: 0)
        case "absent", "absent_over_time":
            return absent(call)
        case "label_replace", "label_join":
            var result = inner(call)
            if call.arguments.count > 1, let label = call.arguments[1].text {
                result.labels = result.labels.adding([label])
            }
            return result
        case "vector":
            return .constant(call.arguments.first?.constant)
        case "scalar", "time", "pi":
            return .constant(nil)
        case "deriv", "delta", "idelta", "predict_linear", "holt_winters", "stddev_over_time",
            "stdvar_over_time", "histogram_count", "histogram_sum", "histogram_fraction", "exp",
            "ln", "log2", "log10", "sqrt", "timestamp":
            return SeriesFacts(labels: inner(call).labels)
        default:
            return SeriesFacts(labels: call.arguments.isEmpty ? .none : .unknown)
        }
    }

    /// The argument that is neither a number nor a text.
    static func vectorArgument(of call: FunctionCall) -> PromQL.Expression? {
        call.arguments.first { $0.valueType == .vector || $0.valueType == .matrix }
    }

    private func inner(_ call: FunctionCall) -> SeriesFacts {
        Self.vectorArgument(of: call).map(facts) ?? .unknown
    }

    private func growth(_ call: FunctionCall) -> SeriesFacts {
        var result = inner(call)
        result.kind = .rate
        result.isLifetime = false
        result.minimum = 0
        result.maximum = nil
        return result
    }

    private func quantile(_ call: FunctionCall) -> SeriesFacts {
        var result = inner(call)
        let unit = result.family?.unit
        result.labels = result.labels.removing(["le"])
        result.kind = .quantile
        result.unit = unit
        result.minimum = 0
        result.maximum = result.family?.buckets?.bounds(in: nil)?.last
        return result
    }

    private func absent(_ call: FunctionCall) -> SeriesFacts {
        var labels = LabelSet.none
        let selector = call.arguments.first.flatMap(Self.selector)
        for matcher in selector?.matchers ?? []
        where matcher.operation == .equal && matcher.name != "__name__" {
            labels = labels.adding([matcher.name], certain: true)
        }
        return SeriesFacts(labels: labels, kind: .gauge, minimum: 1, maximum: 1)
    }

    /// The selector that an expression is, brackets and parentheses aside.
    static func selector(of expression: PromQL.Expression) -> VectorSelector? {
        switch expression.unparenthesized {
        case .vectorSelector(let node): node
        case .matrixSelector(let node): node.vector
        default: nil
        }
    }

    func facts(of node: Aggregation) -> SeriesFacts {
        var result = facts(of: node.expression)
        switch node.operation {
        case .topk, .bottomk: return result
        case .avg, .min, .max, .quantile: break
        case .sum: result.maximum = nil
        case .count, .group: result = SeriesFacts(labels: result.labels, kind: .gauge, minimum: 0)
        case .stddev, .stdvar: result = SeriesFacts(labels: result.labels, minimum: 0)
        case .countValues: result = SeriesFacts(labels: result.labels, kind: .gauge, minimum: 0)
        }
        if node.operation == .quantile { result.kind = .quantile }
        let before = result.labels
        switch node.grouping?.kind {
        case .by?: result.labels = before.keeping(Set(node.grouping?.labels.map(\.text) ?? []))
        case .without?:
            result.labels = before.removing(Set(node.grouping?.labels.map(\.text) ?? []))
        case nil: result.labels = .none
        }
        // A variable may stand for any label.
        if node.grouping?.labels.contains(where: { $0.text == GrafanaVariables.anyLabel }) == true {
            result.labels = before
            result.labels.isOpen = true
        }
        if node.operation == .countValues, let label = node.parameter?.text {
            result.labels = result.labels.adding([label], certain: true)
        }
        return result
    }
}
