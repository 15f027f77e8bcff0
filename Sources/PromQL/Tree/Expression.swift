/// A Prometheus query, or a part of one, as a tree.
///
/// Every node carries the range of the text it was parsed from. Two nodes are equal when they and
/// their ranges are; `isSame(as:)` looks at the meaning alone. Nodes can also be built by hand, for
/// a generator: their ranges are then `SourceRange.none`.
///
/// A file that also imports Foundation, which has a type of this name, says `PromQL.Expression`.
package indirect enum Expression: Sendable, Hashable {
    /// `0.95`
    case number(NumberLiteral)
    /// `"text"`
    case string(StringLiteral)
    /// `up{job="a"} offset 5m`
    case vectorSelector(VectorSelector)
    /// `up{job="a"}[5m]`
    case matrixSelector(MatrixSelector)
    /// `rate(x[1m])[10m:1m]`
    case subquery(Subquery)
    /// `-x`
    case unary(UnaryExpression)
    /// `a / on (job) b`
    case binary(BinaryExpression)
    /// `sum by (job) (x)`
    case aggregation(Aggregation)
    /// `rate(x[5m])`
    case call(FunctionCall)
    /// `(x)`
    case parentheses(Parentheses)
}

extension Expression {
    /// The text the expression was parsed from.
    package var range: SourceRange {
        switch self {
        case .number(let node): node.range
        case .string(let node): node.range
        case .vectorSelector(let node): node.range
        case .matrixSelector(let node): node.range
        case .subquery(let node): node.range
        case .unary(let node): node.range
        case .binary(let node): node.range
        case .aggregation(let node): node.range
        case .call(let node): node.range
        case .parentheses(let node): node.range
        }
    }

    /// The expression inside any number of parentheses.
    package var unparenthesized: Expression {
        var inner = self
        while case .parentheses(let node) = inner {
            inner = node.expression
        }
        return inner
    }
}
