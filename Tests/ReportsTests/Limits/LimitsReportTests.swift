import Foundation
import Readiness
import Reports
import Testing

@Suite struct LimitsReportTests {
    @Test(arguments: SampleLimits.names)
    func `the terminal shows what was read`(name: String) throws {
        let report = try SampleLimits.report(name)
        try Golden.expect(
            LimitsTerminalReport.render(report, style: TerminalStyle(width: 100)),
            is: "\(name).txt")
    }

    @Test(arguments: ["limits-incident", "limits-drift"])
    func `the terminal shows what was read, at length, in colour and in little room`(
        name: String
    ) throws {
        let report = try SampleLimits.report(name)
        let styles = [
            ("verbose", TerminalStyle(width: 120, verbose: true)),
            ("colour", TerminalStyle(color: true, width: 100)),
            ("narrow", TerminalStyle(width: 44)),
        ]
        for (suffix, style) in styles {
            try Golden.expect(
                LimitsTerminalReport.render(report, style: style), is: "\(name)-\(suffix).txt")
        }
    }

    @Test(arguments: SampleLimits.names)
    func `no line is wider than the terminal and none commands it`(name: String) throws {
        let report = try SampleLimits.report(name)
        for width in [30, 44, 80, 100] {
            let text = LimitsTerminalReport.render(report, style: TerminalStyle(width: width))
            for line in text.split(separator: "\n") { #expect(line.count <= width) }
            #expect(!text.contains("\u{1B}"))
            #expect(!text.contains("\u{202E}"))
        }
    }

    @Test(arguments: SampleLimits.names)
    func `JSON, Markdown and OpenMetrics hold what was read`(name: String) throws {
        let report = try SampleLimits.report(name)
        try Golden.expect(
            String(decoding: LimitsJSONReport.render(report), as: UTF8.self), is: "\(name).json")
        try Golden.expect(LimitsMarkdownReport.render(report), is: "\(name).md")
        try Golden.expect(LimitsOpenMetrics.render(report), is: "\(name).prom")
    }
}
