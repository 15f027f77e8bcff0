import PromQL
import Testing

@Suite struct PrinterTests {
    /// A query and its canonical text.
    struct Case: Sendable, CustomTestStringConvertible {
        var query: String
        var canonical: String

        init(_ query: String, _ canonical: String) {
            self.query = query
            self.canonical = canonical
        }

        var testDescription: String { query }
    }

    static let cases = [
        Case("SUM(a)BY(le,job)", "sum by (le, job) (a)"),
        Case("a/ON(x)GROUP_LEFT b", "a / on (x) group_left () b"),
        Case("a==BOOL 1", "a == bool 1"), Case("--a", "--a"), Case("- (-a)", "-(-a)"),
        Case("up{a='b',c=~`d\\.`,}", #"up{a="b", c=~"d\\."}"#),
        Case("up offset 90s @ 1.50", "up @ 1.5 offset 1m30s"),
        Case("up[7d]", "up[1w]"), Case("up[8d]", "up[8d]"), Case("up[24h1ms]", "up[1d1ms]"),
        Case("(a)[1h:]", "(a)[1h:]"), Case("rate( a [60s] )", "rate(a[1m])"),
        Case("1e3", "1000"), Case("0x10 + 1e-7 + nan", "16 + 1e-07 + NaN"),
        Case("'\"\\n\u{7F}'", #""\"\n\x7f""#), Case(#""\ufffd""#, #""\ufffd""#),
    ]

    @Test(arguments: cases)
    func `a query has one canonical text`(example: Case) throws {
        #expect(try PromQLParser.parse(example.query).description == example.canonical)
    }

    static let a = Expression.vectorSelector(VectorSelector(name: "a"))
    static let sum = Expression.binary(BinaryExpression(.add, left: a, right: a))
    static let negative = Expression.unary(UnaryExpression(.minus, a))

    static let built: [(tree: Expression, text: String)] = [
        (.binary(BinaryExpression(.multiply, left: sum, right: a)), "(a + a) * a"),
        (.binary(BinaryExpression(.subtract, left: a, right: sum)), "a - (a + a)"),
        (.binary(BinaryExpression(.subtract, left: sum, right: a)), "a + a - a"),
        (.binary(BinaryExpression(.power, left: negative, right: a)), "(-a) ^ a"),
        (.binary(BinaryExpression(.power, left: a, right: negative)), "a ^ -a"),
        (.unary(UnaryExpression(.minus, sum)), "-(a + a)"),
        (.subquery(Subquery(expression: sum, window: .seconds(60))), "(a + a)[1m:]"),
        (
            .binary(
                BinaryExpression(
                    .power, left: .number(NumberLiteral(-2)), right: .number(NumberLiteral(2)))),
            "(-2) ^ 2"
        ),
    ]

    @Test(arguments: built.indices)
    func `a tree without parentheses gets those it needs`(index: Int) {
        #expect(Self.built[index].tree.description == Self.built[index].text)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `canonical text reads as the same tree`(seed: UInt64) throws {
        var trees = 0
        for query in JudgedQuery.generated(count: 1500, seed: seed) {
            guard let tree = try? PromQLParser.parse(query) else { continue }
            trees += 1
            let text = tree.description
            let again = try #require(try? PromQLParser.parse(text), "\(query) → \(text)")
            #expect(again.isSame(as: tree), "\(query) → \(text)")
            #expect(again.description == text)
            #expect(again.valueType == tree.valueType)
        }
        #expect(trees > 300)
    }

    @Test(arguments: [5, 6, 7, 8] as [UInt64])
    func `every range lies in the text`(seed: UInt64) {
        for query in JudgedQuery.generated(count: 1500, seed: seed) {
            let count = query.utf8.count
            do throws(PromQLError) {
                let tree = try PromQLParser.parse(query)
                tree.visit { node, enclosing in
                    let outer = enclosing.last?.range ?? SourceRange(start: 0, end: count)
                    let range = node.range
                    #expect(outer.start <= range.start && range.start < range.end, "\(query)")
                    #expect(range.end <= outer.end, "\(query)")
                }
            } catch {
                #expect(0 <= error.range.start && error.range.start <= error.range.end)
                #expect(error.range.end <= count, "\(query)")
                #expect(error.line >= 1 && error.column >= 1 && !error.message.isEmpty)
            }
        }
    }
}
