import Comparison
import Foundation
import Reports
import Testing

@Suite struct ComparisonReportTests {
    @Test(arguments: SampleComparison.names)
    func `every rendering is what a person read`(name: String) throws {
        let report = SampleComparison.report(name)
        try Golden.expect(
            ComparisonTerminalReport.render(report, style: TerminalStyle()), is: "\(name).txt")
        try Golden.expect(ComparisonMarkdownReport.render(report), is: "\(name).md")
        try GoldenPage.comparison.expect(ComparisonHTMLReport.render(report), is: "\(name).html")
    }

    @Test func `everything is shown where it is asked for, and it fits a narrow terminal`() throws {
        let report = SampleComparison.report("comparison-worse")
        try Golden.expect(
            ComparisonTerminalReport.render(report, style: TerminalStyle(verbose: true)),
            is: "comparison-worse-verbose.txt")
        let narrow = ComparisonTerminalReport.render(report, style: TerminalStyle(width: 40))
        #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 40 })
    }

    @Test(arguments: SampleComparison.names)
    func `every report fits the schema`(name: String) throws {
        let document = try JSONDocument.read(
            ComparisonJSONReport.render(SampleComparison.report(name)))
        #expect(try SchemaValidator(named: "comparison").faults(in: document).isEmpty)
    }

    @Test func `a document that breaks the promise is refused`() throws {
        let valid = try JSONDocument.read(
            ComparisonJSONReport.render(SampleComparison.report("comparison-worse")))
        let broken = valid.replacing(["verdict"], with: .string("WORSE"))
        #expect(try !SchemaValidator(named: "comparison").faults(in: broken).isEmpty)
    }

    @Test func `nothing that an argument brought acts on a terminal or a page`() {
        let report = SampleComparison.report("comparison-undecided")
        let text = ComparisonTerminalReport.render(report, style: TerminalStyle())
        #expect(!text.contains("\u{1B}"))
        let page = ComparisonHTMLReport.render(report)
        #expect(!page.contains("<b>.jsonl") && page.contains("&lt;b&gt;.jsonl"))
    }
}
