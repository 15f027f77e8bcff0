extension Expression {
    /// Every selector of the expression, in the order of the text, with the nodes around it.
    package var selectors: [PlacedSelector] {
        var found: [PlacedSelector] = []
        visit { node, enclosing in
            if case .vectorSelector(let selector) = node {
                found.append(PlacedSelector(selector: selector, enclosing: enclosing))
            }
        }
        return found
    }

    /// The names of all metrics that are picked by a whole name, each once, sorted.
    package var metricNames: [String] {
        Set(selectors.compactMap(\.selector.metricName)).sorted()
    }

    /// The number a constant expression stands for: a literal, with signs and parentheses around it.
    package var constant: Double? {
        switch self {
        case .number(let node): node.value
        case .parentheses(let node): node.expression.constant
        case .unary(let node):
            node.operand.constant.map { node.sign == .minus ? -$0 : $0 }
        default: nil
        }
    }

    /// The text a string literal stands for, with any parentheses around it.
    package var text: String? {
        guard case .string(let node) = unparenthesized else { return nil }
        return node.value
    }
}
