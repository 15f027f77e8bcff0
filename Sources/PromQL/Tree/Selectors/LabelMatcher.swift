/// A condition on one label: `job=~"a|b"`.
package struct LabelMatcher: Sendable, Hashable {
    package var name: String
    package var nameRange: SourceRange
    package var operation: MatchOperator
    package var operationRange: SourceRange
    /// The text or regular expression to compare with, escapes resolved.
    package var value: String
    /// From quote to behind the quote.
    package var valueRange: SourceRange

    package init(
        name: String, nameRange: SourceRange = .none, operation: MatchOperator,
        operationRange: SourceRange = .none, value: String, valueRange: SourceRange = .none
    ) {
        self.name = name
        self.nameRange = nameRange
        self.operation = operation
        self.operationRange = operationRange
        self.value = value
        self.valueRange = valueRange
    }
}

extension LabelMatcher {
    /// From the name to behind the value.
    package var range: SourceRange { nameRange.union(valueRange) }
}
