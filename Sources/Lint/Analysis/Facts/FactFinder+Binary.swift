import PromQL
import Signals

extension FactFinder {
    func facts(of node: BinaryExpression) -> SeriesFacts {
        let left = facts(of: node.left)
        let right = facts(of: node.right)
        var result = value(node, left, right)
        result.labels = labels(node, left.labels, right.labels)
        return result
    }

    // MARK: - Labels

    private func labels(_ node: BinaryExpression, _ left: LabelSet, _ right: LabelSet) -> LabelSet {
        if node.left.valueType == .scalar { return right }
        if node.right.valueType == .scalar { return left }
        switch node.operation {
        case .or: return left.union(right)
        case .and, .unless: return left
        default: break
        }
        guard let matching = node.matching else { return left }
        let names = Set(matching.labels.map(\.text))
        if let group = matching.group {
            let many = group.side == .left ? left : right
            return many.adding(Set(group.include.map(\.text)))
        }
        return matching.kind == .on ? left.keeping(names) : left.removing(names)
    }

    // MARK: - Values

    private func value(
        _ node: BinaryExpression, _ left: SeriesFacts, _ right: SeriesFacts
    ) -> SeriesFacts {
        if node.operation.isComparison {
            if node.returnsBool {
                return SeriesFacts(labels: .none, kind: .gauge, minimum: 0, maximum: 1)
            }
            return left.kind == .constant ? right : left
        }
        switch node.operation {
        case .and, .unless: return left
        case .or: return left.joined(with: right)
        case .multiply:
            if let factor = number(right) { return left.scaled(by: factor) }
            if let factor = number(left) { return right.scaled(by: factor) }
            return combined(left, right)
        case .divide:
            if let divisor = number(right), divisor != 0 { return left.scaled(by: 1 / divisor) }
            return quotient(node, left, right)
        case .add:
            if let offset = number(right) { return left.shifted(by: offset) }
            if let offset = number(left) { return right.shifted(by: offset) }
            return combined(left, right)
        case .subtract:
            if let offset = number(right) { return left.shifted(by: -offset) }
            if let value = number(left) { return right.subtracted(from: value) }
            return combined(left, right)
        default: return SeriesFacts(labels: .none)
        }
    }

    private func number(_ facts: SeriesFacts) -> Double? {
        guard facts.kind == .constant, let value = facts.minimum, value == facts.maximum else {
            return nil
        }
        return value
    }

    private func combined(_ left: SeriesFacts, _ right: SeriesFacts) -> SeriesFacts {
        var result = SeriesFacts(labels: .none)
        if left.kind == right.kind { result.kind = left.kind }
        if left.kind == .constant { result.kind = right.kind }
        if right.kind == .constant { result.kind = left.kind }
        if left.unit == right.unit { result.unit = left.unit }
        result.isLifetime = left.isLifetime || right.isLifetime
        result.family = left.family ?? right.family
        return result
    }

    private func quotient(
        _ node: BinaryExpression, _ left: SeriesFacts, _ right: SeriesFacts
    ) -> SeriesFacts {
        var result = SeriesFacts(labels: .none)
        result.isLifetime = left.isLifetime || right.isLifetime
        result.family = left.family
        let isCounted = [left, right].allSatisfy { $0.kind == .rate || $0.kind == .counter }
        if isCounted {
            if isMean(node) {
                result.kind = .mean
                result.unit = left.unit
                result.minimum = 0
            } else {
                result.kind = .share
                result.unit = .ratio
                result.minimum = 0
                if isPart(node) { result.maximum = 1 }
            }
            return result
        }
        if left.kind == .gauge, right.kind == .gauge, left.unit == right.unit {
            result.kind = .gauge
        }
        if left.kind == .constant, right.kind == .quantile || right.kind == .mean {
            result.kind = .other
        }
        return result
    }

    /// Whether a family's `_sum` is divided by its `_count`.
    func isMean(_ node: BinaryExpression) -> Bool {
        let over = node.left.selectors.compactMap(\.selector.metricName)
        let under = node.right.selectors.compactMap(\.selector.metricName)
        guard let sum = over.first, over.allSatisfy({ $0 == sum }), sum.hasSuffix("_sum"),
            let count = under.first, under.allSatisfy({ $0 == count })
        else { return false }
        return count == sum.dropLast(4) + "_count"
    }

    /// Whether what is divided is a part of what it is divided by: the same counter with more
    /// conditions, a bucket of a histogram's count, or a known pair.
    private func isPart(_ node: BinaryExpression) -> Bool {
        guard let over = single(node.left), let under = single(node.right),
            let part = over.metricName, let whole = under.metricName
        else { return false }
        if part.hasSuffix("_bucket") {
            let base = part.dropLast("_bucket".count)
            return whole == base + "_count" || whole == part
        }
        if part == whole {
            return Set(under.matchers.map(\.name)).isSubset(of: over.matchers.map(\.name))
        }
        let pairs = [
            ("_hits_total", "_queries_total"), ("num_accepted_tokens", "num_draft_tokens"),
            ("prompt_tokens_cached", "prompt_tokens"),
        ]
        return pairs.contains {
            part.contains($0.0) && whole == part.replacing($0.0, with: $0.1)
        }
    }

    private func single(_ expression: PromQL.Expression) -> VectorSelector? {
        let selectors = expression.selectors
        return selectors.count == 1 ? selectors.first?.selector : nil
    }
}
