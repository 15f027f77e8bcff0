extension Expression {
    /// What the expression evaluates to.
    ///
    /// A parsed expression is well typed. In one built by hand, a call of a function that nobody
    /// knows is taken for an instant vector.
    package var valueType: ValueType {
        switch self {
        case .number: .scalar
        case .string: .string
        case .vectorSelector, .aggregation: .vector
        case .matrixSelector, .subquery: .matrix
        case .unary(let node): node.operand.valueType
        case .binary(let node):
            node.left.valueType == .scalar && node.right.valueType == .scalar ? .scalar : .vector
        case .call(let node): node.function?.returnType ?? .vector
        case .parentheses(let node): node.expression.valueType
        }
    }
}
