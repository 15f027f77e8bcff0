import PromQL
import Testing

@Suite struct ErrorTests {
    /// A text that is no query, the part that is wrong, and what is said about it.
    struct Case: Sendable, CustomTestStringConvertible {
        var query: String
        var wrong: String
        var message: String

        init(_ query: String, _ wrong: String, _ message: String) {
            self.query = query
            self.wrong = wrong
            self.message = message
        }

        var testDescription: String { query }
    }

    static let cases = [
        Case("rates(a[5m])", "rates", "1:1: there is no function `rates`; did you mean `rate`?"),
        Case("RATE(a[5m])", "RATE", "1:1: there is no function `RATE`; did you mean `rate`?"),
        Case(
            "limitk(1, a)", "limitk",
            "1:1: there is no function `limitk`; it is newer than Prometheus 2.42"),
        Case(
            #"{"a.b"="c"}"#, #""a.b""#,
            "1:2: a name in quotes in the matchers of a selector; it is newer than Prometheus 2.42"),
        Case(
            #"sum by ("a.b") (c)"#, #""a.b""#,
            "1:9: a name in quotes in the labels of `by`; it is newer than Prometheus 2.42"),
        Case(
            "a[300]", "300",
            "1:3: a number of seconds in brackets; it is newer than Prometheus 2.42"),
        Case(
            "a[5m * 2]", "*",
            "1:6: arithmetic of durations in brackets; it is newer than Prometheus 2.42"),
        Case("zzzzzz(a)", "zzzzzz", "1:1: there is no function `zzzzzz`"),
        Case(
            "sum(\n  rate(a)\n)", "a",
            "2:8: argument 1 of `rate` has to be a range vector, not an instant vector; "
                + "give the selector a range, such as `[5m]`"),
        Case(
            "round(a, 1, 2)", "round(a, 1, 2)",
            "1:1: `round` takes at most 2 arguments, not 3; round(instant vector, scalar)"),
        Case(
            "topk(a)", "topk",
            "1:1: `topk` takes 2 arguments, not 1; topk(scalar, instant vector)"),
        Case("sum()", "sum", "1:1: `sum` aggregates nothing; it takes an expression"),
        Case("1 > 2", ">", "1:3: a comparison of two scalars filters nothing; write `> bool`"),
        Case("a + bool b", "bool", "1:5: `bool` can only follow a comparison, not `+`"),
        Case(
            "a and 1", "1",
            "1:7: `and` takes two instant vectors, not a scalar; "
                + "vector() makes an instant vector of a scalar"),
        Case(
            "a + on (x) 1", "on (x)", "1:5: `on` needs an instant vector on both sides"),
        Case(
            "a and on (x) group_left b", "group_left",
            "1:14: `and` matches many with many; `group_left` has no place there"),
        Case(
            "a + on (x) group_left (x) b", "x",
            "1:24: the label `x` is both matched by `on` and taken over by `group_left`"),
        Case(
            "{a=~\".*\"}", "{a=~\".*\"}",
            "1:1: the selector may pick every series there is; "
                + "at least one matcher has to refuse the empty text, as `{job=\"a\"}` does"),
        Case(
            "a{__name__=\"b\"}", "__name__=\"b\"",
            "1:3: the metric's name is set twice, by `a` and by a matcher; leave out one of them"),
        Case(
            "a{b=~\"(?=x)\"}", "\"(?=x)\"",
            "1:6: invalid regular expression: `(?` is followed by something RE2 does not know; "
                + "there is no lookahead, lookbehind or conditional; a named group is `(?P<name>...)`"
        ),
        Case(
            "sum(a) offset 5m", "offset 5m",
            "1:8: `offset` may only follow a selector, its range, or a subquery; "
                + "put it behind the metric, inside of functions and aggregations"),
        Case("a offset 1m offset 2m", "offset 2m", "1:13: `offset` is set twice"),
        Case(
            "a[30m1h]", "30m1h",
            "1:3: `30m1h` is no duration; "
                + "units are y, w, d, h, m, s and ms, each at most once and in this order"),
        Case(
            "a[5m", "[", "1:2: a bracket is opened and never closed; write `]` behind the duration"),
        Case(
            "a{b=\"c\"", "{",
            "1:2: a brace is opened and never closed; write `}` behind the last matcher"),
        Case("(a", "(", "1:1: `(` is never closed"),
        Case("a)", ")", "1:2: `)` closes nothing"),
        Case(
            "a +", "",
            "1:4: the query ends where an expression should begin; expected a metric, a number, a function or a parenthesis"
        ),
        Case("é", "é", "1:1: unexpected character `é`"),
        Case("\"é\" $", "$", "1:5: unexpected character `$`"),
        Case(
            "1_000", "1_000",
            "1:1: `1_000` is neither a number nor a duration; durations are made of y, w, d, h, m, s and ms in this order, as in `1h30m`"
        ),
        Case("", "", "1:1: there is no expression"),
    ]

    @Test(arguments: cases)
    func `an error names the place, the fault and the way out`(example: Case) throws {
        let error = try #require(throws: PromQLError.self) {
            try PromQLParser.parse(example.query)
        }
        #expect(error.description == example.message)
        #expect(error.range.text(in: example.query) == example.wrong)
    }

    /// Openings of nests; each is repeated far beyond any stack.
    @Test(arguments: ["(", "-", "abs(", "sum by (x) (", "1 ^ ", "a and on () ", "1 + ", "a{b=~'("])
    func `a nest beyond all measure is refused`(opening: String) throws {
        let query = String(repeating: opening, count: 100_000) + "a"
        _ = try #require(throws: PromQLError.self) { try PromQLParser.parse(query) }
    }

    @Test func `ranges behind each other are refused without end`() throws {
        let query = "a" + String(repeating: "[5m:]", count: 100_000)
        _ = try #require(throws: PromQLError.self) { try PromQLParser.parse(query) }
    }
}
