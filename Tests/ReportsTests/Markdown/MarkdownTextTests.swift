import Testing

@testable import Reports

@Suite struct MarkdownTextTests {
    @Test(arguments: [
        Example("a|b", "a\\|b"), Example("<b>", "&lt;b&gt;"), Example("*x* _y_", "\\*x\\* \\_y\\_"),
        Example("[l](http://e.test)", "\\[l\\](http:&#47;&#47;e.test)"),
        Example("`c`", "\\`c\\`"), Example("a & b", "a &amp; b"),
        Example("<\u{301}b |\u{301}", "&lt;\u{301}b \\|\u{301}"),
        Example("www.e.test", "www&#46;e.test"),
        Example("@someone", "\\@someone"), Example("x\\|y", "x\\\\\\|y"),
    ])
    func `what means something is escaped`(example: Example<String>) {
        #expect(MarkdownText.escaped(example.input) == example.text)
    }

    @Test(arguments: [
        Example("ttft p95 <= 2 s", "`ttft p95 <= 2 s`"), Example("a`b", "``a`b``"),
        Example("`a", "`` `a ``"), Example("a|b", "`a\\|b`"), Example("", ""),
    ])
    func `code stays code`(example: Example<String>) {
        #expect(MarkdownText.code(example.input) == example.text)
    }

    @Test func `a block cannot be left`() {
        #expect(!MarkdownText.block("a ``` b").dropFirst(3).dropLast(3).contains("```"))
    }

    @Test func `every row of a table has as many cells as its header`() throws {
        for name in SampleReports.names {
            var columns: Int?
            for line in try text(name).split(separator: "\n", omittingEmptySubsequences: false) {
                guard line.hasPrefix("|") else {
                    columns = nil
                    continue
                }
                let bars = line.replacing("\\|", with: "").count { $0 == "|" }
                #expect(bars == columns ?? bars, "\(line)")
                columns = bars
            }
        }
    }

    private func text(_ name: String) throws -> String {
        MarkdownReport.render(try SampleReports.report(name))
    }
}
