extension Parser {
    /// An operand and the ranges and modifiers behind it.
    mutating func modified() throws(PromQLError) -> Parsed {
        var operand = try operand()
        while true {
            switch token.kind {
            case .leftBracket: operand = try bracketed(operand)
            case .keyword(.offset): operand = try offset(operand)
            case .at: operand = try at(operand)
            default: return operand
            }
        }
    }

    private mutating func operand() throws(PromQLError) -> Parsed {
        switch token.kind {
        case .number:
            let range = try take().range
            return Parsed(.number(NumberLiteral(try number(range), range: range)), type: .scalar)
        case .string(let bytes):
            let range = try take().range
            let value = String(decoding: bytes, as: UTF8.self)
            return Parsed(.string(StringLiteral(value, range: range)), type: .string)
        case .leftParenthesis:
            return try parentheses()
        case .leftBrace:
            return try selector(name: nil)
        default:
            return try named()
        }
    }

    /// The value of a number's text.
    func number(_ range: SourceRange) throws(PromQLError) -> Double {
        let spelled = range.text(in: text)
        guard let value = NumberText.value(of: spelled) else {
            throw error(
                "`\(spelled)` is no number",
                hint: "numbers look like 5, 0.95, 1e-3, 0x1F, Inf or NaN, and fit a Double",
                at: range)
        }
        return value
    }

    private mutating func parentheses() throws(PromQLError) -> Parsed {
        let opening = try take().range
        let inner = try expression()
        guard token.kind == .rightParenthesis else {
            throw token.kind == .end
                ? error("`(` is never closed", at: opening)
                : unexpected(in: "in parentheses", expected: "an operator or `)`")
        }
        _ = try take()
        let node = Parentheses(inner.expression, range: range(from: opening.start))
        return try checked(Parsed(.parentheses(node), type: inner.type, above: [inner]))
    }

    // MARK: - What begins with a name

    private mutating func named() throws(PromQLError) -> Parsed {
        guard token.canNameMetric else {
            throw unexpected(
                in: "where an expression should begin",
                expected: "a metric, a number, a function or a parenthesis")
        }
        let name = try take()
        switch (name.kind, token.kind) {
        case (.identifier, .leftParenthesis):
            return try call(name)
        case (.aggregation(let operation), .leftParenthesis),
            (.aggregation(let operation), .keyword(.by)),
            (.aggregation(let operation), .keyword(.without)):
            return try aggregation(operation, name)
        default:
            return try selector(name: name)
        }
    }

    private mutating func call(_ name: Token) throws(PromQLError) -> Parsed {
        let spelled = name.range.text(in: text)
        guard let function = PromQLFunction.named(spelled) else {
            throw TypeRules.unknownFunction(spelled, at: name.range, in: text)
        }
        let arguments = try arguments(of: spelled)
        let node = FunctionCall(
            name: spelled, nameRange: name.range, arguments: arguments.map(\.expression),
            range: range(from: name.range.start))
        try TypeRules.check(node, function, arguments: arguments.map(\.type), in: text)
        return try checked(
            Parsed(.call(node), type: function.returnType, above: arguments))
    }

    private mutating func aggregation(
        _ operation: AggregationOperator, _ name: Token
    ) throws(PromQLError) -> Parsed {
        var grouping = try grouping()
        guard token.kind == .leftParenthesis else {
            throw unexpected(
                in: "in the aggregation `\(operation.rawValue)`", expected: "its arguments in `(`")
        }
        var arguments = try arguments(of: operation.rawValue)
        let argumentTypes = arguments.map(\.type)
        if grouping == nil {
            grouping = try self.grouping()
        }
        let whole = range(from: name.range.start)
        try TypeRules.check(
            operation, arguments: argumentTypes, ranges: arguments.map(\.range), at: name.range,
            in: text)
        let children = arguments
        guard let last = arguments.popLast() else {
            throw TypeRules.missingArguments(of: operation.rawValue, at: whole, in: text)
        }
        let node = Aggregation(
            operation, operationRange: name.range, parameter: arguments.first?.expression,
            last.expression, grouping: grouping, range: whole)
        return try checked(Parsed(.aggregation(node), type: .vector, above: children))
    }

    private mutating func grouping() throws(PromQLError) -> Grouping? {
        let kind: Grouping.Kind
        switch token.kind {
        case .keyword(.by): kind = .by
        case .keyword(.without): kind = .without
        default: return nil
        }
        let start = try take().range.start
        let labels = try labelNames(behind: kind.rawValue)
        return Grouping(kind, labels: labels, range: range(from: start))
    }

    /// Expressions in parentheses; no comma may end them.
    private mutating func arguments(of name: String) throws(PromQLError) -> [Parsed] {
        let opening = try take().range
        var arguments: [Parsed] = []
        if try take(.rightParenthesis) {
            return arguments
        }
        while true {
            arguments.append(try expression())
            if try take(.rightParenthesis) {
                return arguments
            }
            guard token.kind == .comma else {
                throw token.kind == .end
                    ? error("`(` is never closed", at: opening)
                    : unexpected(in: "in the arguments of `\(name)`", expected: "`,` or `)`")
            }
            let comma = try take().range
            if token.kind == .rightParenthesis {
                throw error("no comma may follow the last argument of `\(name)`", at: comma)
            }
        }
    }
}
