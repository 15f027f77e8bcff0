extension Expression {
    /// A copy whose ranges are all `SourceRange.none`.
    package var withoutRanges: Expression {
        rewritten { $0.strippedOfRanges }
    }

    /// Whether two expressions are the same query, wherever and however spaced it is written.
    ///
    /// Parentheses count; the quotes around a text, the order of `offset` and `@`, and the place of
    /// an aggregation's clause do not.
    package func isSame(as other: Expression) -> Bool {
        withoutRanges == other.withoutRanges
    }

    /// The node without its own ranges; those below keep theirs.
    private var strippedOfRanges: Expression {
        switch self {
        case .number(let node): .number(NumberLiteral(node.value))
        case .string(let node): .string(StringLiteral(node.value))
        case .vectorSelector(let node): .vectorSelector(node.withoutRanges)
        case .matrixSelector(let node):
            .matrixSelector(
                MatrixSelector(vector: node.vector.withoutRanges, window: node.window))
        case .subquery(let node):
            .subquery(
                Subquery(
                    expression: node.expression, window: node.window, step: node.step,
                    stepRange: node.step == nil ? nil : SourceRange.none,
                    time: node.time.withoutRanges))
        case .unary(let node): .unary(UnaryExpression(node.sign, node.operand))
        case .binary(let node):
            .binary(
                BinaryExpression(
                    node.operation, boolRange: node.returnsBool ? SourceRange.none : nil,
                    matching: node.matching?.withoutRanges, left: node.left, right: node.right))
        case .aggregation(let node):
            .aggregation(
                Aggregation(
                    node.operation, parameter: node.parameter, node.expression,
                    grouping: node.grouping.map { Grouping($0.kind, labels: $0.labels.plain) }))
        case .call(let node):
            .call(FunctionCall(name: node.name, arguments: node.arguments))
        case .parentheses(let node): .parentheses(Parentheses(node.expression))
        }
    }
}

extension VectorSelector {
    /// A copy whose ranges are all `SourceRange.none`.
    package var withoutRanges: VectorSelector {
        VectorSelector(
            name: name, nameRange: name == nil ? nil : SourceRange.none,
            matchers: matchers.map {
                LabelMatcher(name: $0.name, operation: $0.operation, value: $0.value)
            },
            time: time.withoutRanges)
    }
}

extension TimeModifiers {
    fileprivate var withoutRanges: TimeModifiers {
        TimeModifiers(
            offset: offset.map { OffsetModifier($0.duration) },
            at: at.map { AtModifier($0.instant) })
    }
}

extension VectorMatching {
    fileprivate var withoutRanges: VectorMatching {
        VectorMatching(
            kind, labels: labels.plain,
            group: group.map { GroupModifier($0.side, include: $0.include.plain) })
    }
}

extension [LabelName] {
    fileprivate var plain: [LabelName] { map { LabelName($0.text) } }
}
