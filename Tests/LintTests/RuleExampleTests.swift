import Lint
import Testing

/// The examples in the rules' own documentation.
@Suite struct RuleExampleTests {
    struct Case: CustomTestStringConvertible {
        var rule: String
        var example: LintExample
        var testDescription: String { rule }
    }

    static let cases = LintDocumentation.examples.map { Case(rule: $0.rule, example: $0.example) }

    @Test(arguments: cases)
    func `the wrong query is found`(test: Case) {
        let found = LintSample.rules(test.example.wrong)
        #expect(found.contains(test.rule), "\(found)")
    }

    @Test(arguments: cases)
    func `nothing is said about the right one`(test: Case) {
        // Usage alone is fine for a warning.
        let source = LintSample.alert(test.example.right, severity: "warning")
        let found = LintSample.findings(source).map(\.rule)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `rules have words of their own`() {
        let names = Linter.ruleNames
        #expect(Set(names).count == names.count)
        #expect(names.count == 41)
    }
}
