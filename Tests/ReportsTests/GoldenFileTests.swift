import Foundation
import Readiness
import Reports
import Testing

/// Every renderer against the files that a person has read.
@Suite struct GoldenFileTests {
    @Test(arguments: SampleReports.names)
    func `the terminal shows what was read`(name: String) throws {
        let report = try SampleReports.report(name)
        try Golden.expect(
            TerminalReport.render(report, style: TerminalStyle(width: 100)), is: "\(name).txt")
    }

    @Test(arguments: ["admission-cap", "ready", "nasty-failures"])
    func `the terminal shows what was read, at length, in colour and in little room`(
        name: String
    ) throws {
        let report = try SampleReports.report(name)
        let styles = [
            ("verbose", TerminalStyle(width: 120, verbose: true)),
            ("colour", TerminalStyle(color: true, width: 100)),
            ("narrow", TerminalStyle(width: 44)),
        ]
        for (suffix, style) in styles {
            try Golden.expect(
                TerminalReport.render(report, style: style), is: "\(name)-\(suffix).txt")
        }
    }

    @Test(arguments: SampleReports.names)
    func `verdict.json holds what was read`(name: String) throws {
        let report = try SampleReports.report(name)
        try Golden.expect(
            String(decoding: JSONReport.render(report), as: UTF8.self), is: "\(name).json")
    }

    @Test(arguments: SampleReports.names)
    func `report.md holds what was read`(name: String) throws {
        let report = try SampleReports.report(name)
        try Golden.expect(MarkdownReport.render(report), is: "\(name).md")
    }

    @Test(arguments: SampleReports.names)
    func `junit.xml holds what was read`(name: String) throws {
        let report = try SampleReports.report(name)
        try Golden.expect(JUnitReport.render(report), is: "\(name).junit.xml")
    }

    @Test(arguments: SampleReports.names)
    func `annotations and the step's summary hold what was read`(name: String) throws {
        let report = try SampleReports.report(name)
        try Golden.expect(GitHubReport.annotations(report), is: "\(name).annotations.txt")
        try Golden.expect(GitHubReport.stepSummary(report), is: "\(name).summary.md")
    }

    @Test(arguments: SampleReports.names)
    func `the termination log holds what was read`(name: String) throws {
        let report = try SampleReports.report(name)
        try Golden.expect(
            String(decoding: TerminationLog.render(report), as: UTF8.self) + "\n",
            is: "\(name).termination.json")
    }

    @Test(arguments: SampleReports.names)
    func `report.html holds what was looked at in a browser`(name: String) throws {
        let report = try SampleReports.report(name)
        try GoldenPage.verdict.expect(HTMLReport.render(report), is: "\(name).html")
    }
}
