/// A sign before an expression: `-x`.
package struct UnaryExpression: Sendable, Hashable {
    /// The sign.
    package enum Sign: String, Sendable, Hashable, CaseIterable {
        case plus = "+"
        case minus = "-"
    }

    package var sign: Sign
    package var signRange: SourceRange
    package var operand: Expression
    package var range: SourceRange

    package init(
        _ sign: Sign, signRange: SourceRange = .none, _ operand: Expression,
        range: SourceRange = .none
    ) {
        self.sign = sign
        self.signRange = signRange
        self.operand = operand
        self.range = range
    }
}
