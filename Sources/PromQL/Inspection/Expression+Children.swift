extension Expression {
    /// The nodes directly below, in the order of their arguments.
    ///
    /// The parameter of an aggregation comes before its expression. Below a matrix selector lies
    /// its vector selector.
    package var children: [Expression] {
        switch self {
        case .number, .string, .vectorSelector: []
        case .matrixSelector(let node): [.vectorSelector(node.vector)]
        case .subquery(let node): [node.expression]
        case .unary(let node): [node.operand]
        case .binary(let node): [node.left, node.right]
        case .aggregation(let node):
            node.parameter.map { [$0, node.expression] } ?? [node.expression]
        case .call(let node): node.arguments
        case .parentheses(let node): [node.expression]
        }
    }

    /// Looks at every node, each before those below it.
    ///
    /// - Parameter body: Takes a node and the nodes around it, the outermost first, its parent last.
    package func visit(_ body: (_ node: Expression, _ enclosing: [Expression]) -> Void) {
        var enclosing: [Expression] = []
        visit(&enclosing, body)
    }

    private func visit(
        _ enclosing: inout [Expression],
        _ body: (_ node: Expression, _ enclosing: [Expression]) -> Void
    ) {
        body(self, enclosing)
        enclosing.append(self)
        for child in children {
            child.visit(&enclosing, body)
        }
        enclosing.removeLast()
    }

    /// A copy in which every node went through a function, each after those below it.
    ///
    /// The vector selector of a matrix selector goes through it, too; when a node of another kind
    /// comes back for it, the selector stays what it was.
    package func rewritten(_ change: (Expression) -> Expression) -> Expression {
        switch self {
        case .number, .string, .vectorSelector:
            return change(self)
        case .matrixSelector(var node):
            if case .vectorSelector(let vector) = change(.vectorSelector(node.vector)) {
                node.vector = vector
            }
            return change(.matrixSelector(node))
        case .subquery(var node):
            node.expression = node.expression.rewritten(change)
            return change(.subquery(node))
        case .unary(var node):
            node.operand = node.operand.rewritten(change)
            return change(.unary(node))
        case .binary(var node):
            node.left = node.left.rewritten(change)
            node.right = node.right.rewritten(change)
            return change(.binary(node))
        case .aggregation(var node):
            node.parameter = node.parameter?.rewritten(change)
            node.expression = node.expression.rewritten(change)
            return change(.aggregation(node))
        case .call(var node):
            node.arguments = node.arguments.map { $0.rewritten(change) }
            return change(.call(node))
        case .parentheses(var node):
            node.expression = node.expression.rewritten(change)
            return change(.parentheses(node))
        }
    }
}
