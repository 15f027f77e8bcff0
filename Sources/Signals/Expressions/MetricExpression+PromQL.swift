extension MetricExpression {
    /// The expression as a query.
    ///
    /// - Parameter window: the range of every range selector, such as `5m` or `$__rate_interval`.
    /// - Returns: nil for one that PromQL cannot express, see `labelNumber`.
    package func promQL(window: String) -> String? {
        switch self {
        case .latest(let selector): return selector.promQL
        case .rate(let selector): return "rate(\(selector.promQL)[\(window)])"
        case .increase(let selector): return "increase(\(selector.promQL)[\(window)])"
        case .overTime(let function, let selector):
            return "\(function.rawValue)(\(selector.promQL)[\(window)])"
        case .labelNumber: return nil
        case .aggregate(let aggregation, let labels, let inner):
            guard let text = inner.promQL(window: window) else { return nil }
            return "\(aggregation.rawValue)\(Self.grouping(labels))(\(text))"
        case .quantile(let quantile, let labels, let histogram):
            let rates = "rate(\(histogram.child("_bucket").promQL)[\(window)])"
            let buckets = "sum\(Self.grouping(["le"] + labels))(\(rates))"
            return "histogram_quantile(\(PromQLNumber.text(quantile)), \(buckets))"
        case .sum(let first, let second): return Self.binary(first, "+", second, window)
        case .product(let first, let second): return Self.binary(first, "*", second, window)
        case .ratio(let first, let second):
            guard let part = first.operand(window), let whole = second.operand(window) else {
                return nil
            }
            return "\(part) / (\(whole) > 0)"
        case .complement(let inner):
            guard let text = inner.operand(window) else { return nil }
            return "1 - \(text)"
        case .scaled(let inner, let factor):
            guard let text = inner.operand(window) else { return nil }
            return "\(text) * \(PromQLNumber.text(factor))"
        case .zero(let inner):
            guard let text = inner.operand(window) else { return nil }
            return "\(text) * 0"
        case .either(let first, let second): return Self.binary(first, "or", second, window)
        }
    }

    private static func binary(
        _ first: MetricExpression, _ symbol: String, _ second: MetricExpression, _ window: String
    ) -> String? {
        guard let left = first.operand(window), let right = second.operand(window) else {
            return nil
        }
        return "\(left) \(symbol) \(right)"
    }

    private static func grouping(_ labels: [String]) -> String {
        labels.isEmpty ? "" : " by (\(labels.joined(separator: ", "))) "
    }

    /// The text as one side of an operator: in parentheses if it has an operator of its own.
    private func operand(_ window: String) -> String? {
        guard let text = promQL(window: window) else { return nil }
        switch self {
        case .latest, .rate, .increase, .overTime, .labelNumber, .aggregate, .quantile:
            return text
        case .sum, .product, .ratio, .complement, .scaled, .zero, .either:
            return "(\(text))"
        }
    }
}

extension SeriesSelector {
    /// The selector as PromQL writes it: `name{label="value"}`.
    package var promQL: String {
        guard !matchers.isEmpty else { return name }
        return "\(name){\(matchers.map(\.promQL).joined(separator: ", "))}"
    }
}

extension LabelMatcher {
    /// The condition as PromQL writes it; several values become an anchored regular expression.
    package var promQL: String {
        switch condition {
        case .oneOf(let values): Self.text(label, values, "=", "=~")
        case .noneOf(let values): Self.text(label, values, "!=", "!~")
        case .hasPrefix(let text): "\(label)=~\(Self.quoted(Self.escaped(text) + ".*"))"
        }
    }

    private static func text(
        _ label: String, _ values: Set<String>, _ equal: String, _ matches: String
    ) -> String {
        if values.count == 1, let value = values.first { return label + equal + quoted(value) }
        return label + matches + quoted(values.sorted().map(escaped).joined(separator: "|"))
    }

    /// A text that stands for itself in a regular expression (RE2).
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\.+*?()|[]{}^$".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for character in text {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
        return result + "\""
    }
}
