import PromQL
import Testing

@Suite struct LabelMatcherTests {
    /// A condition, a label's value, and whether it fits.
    struct Case: Sendable, CustomTestStringConvertible {
        var operation: MatchOperator
        var pattern: String
        var value: String
        var fits: Bool?

        init(_ operation: MatchOperator, _ pattern: String, _ value: String, _ fits: Bool?) {
            self.operation = operation
            self.pattern = pattern
            self.value = value
            self.fits = fits
        }

        var testDescription: String { "\(operation.rawValue) \(pattern) \(value)" }
    }

    static let cases = [
        Case(.equal, "a", "a", true), Case(.equal, "a", "b", false),
        Case(.notEqual, "a", "b", true), Case(.notEqual, "", "", false),
        Case(.matchesRegex, "a|b", "b", true), Case(.matchesRegex, "a|b", "ab", false),
        Case(.matchesRegex, "a.*", "a", true), Case(.matchesRegex, "a.+", "a", false),
        Case(.matchesRegex, ".*b.*", "abc", true), Case(.matchesRegex, ".+b", "b", false),
        Case(.matchesRegex, "(vllm|sglang).*", "vllm", nil),
        Case(.matchesRegex, "(?:(a|b))", "b", nil), Case(.matchesRegex, "(?:a|b)", "b", true),
        Case(.matchesRegex, "((x|y))", "x", nil), Case(.matchesRegex, "a\\.b", "a.b", true),
        Case(.matchesRegex, "a\\.b", "axb", false), Case(.matchesRegex, "a\\d", "a1", nil),
        Case(.matchesRegex, "ab*", "abb", nil), Case(.matchesRegex, "a.b", "axb", nil),
        Case(.matchesRegex, "a{2}", "aa", nil), Case(.matchesRegex, "[a]", "a", nil),
        Case(.matchesRegex, "a.*", "a\nb", nil), Case(.matchesRegex, "", "", true),
        Case(.matchesRegex, "(?i)a", "A", nil), Case(.matchesRegex, "é.*?", "éa", true),
        Case(.notMatchesRegex, "a|b", "c", true), Case(.notMatchesRegex, ".*", "", false),
    ]

    @Test(arguments: cases)
    func `a value fits, does not fit, or cannot be told`(example: Case) {
        let matcher = LabelMatcher(
            name: "x", operation: example.operation, value: example.pattern)
        #expect(matcher.matches(example.value) == example.fits)
    }
}
