/// Two expressions and an operator between them: `a / on (job) group_left () b`.
package struct BinaryExpression: Sendable, Hashable {
    package var operation: BinaryOperator
    package var operationRange: SourceRange
    /// Where the modifier `bool` stands, nil when it is not there; `.none` in a tree built by hand.
    package var boolRange: SourceRange?
    /// How series of both sides find each other, nil when nothing is written.
    package var matching: VectorMatching?
    package var left: Expression
    package var right: Expression
    package var range: SourceRange

    package init(
        _ operation: BinaryOperator, operationRange: SourceRange = .none,
        boolRange: SourceRange? = nil, matching: VectorMatching? = nil, left: Expression,
        right: Expression, range: SourceRange = .none
    ) {
        self.operation = operation
        self.operationRange = operationRange
        self.boolRange = boolRange
        self.matching = matching
        self.left = left
        self.right = right
        self.range = range
    }
}

extension BinaryExpression {
    /// Whether a comparison gives 0 or 1 instead of filtering.
    package var returnsBool: Bool { boolRange != nil }
}
