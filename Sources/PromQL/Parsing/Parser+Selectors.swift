extension Parser {
    /// The braces behind a name, or alone, and the checks of a selector.
    mutating func selector(name: Token?) throws(PromQLError) -> Parsed {
        let start = name?.range.start ?? token.range.start
        var matchers: [LabelMatcher] = []
        var isSelective = name != nil
        if token.kind == .leftBrace {
            _ = try take()
            while token.kind != .rightBrace {
                let (matcher, matchesEmpty) = try matcher()
                matchers.append(matcher)
                isSelective = isSelective || !matchesEmpty
                guard try take(.comma) || token.kind == .rightBrace else {
                    throw unexpected(in: "behind a matcher", expected: "`,` or `}`")
                }
            }
            _ = try take()
        }
        let node = VectorSelector(
            name: name.map { $0.range.text(in: text) }, nameRange: name?.range, matchers: matchers,
            range: range(from: start))
        if let name = node.name, let second = matchers.first(where: { $0.name == "__name__" }) {
            throw error(
                "the metric's name is set twice, by `\(name)` and by a matcher",
                hint: "leave out one of them", at: second.range)
        }
        guard isSelective else {
            throw error(
                "the selector may pick every series there is",
                hint: "at least one matcher has to refuse the empty text, as `{job=\"a\"}` does",
                at: node.range)
        }
        return Parsed(.vectorSelector(node), type: .vector)
    }

    /// One matcher, and whether it takes series that lack the label.
    private mutating func matcher() throws(PromQLError) -> (LabelMatcher, matchesEmpty: Bool) {
        let context = "in the matchers of a selector"
        if case .string = token.kind { throw quotedName(in: context) }
        let name = try require(.identifier, in: context, expected: "the name of a label")
        let operation: MatchOperator
        switch token.kind {
        case .equals: operation = .equal
        case .operation(.notEqual): operation = .notEqual
        case .matches: operation = .matchesRegex
        case .notMatches: operation = .notMatchesRegex
        default:
            throw unexpected(in: "behind the name of a label", expected: "=, !=, =~ or !~")
        }
        let operationRange = try take().range
        guard case .string(let bytes) = token.kind else {
            throw unexpected(in: "in a matcher", expected: "a text in quotes")
        }
        let valueRange = try take().range
        let matcher = LabelMatcher(
            name: name.range.text(in: text), nameRange: name.range, operation: operation,
            operationRange: operationRange, value: String(decoding: bytes, as: UTF8.self),
            valueRange: valueRange)
        let fitsEmpty =
            operation.isRegex
            ? try regexMatchesEmpty(bytes, at: valueRange) : bytes.isEmpty
        return (matcher, fitsEmpty != operation.isNegative)
    }

    /// A name in quotes, which later grammars take.
    func quotedName(in context: String) -> PromQLError {
        error(
            "a name in quotes \(context)", hint: "it is newer than Prometheus 2.42",
            at: token.range)
    }

    private func regexMatchesEmpty(
        _ bytes: [UInt8], at range: SourceRange
    ) throws(PromQLError) -> Bool {
        do {
            return try RegexSyntax.matchesEmpty(bytes)
        } catch let reason {
            throw error(
                "invalid regular expression: \(reason.message)", hint: reason.hint, at: range)
        }
    }

    // MARK: - Ranges

    /// The brackets behind an operand: a range, or a subquery.
    mutating func bracketed(_ operand: Parsed) throws(PromQLError) -> Parsed {
        let opening = try take().range
        let (window, windowRange) = try duration(in: "in brackets")
        if case .operation = token.kind {
            throw error(
                "arithmetic of durations in brackets", hint: "it is newer than Prometheus 2.42",
                at: token.range)
        }
        guard try take(.colon) else {
            _ = try require(.rightBracket, in: "in brackets", expected: "`]`, or `:` and a step")
            return try matrix(operand, window, windowRange, at: range(from: opening.start))
        }
        var step: (duration: Duration, range: SourceRange)?
        if token.kind != .rightBracket {
            step = try duration(in: "behind the colon of a subquery")
        }
        _ = try require(.rightBracket, in: "in a subquery", expected: "`]`")
        let node = Subquery(
            expression: operand.expression, window: window, windowRange: windowRange,
            step: step?.duration, stepRange: step?.range,
            range: range(from: operand.range.start))
        guard operand.type == .vector else {
            throw error(
                "a subquery needs an instant vector, not a \(operand.type)", at: operand.range)
        }
        return try checked(Parsed(.subquery(node), type: .matrix, above: [operand]))
    }

    private func matrix(
        _ operand: Parsed, _ window: Duration, _ windowRange: SourceRange, at brackets: SourceRange
    ) throws(PromQLError) -> Parsed {
        guard case .vectorSelector(let vector) = operand.expression else {
            throw error(
                "only a selector can have a range",
                hint: "for a subquery write a colon: `[5m:]`, or `[5m:1m]` with a step",
                at: brackets)
        }
        if let modifier = vector.time.offset?.range ?? vector.time.at?.range {
            throw error(
                "a modifier comes behind the range, not before it",
                hint: "write it behind `\(brackets.text(in: text))`", at: modifier)
        }
        let node = MatrixSelector(
            vector: vector, window: window, windowRange: windowRange,
            range: vector.range.union(brackets))
        return Parsed(.matrixSelector(node), type: .matrix, above: [operand])
    }

    private mutating func duration(
        in context: String
    ) throws(PromQLError) -> (duration: Duration, range: SourceRange) {
        if token.kind == .number {
            throw error(
                "a number of seconds \(context)", hint: "it is newer than Prometheus 2.42",
                at: token.range)
        }
        let range = try require(
            .duration, in: context, expected: "a duration with a unit, such as 5m"
        ).range
        let spelled = range.text(in: text)
        do {
            return (try DurationText.duration(of: spelled), range)
        } catch let failure {
            switch failure {
            case .malformed:
                throw error(
                    "`\(spelled)` is no duration",
                    hint: "units are y, w, d, h, m, s and ms, each at most once and in this order",
                    at: range)
            case .zero:
                throw error("a duration has to be greater than 0", at: range)
            case .tooLong:
                throw error("a duration of more than 292 years is out of range", at: range)
            }
        }
    }

    // MARK: - Modifiers of time

    /// The modifier `offset` behind an operand.
    mutating func offset(_ operand: Parsed) throws(PromQLError) -> Parsed {
        let start = try take().range.start
        let isNegative = try take(.operation(.subtract))
        let (duration, _) = try duration(in: "in an offset")
        let modifier = OffsetModifier(
            isNegative ? .zero - duration : duration, range: range(from: start))
        return try modifying(operand, "offset", modifier.range) { time in
            guard time.offset == nil else { return false }
            time.offset = modifier
            return true
        }
    }

    /// The modifier `@` behind an operand.
    mutating func at(_ operand: Parsed) throws(PromQLError) -> Parsed {
        let start = try take().range.start
        let instant = try instant()
        let modifier = AtModifier(instant, range: range(from: start))
        return try modifying(operand, "@", modifier.range) { time in
            guard time.at == nil else { return false }
            time.at = modifier
            return true
        }
    }

    private mutating func instant() throws(PromQLError) -> AtModifier.Instant {
        let context = "behind `@`"
        let expected = "seconds since 1970, start() or end()"
        for (keyword, instant) in [(Keyword.start, AtModifier.Instant.start), (.end, .end)]
        where token.kind == .keyword(keyword) {
            _ = try take()
            _ = try require(.leftParenthesis, in: context, expected: "`\(keyword.rawValue)()`")
            _ = try require(.rightParenthesis, in: context, expected: "`\(keyword.rawValue)()`")
            return instant
        }
        let start = token.range.start
        let isNegative = try take(.operation(.subtract))
        if !isNegative {
            _ = try take(.operation(.add))
        }
        let range = try require(.number, in: context, expected: expected).range
        let seconds = (isNegative ? -1 : 1) * (try number(range))
        guard seconds.magnitude < 0x1p63 else {
            throw error(
                "the time behind `@` is out of range", hint: "expected \(expected)",
                at: self.range(from: start))
        }
        let milliseconds = (seconds * 1000).rounded(.toNearestOrAwayFromZero)
        return .milliseconds(
            Int64(exactly: milliseconds) ?? (milliseconds < 0 ? Int64.min : Int64.max))
    }

    /// Sets a modifier of a selector or subquery; `set` says whether it was not there before.
    private func modifying(
        _ operand: Parsed, _ name: String, _ modifierRange: SourceRange,
        set: (inout TimeModifiers) -> Bool
    ) throws(PromQLError) -> Parsed {
        var operand = operand
        let isNew: Bool
        switch operand.expression {
        case .vectorSelector(var node):
            isNew = set(&node.time)
            node.range = node.range.union(modifierRange)
            operand.expression = .vectorSelector(node)
        case .matrixSelector(var node):
            isNew = set(&node.vector.time)
            node.range = node.range.union(modifierRange)
            operand.expression = .matrixSelector(node)
        case .subquery(var node):
            isNew = set(&node.time)
            node.range = node.range.union(modifierRange)
            operand.expression = .subquery(node)
        default:
            throw error(
                "`\(name)` may only follow a selector, its range, or a subquery",
                hint: "put it behind the metric, inside of functions and aggregations",
                at: modifierRange)
        }
        guard isNew else { throw error("`\(name)` is set twice", at: modifierRange) }
        return operand
    }
}
