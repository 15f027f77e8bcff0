/// An expression in parentheses.
package struct Parentheses: Sendable, Hashable {
    package var expression: Expression
    /// From the opening to behind the closing one.
    package var range: SourceRange

    package init(_ expression: Expression, range: SourceRange = .none) {
        self.expression = expression
        self.range = range
    }
}
