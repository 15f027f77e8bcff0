/// An expression and what the parser has to know about it without walking through it.
struct Parsed {
    var expression: Expression
    var type: ValueType
    /// The number of nodes from this one to the lowest below it.
    var depth: Int

    var range: SourceRange { expression.range }

    init(_ expression: Expression, type: ValueType, above children: [Parsed] = []) {
        self.expression = expression
        self.type = type
        depth = (children.map(\.depth).max() ?? 0) + 1
    }
}
