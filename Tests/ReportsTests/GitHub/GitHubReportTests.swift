import Foundation
import Readiness
import Testing

@testable import Reports

@Suite struct GitHubReportTests {
    @Test(arguments: SampleReports.names)
    func `every line is one annotation`(name: String) throws {
        let report = try SampleReports.report(name)
        let lines = GitHubReport.annotations(report).split(separator: "\n")
        #expect(!lines.isEmpty)
        for line in lines {
            #expect(line.wholeMatch(of: /::(error|warning|notice) title=[^:,\r]+::[^\r]+/) != nil)
            #expect(line.unicodeScalars.allSatisfy(SafeText.isReadable))
        }
    }

    @Test func `the level is that of the verdict`() throws {
        let levels = ["ready": "notice", "degraded": "warning", "inconclusive": "warning"]
        for (name, level) in levels {
            let text = GitHubReport.annotations(try SampleReports.report(name))
            #expect(text.hasPrefix("::\(level) title="))
            #expect(!text.contains("::error "))
        }
        let bad = GitHubReport.annotations(try SampleReports.report("admission-cap"))
        #expect(bad.hasPrefix("::error title=NOT READY%3A chat-demo::TTFT is over its limit%0A"))
    }

    @Test func `percent signs, line ends, colons and commas are escaped where they must be`() {
        let command = WorkflowCommand(level: .error, title: "a:b,c%\n", message: "50%\r\n: , done")
        #expect(command.line == "::error title=a%3Ab%2Cc%25%0A::50%25%0D%0A: , done")
    }

    @Test func `at most ten of each level are made and the rest is counted`() throws {
        var report = try SampleReports.report("admission-cap")
        report.checks = (0..<30).map {
            .init(id: "check\($0)", group: .function, state: .failed, message: "no")
        }
        let lines = GitHubReport.annotations(report).split(separator: "\n")
        let errors = lines.filter { $0.hasPrefix("::error ") }
        #expect(errors.count == 10)
        // The verdict, a violated objective, seven checks, and the line that counts the rest.
        #expect(errors.last?.contains("23 more") == true)
    }

    @Test func `the summary begins with the verdict and stays below a mebibyte`() throws {
        var report = try SampleReports.report("nasty-failures")
        #expect(GitHubReport.stepSummary(report).hasPrefix("# NOT READY: "))
        report.notes = (0..<6000).map { "note \($0) " + String(repeating: "x", count: 300) }
        let summary = GitHubReport.stepSummary(report)
        #expect(summary.utf8.count <= GitHubReport.summaryBytesMax)
        #expect(summary.utf8.count > GitHubReport.summaryBytesMax - 2000)
        #expect(summary.hasPrefix("# NOT READY: "))
        #expect(summary.hasSuffix("GitHub takes 1 MiB.\n"))
    }
}
