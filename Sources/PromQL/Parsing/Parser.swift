/// Reads tokens by recursive descent, operators by their precedence.
struct Parser {
    private var lexer: Lexer
    /// The token that comes next.
    private(set) var token: Token
    /// Where the token before it ended.
    private(set) var lastEnd = 0
    private var nesting = 0

    init(_ text: String) throws(PromQLError) {
        lexer = Lexer(text)
        token = try lexer.next()
    }

    /// The whole query.
    mutating func query() throws(PromQLError) -> Expression {
        if token.kind == .end {
            throw error("there is no expression", at: token.range)
        }
        let parsed = try expression()
        if token.kind == .rightParenthesis {
            throw error("`)` closes nothing", at: token.range)
        }
        guard token.kind == .end else {
            throw unexpected(in: "behind a complete expression", expected: "an operator")
        }
        return parsed.expression
    }
}

extension Parser {
    var text: String { lexer.text }

    /// Takes the next token.
    mutating func take() throws(PromQLError) -> Token {
        let taken = token
        lastEnd = taken.range.end
        token = try lexer.next()
        return taken
    }

    /// Takes the next token if it is of a kind.
    mutating func take(_ kind: Token.Kind) throws(PromQLError) -> Bool {
        guard token.kind == kind else { return false }
        _ = try take()
        return true
    }

    /// Takes the next token, which has to be of a kind.
    mutating func require(
        _ kind: Token.Kind, in context: String, expected: String
    ) throws(PromQLError) -> Token {
        guard token.kind == kind else { throw unexpected(in: context, expected: expected) }
        return try take()
    }

    func error(
        _ message: String, hint: String? = nil, at range: SourceRange
    ) -> PromQLError {
        PromQLError(message, hint: hint, at: range, in: text)
    }

    /// The error about the next token, which fits nothing here.
    func unexpected(in context: String, expected: String) -> PromQLError {
        let found: String
        switch token.kind {
        case .end:
            found = "the query ends"
        case .duration:
            found = "unexpected duration `\(token.range.text(in: text))`"
        default:
            found = "unexpected `\(token.range.text(in: text))`"
        }
        return error("\(found) \(context)", hint: "expected \(expected)", at: token.range)
    }

    /// From a place to behind the last token taken.
    func range(from start: Int) -> SourceRange {
        SourceRange(start: start, end: lastEnd)
    }

    /// A tree may be so deep and no deeper; counted on the way down and on the way up.
    func checked(_ parsed: Parsed) throws(PromQLError) -> Parsed {
        try checkDepth(parsed.depth, at: parsed.range)
        return parsed
    }

    private func checkDepth(_ depth: Int, at range: SourceRange) throws(PromQLError) {
        guard depth <= PromQLParser.maximumDepth else {
            throw error(
                "the query is nested more than \(PromQLParser.maximumDepth) deep",
                hint: "split it with a recording rule", at: range)
        }
    }

    // MARK: - Operators

    /// An expression of operators that bind at least so tightly.
    mutating func expression(binding least: Int = 1) throws(PromQLError) -> Parsed {
        nesting += 1
        defer { nesting -= 1 }
        try checkDepth(nesting, at: token.range)
        var left = try signed()
        while case .operation(let operation) = token.kind, operation.precedence >= least {
            left = try binary(operation, behind: left)
        }
        return left
    }

    /// An operand with or without a sign, which binds less tightly than `^` and as tightly as `*`.
    private mutating func signed() throws(PromQLError) -> Parsed {
        let sign: UnaryExpression.Sign
        switch token.kind {
        case .operation(.add): sign = .plus
        case .operation(.subtract): sign = .minus
        default: return try modified()
        }
        let signRange = try take().range
        let operand = try expression(binding: BinaryOperator.power.precedence)
        let node = UnaryExpression(
            sign, signRange: signRange, operand.expression,
            range: signRange.union(operand.range))
        try TypeRules.check(node, operand: operand.type, in: text)
        return try checked(Parsed(.unary(node), type: operand.type, above: [operand]))
    }

    private mutating func binary(
        _ operation: BinaryOperator, behind left: Parsed
    ) throws(PromQLError) -> Parsed {
        let operationRange = try take().range
        var boolRange: SourceRange?
        if token.kind == .keyword(.bool) {
            boolRange = try take().range
        }
        let matching = try vectorMatching()
        let least = operation == .power ? operation.precedence : operation.precedence + 1
        let right = try expression(binding: least)
        let node = BinaryExpression(
            operation, operationRange: operationRange, boolRange: boolRange, matching: matching,
            left: left.expression, right: right.expression,
            range: left.range.union(right.range))
        try TypeRules.check(node, left: left.type, right: right.type, in: text)
        let isScalar = left.type == .scalar && right.type == .scalar
        return try checked(
            Parsed(.binary(node), type: isScalar ? .scalar : .vector, above: [left, right]))
    }

    private mutating func vectorMatching() throws(PromQLError) -> VectorMatching? {
        let kind: VectorMatching.Kind
        switch token.kind {
        case .keyword(.on): kind = .on
        case .keyword(.ignoring): kind = .ignoring
        default: return nil
        }
        let start = try take().range.start
        let labels = try labelNames(behind: kind.rawValue)
        let group = try groupModifier()
        return VectorMatching(kind, labels: labels, group: group, range: range(from: start))
    }

    private mutating func groupModifier() throws(PromQLError) -> GroupModifier? {
        let side: GroupModifier.Side
        switch token.kind {
        case .keyword(.groupLeft): side = .left
        case .keyword(.groupRight): side = .right
        default: return nil
        }
        let start = try take().range.start
        let include =
            token.kind == .leftParenthesis ? try labelNames(behind: side.rawValue) : []
        return GroupModifier(side, include: include, range: range(from: start))
    }

    /// A list of label names in parentheses; a comma may end it.
    mutating func labelNames(behind word: String) throws(PromQLError) -> [LabelName] {
        let context = "in the labels of `\(word)`"
        _ = try require(.leftParenthesis, in: context, expected: "`(` and names of labels")
        var labels: [LabelName] = []
        while token.kind != .rightParenthesis {
            if case .string = token.kind { throw quotedName(in: context) }
            guard token.canNameLabel else {
                throw unexpected(in: context, expected: "the name of a label, or `)`")
            }
            let range = try take().range
            labels.append(LabelName(range.text(in: text), range: range))
            if token.kind != .rightParenthesis {
                _ = try require(.comma, in: context, expected: "`,` or `)`")
            }
        }
        _ = try take()
        return labels
    }
}
