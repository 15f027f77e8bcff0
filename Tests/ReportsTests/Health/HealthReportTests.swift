import Foundation
import Readiness
import Reports
import Testing

/// Every rendering of a health report.
@Suite struct HealthReportTests {
    @Test(arguments: SampleHealth.names)
    func `the terminal shows what was read`(name: String) throws {
        let report = SampleHealth.report(name)
        try Golden.expect(
            HealthTerminalReport.render(report, style: TerminalStyle(width: 100)),
            is: "\(name).txt")
    }

    @Test(arguments: SampleHealth.names)
    func `JSON and Markdown hold what was read`(name: String) throws {
        let report = SampleHealth.report(name)
        try Golden.expect(
            String(decoding: HealthJSONReport.render(report), as: UTF8.self), is: "\(name).json")
        try Golden.expect(HealthMarkdownReport.render(report), is: "\(name).md")
    }

    @Test(arguments: SampleHealth.names, [30, 44, 60, 100, 160])
    func `no line is wider than the terminal, and none plays with it`(
        name: String, width: Int
    ) throws {
        let report = SampleHealth.report(name)
        for isVerbose in [false, true] {
            let text = HealthTerminalReport.render(
                report, style: TerminalStyle(width: width, verbose: isVerbose))
            for line in text.split(separator: "\n") {
                #expect(line.count <= width, "\(line)")
                #expect(!line.contains("\u{1B}"))
            }
            #expect(text.contains(report.grade.title))
        }
    }

    @Test func `colours add nothing but colours`() throws {
        let report = SampleHealth.report("health-queueing")
        let plain = HealthTerminalReport.render(report, style: TerminalStyle(width: 100))
        let painted = HealthTerminalReport.render(
            report, style: TerminalStyle(color: true, width: 100))
        #expect(painted != plain)
        #expect(painted.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }
}
