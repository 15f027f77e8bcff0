/// Many series become fewer: `sum by (job) (x)`, `topk(3, x)`.
package struct Aggregation: Sendable, Hashable {
    package var operation: AggregationOperator
    package var operationRange: SourceRange
    /// The first argument of operators that take two: a number, or a text for `count_values`.
    package var parameter: Expression?
    package var expression: Expression
    /// Which labels are kept, nil when none are and nothing is written.
    package var grouping: Grouping?
    package var range: SourceRange

    package init(
        _ operation: AggregationOperator, operationRange: SourceRange = .none,
        parameter: Expression? = nil, _ expression: Expression, grouping: Grouping? = nil,
        range: SourceRange = .none
    ) {
        self.operation = operation
        self.operationRange = operationRange
        self.parameter = parameter
        self.expression = expression
        self.grouping = grouping
        self.range = range
    }
}

extension Aggregation {
    /// Whether the clause stands behind the arguments, as in `sum(x) by (job)`.
    package var groupingFollows: Bool {
        guard let grouping else { return false }
        return grouping.range.start > expression.range.start
    }
}
