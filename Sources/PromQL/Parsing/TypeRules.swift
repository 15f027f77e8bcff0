/// What operators, aggregations and functions take, as Prometheus 2.42 judges it.
enum TypeRules {
    /// A sign stands before a number or an instant vector.
    static func check(
        _ node: UnaryExpression, operand: ValueType, in text: String
    ) throws(PromQLError) {
        guard operand == .scalar || operand == .vector else {
            throw PromQLError(
                "`\(node.sign.rawValue)` takes a scalar or an instant vector, not a \(operand)",
                at: node.operand.range, in: text)
        }
    }

    /// Operands, the modifier `bool`, and the matching of an operator.
    static func check(
        _ node: BinaryExpression, left: ValueType, right: ValueType, in text: String
    ) throws(PromQLError) {
        let name = node.operation.rawValue
        if let boolRange = node.boolRange, !node.operation.isComparison {
            throw PromQLError(
                "`bool` can only follow a comparison, not `\(name)`", at: boolRange, in: text)
        }
        for (type, range) in [(left, node.left.range), (right, node.right.range)]
        where type != .scalar && type != .vector {
            throw PromQLError(
                "`\(name)` takes scalars and instant vectors, not a \(type)",
                hint: type == .matrix
                    ? "a function such as rate makes an instant vector of a range" : nil,
                at: range, in: text)
        }
        if left == .scalar, right == .scalar, node.operation.isComparison, !node.returnsBool {
            throw PromQLError(
                "a comparison of two scalars filters nothing", hint: "write `\(name) bool`",
                at: node.operationRange, in: text)
        }
        if node.operation.isSetOperator, left == .scalar || right == .scalar {
            throw PromQLError(
                "`\(name)` takes two instant vectors, not a scalar",
                hint: "vector() makes an instant vector of a scalar",
                at: left == .scalar ? node.left.range : node.right.range, in: text)
        }
        if let matching = node.matching {
            try check(matching, of: node, areVectors: left == .vector && right == .vector, text)
        }
    }

    private static func check(
        _ matching: VectorMatching, of node: BinaryExpression, areVectors: Bool, _ text: String
    ) throws(PromQLError) {
        if let group = matching.group {
            if node.operation.isSetOperator {
                throw PromQLError(
                    "`\(node.operation.rawValue)` matches many with many; "
                        + "`\(group.side.rawValue)` has no place there", at: group.range, in: text)
            }
            let matched = Set(matching.labels.map(\.text))
            let both = group.include.first { matched.contains($0.text) }
            if matching.kind == .on, let both {
                throw PromQLError(
                    "the label `\(both.text)` is both matched by `on` and taken over by "
                        + "`\(group.side.rawValue)`", at: both.range, in: text)
            }
        }
        // With a scalar beside it Prometheus overlooks an empty list.
        guard areVectors || matching.labels.isEmpty else {
            throw PromQLError(
                "`\(matching.kind.rawValue)` needs an instant vector on both sides",
                at: matching.range, in: text)
        }
    }

    /// The number of an aggregation's arguments, and their types.
    static func check(
        _ operation: AggregationOperator, arguments: [ValueType], ranges: [SourceRange],
        at nameRange: SourceRange, in text: String
    ) throws(PromQLError) {
        let name = operation.rawValue
        let expected = (operation.parameterType.map { [$0] } ?? []) + [.vector]
        guard !arguments.isEmpty else {
            throw missingArguments(of: name, at: nameRange, in: text)
        }
        guard arguments.count == expected.count else {
            throw PromQLError(
                "`\(name)` takes \(count(expected.count)), not \(arguments.count)",
                hint: signature(name, expected), at: nameRange, in: text)
        }
        for index in expected.indices where arguments[index] != expected[index] {
            throw wrongType(
                arguments[index], expected[index], index, of: name, at: ranges[index], in: text)
        }
    }

    /// The error about an aggregation of nothing.
    static func missingArguments(
        of name: String, at range: SourceRange, in text: String
    ) -> PromQLError {
        PromQLError(
            "`\(name)` aggregates nothing", hint: "it takes an expression", at: range, in: text)
    }

    /// The number of a function's arguments, and their types.
    static func check(
        _ node: FunctionCall, _ function: PromQLFunction, arguments: [ValueType], in text: String
    ) throws(PromQLError) {
        let most = function.maximumArguments
        guard arguments.count >= function.minimumArguments, arguments.count <= most ?? .max else {
            let expected =
                if most == function.minimumArguments {
                    count(function.minimumArguments)
                } else if let most, arguments.count > most {
                    "at most " + count(most)
                } else {
                    "at least " + count(function.minimumArguments)
                }
            throw PromQLError(
                "`\(function.name)` takes \(expected), not \(arguments.count)",
                hint: signature(function.name, function.argumentTypes), at: node.range, in: text)
        }
        for (index, type) in arguments.enumerated() {
            let expected = function.argumentType(at: index)
            if type != expected {
                throw wrongType(
                    type, expected, index, of: function.name, at: node.arguments[index].range,
                    in: text)
            }
        }
    }

    /// The error about a function that Prometheus 2.42 does not have.
    static func unknownFunction(
        _ name: String, at range: SourceRange, in text: String
    ) -> PromQLError {
        let names = PromQLFunction.all.map(\.name) + AggregationOperator.allCases.map(\.rawValue)
        let hint =
            newerFunctions.contains(name)
            ? "it is newer than Prometheus 2.42"
            : NearestName.of(name, among: names).map { "did you mean `\($0)`?" }
        return PromQLError("there is no function `\(name)`", hint: hint, at: range, in: text)
    }

    /// Names that Prometheus took up after 2.42.
    private static let newerFunctions: Set<String> = [
        "double_exponential_smoothing", "first_over_time", "histogram_avg", "histogram_stddev",
        "histogram_stdvar", "info", "limit_ratio", "limitk", "mad_over_time", "sort_by_label",
        "sort_by_label_desc", "ts_of_first_over_time", "ts_of_last_over_time",
        "ts_of_max_over_time", "ts_of_min_over_time",
    ]

    private static func wrongType(
        _ found: ValueType, _ expected: ValueType, _ index: Int, of name: String,
        at range: SourceRange, in text: String
    ) -> PromQLError {
        let hint: String? =
            switch (found, expected) {
            case (.vector, .matrix): "give the selector a range, such as `[5m]`"
            case (.matrix, .vector): "leave out the range, or put it in a function such as rate"
            case (.vector, .scalar): "scalar() makes a scalar of a vector with one series"
            case (.scalar, .vector): "vector() makes an instant vector of a scalar"
            default: nil
            }
        return PromQLError(
            "argument \(index + 1) of `\(name)` has to be \(article(expected)), "
                + "not \(article(found))",
            hint: hint, at: range, in: text)
    }

    private static func article(_ type: ValueType) -> String {
        type == .vector ? "an \(type)" : "a \(type)"
    }

    private static func count(_ count: Int) -> String {
        count == 1 ? "1 argument" : "\(count) arguments"
    }

    private static func signature(_ name: String, _ types: [ValueType]) -> String {
        "\(name)(\(types.map(\.description).joined(separator: ", ")))"
    }
}
