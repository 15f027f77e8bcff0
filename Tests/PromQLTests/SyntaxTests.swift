import PromQL
import Testing

@Suite struct SyntaxTests {
    /// A query and its tree without ranges.
    struct Case: Sendable, CustomTestStringConvertible {
        var query: String
        var tree: Expression

        init(_ query: String, _ tree: Expression) {
            self.query = query
            self.tree = tree
        }

        var testDescription: String { query }
    }

    static let up = Expression.vectorSelector(VectorSelector(name: "up"))
    static let a = Expression.vectorSelector(VectorSelector(name: "a"))
    static let b = Expression.vectorSelector(VectorSelector(name: "b"))
    static let c = Expression.vectorSelector(VectorSelector(name: "c"))

    static func number(_ value: Double) -> Expression { .number(NumberLiteral(value)) }

    static func negative(_ operand: Expression) -> Expression {
        .unary(UnaryExpression(.minus, operand))
    }

    static func binary(
        _ left: Expression, _ operation: BinaryOperator, _ right: Expression,
        boolRange: SourceRange? = nil, matching: VectorMatching? = nil
    ) -> Expression {
        .binary(
            BinaryExpression(
                operation, boolRange: boolRange, matching: matching, left: left, right: right))
    }

    static let literals = [
        Case("0x1F", number(31)), Case("017", number(15)), Case("08", number(8)),
        Case("017.0", number(17)), Case("0x1e+5", binary(number(30), .add, number(5))),
        Case("1e-3", number(0.001)), Case(".5", number(0.5)), Case("5.", number(5)),
        Case("1.e2", number(100)), Case("NAN", number(.nan)),
        Case("-iNf", negative(number(.infinity))),
        Case("99999999999999999999", number(1e20)),
        Case(#""a\tb\x41\101\u00e9\U0001F600\"'""#, .string(StringLiteral("a\tbAAé😀\"'"))),
        Case(#"'\''"#, .string(StringLiteral("'"))),
        Case("`a\\n\nb`", .string(StringLiteral("a\\n\nb"))),
        Case(#""\xff""#, .string(StringLiteral("\u{FFFD}"))),
    ]

    static let operators = [
        Case("2 ^ 3 ^ 2", binary(number(2), .power, binary(number(3), .power, number(2)))),
        Case("-1 ^ 2", negative(binary(number(1), .power, number(2)))),
        Case(
            "2 ^ -1 ^ 2", binary(number(2), .power, negative(binary(number(1), .power, number(2))))),
        Case(
            "2 ^ -1 * 3",
            binary(binary(number(2), .power, negative(number(1))), .multiply, number(3))),
        Case("-a * b", binary(negative(a), .multiply, b)),
        Case("a - b - c", binary(binary(a, .subtract, b), .subtract, c)),
        Case("a + b * c", binary(a, .add, binary(b, .multiply, c))),
        Case("a % b atan2 c", binary(binary(a, .modulo, b), .atan2, c)),
        Case("a or b and c", binary(a, .or, binary(b, .and, c))),
        Case("a unless b and c", binary(binary(a, .unless, b), .and, c)),
        Case("a == b > c", binary(binary(a, .equal, b), .greater, c)),
        Case("a > BOOL b", binary(a, .greater, b, boolRange: SourceRange.none)),
        Case(
            "a / on (x, y,) GROUP_LEFT (z) b",
            binary(
                a, .divide, b,
                matching: VectorMatching(
                    .on, labels: [LabelName("x"), LabelName("y")],
                    group: GroupModifier(.left, include: [LabelName("z")])))),
        Case(
            "a * ignoring () group_right b",
            binary(
                a, .multiply, b,
                matching: VectorMatching(.ignoring, labels: [], group: GroupModifier(.right)))),
        Case(
            "sum by (le) (a)",
            .aggregation(Aggregation(.sum, a, grouping: Grouping(.by, labels: [LabelName("le")])))),
        Case(
            "TopK(3, a) without (x)",
            .aggregation(
                Aggregation(
                    .topk, parameter: number(3), a,
                    grouping: Grouping(.without, labels: [LabelName("x")])))),
        Case(
            "and and and",
            binary(
                .vectorSelector(VectorSelector(name: "and")), .and,
                .vectorSelector(VectorSelector(name: "and")))),
        Case("((a))", .parentheses(Parentheses(.parentheses(Parentheses(a))))),
        Case("a # b\n+ c", binary(a, .add, c)),
    ]

    static let selectors = [
        Case("up{}", up), Case("Sum", .vectorSelector(VectorSelector(name: "Sum"))),
        Case("infinity", .vectorSelector(VectorSelector(name: "infinity"))),
        Case(
            #"{__name__=~"a.+", inf!='b',}"#,
            .vectorSelector(
                VectorSelector(matchers: [
                    LabelMatcher(name: "__name__", operation: .matchesRegex, value: "a.+"),
                    LabelMatcher(name: "inf", operation: .notEqual, value: "b"),
                ]))),
        Case(
            "up @ 1.2345 offset -1h30m",
            .vectorSelector(
                VectorSelector(
                    name: "up",
                    time: TimeModifiers(
                        offset: OffsetModifier(.seconds(-5400)),
                        at: AtModifier(.milliseconds(1235)))))),
        Case(
            "up[1d1ms] offset 5m @ start()",
            .matrixSelector(
                MatrixSelector(
                    vector: VectorSelector(
                        name: "up",
                        time: TimeModifiers(
                            offset: OffsetModifier(.seconds(300)), at: AtModifier(.start))),
                    window: .milliseconds(86_400_001)))),
        Case(
            "rate(up[5m])[1w:] @ end()",
            .subquery(
                Subquery(
                    expression: .call(
                        FunctionCall(
                            name: "rate",
                            arguments: [
                                .matrixSelector(
                                    MatrixSelector(
                                        vector: VectorSelector(name: "up"), window: .seconds(300)))
                            ])),
                    window: .seconds(604_800), time: TimeModifiers(at: AtModifier(.end))))),
        Case(
            "-up[10m:30s]".replacing("-", with: ""),
            .subquery(
                Subquery(expression: up, window: .seconds(600), step: .seconds(30)))),
    ]

    @Test(arguments: literals + operators + selectors)
    func `a query reads as its tree`(example: Case) throws {
        let parsed = try PromQLParser.parse(example.query)
        #expect(parsed.isSame(as: example.tree), "\(parsed)")
    }

    @Test func `every part knows where it stands`() throws {
        let query = #"  sum by (le) (rate(ümer:x{job=~"a|b"}[5m] offset 1h)) > bool 0.5"#
            .replacing("ümer", with: "umer")
        let tree = try PromQLParser.parse(query)
        func text(_ range: SourceRange?) -> String? { range?.text(in: query) }
        guard case .binary(let comparison) = tree,
            case .aggregation(let sum) = comparison.left,
            case .call(let rate) = sum.expression,
            case .matrixSelector(let matrix) = rate.arguments.first
        else {
            Issue.record("unexpected tree \(tree)")
            return
        }
        #expect(text(tree.range) == query.drop { $0 == " " }.description)
        #expect(text(comparison.operationRange) == ">")
        #expect(text(comparison.boolRange) == "bool")
        #expect(text(sum.operationRange) == "sum")
        #expect(text(sum.grouping?.range) == "by (le)")
        #expect(text(sum.grouping?.labels.first?.range) == "le")
        #expect(!sum.groupingFollows)
        #expect(text(rate.range) == #"rate(umer:x{job=~"a|b"}[5m] offset 1h)"#)
        #expect(text(rate.nameRange) == "rate")
        #expect(text(matrix.range) == #"umer:x{job=~"a|b"}[5m] offset 1h"#)
        #expect(text(matrix.windowRange) == "5m")
        #expect(text(matrix.vector.range) == #"umer:x{job=~"a|b"}"#)
        #expect(text(matrix.vector.nameRange) == "umer:x")
        #expect(text(matrix.vector.time.offset?.range) == "offset 1h")
        let matcher = matrix.vector.matchers.first
        #expect(text(matcher?.nameRange) == "job")
        #expect(text(matcher?.operationRange) == "=~")
        #expect(text(matcher?.valueRange) == #""a|b""#)
        #expect(text(matcher?.range) == #"job=~"a|b""#)
    }

    @Test func `a clause behind the arguments is told from one before them`() throws {
        guard case .aggregation(let node) = try PromQLParser.parse("sum(a) by (x)") else {
            Issue.record("not an aggregation")
            return
        }
        #expect(node.groupingFollows)
    }
}
