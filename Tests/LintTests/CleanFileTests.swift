import Lint
import Testing

/// Correct rules and dashboards, about which there is nothing to say.
@Suite struct CleanFileTests {
    @Test(arguments: LintSample.names(in: "clean"))
    func `a correct file has no finding`(name: String) throws {
        let report = Linter().check([try LintSample.source(name)])
        #expect(report.failures.isEmpty)
        #expect(report.queryCount > 10)
        #expect(report.findings.isEmpty, "\(report.text())")
    }

    @Test func `the clean files are there`() {
        #expect(LintSample.names(in: "clean").count >= 4)
    }
}
