import Foundation
import Reports
import Testing

/// A load in every format against the files that a person has read.
@Suite struct LoadGoldenTests {
    @Test(arguments: SampleLoad.names)
    func `the terminal shows what was read`(name: String) throws {
        let sample = try SampleLoad.sample(name)
        try Golden.expect(
            LoadTerminalReport.render(
                sample.report, cold: sample.cold, style: TerminalStyle(width: 100)),
            is: "\(name).txt")
    }

    @Test func `the terminal shows what was read, at length, in colour and in little room`() throws
    {
        let report = try SampleLoad.sample("load-failed").report
        let styles = [
            ("verbose", TerminalStyle(width: 120, verbose: true)),
            ("colour", TerminalStyle(color: true, width: 100)),
            ("narrow", TerminalStyle(width: 44)),
        ]
        for (suffix, style) in styles {
            try Golden.expect(
                LoadTerminalReport.render(report, style: style), is: "load-failed-\(suffix).txt")
        }
    }

    @Test(arguments: SampleLoad.names)
    func `load.json holds what was read`(name: String) throws {
        let sample = try SampleLoad.sample(name)
        try Golden.expect(
            String(
                decoding: LoadJSONReport.render(sample.report, cold: sample.cold), as: UTF8.self),
            is: "\(name).json")
    }

    @Test(arguments: SampleLoad.names)
    func `report.md holds what was read`(name: String) throws {
        let sample = try SampleLoad.sample(name)
        try Golden.expect(
            LoadMarkdownReport.render(sample.report, cold: sample.cold), is: "\(name).md")
    }

    @Test(arguments: ["load-failed", "load-cold"])
    func `report.html holds what was looked at in a browser`(name: String) throws {
        let sample = try SampleLoad.sample(name)
        try GoldenPage.verdict.expect(
            LoadHTMLReport.render(sample.report, probes: sample.probes, cold: sample.cold),
            is: "\(name).html")
    }

    @Test func `what a server said cannot break a page`() throws {
        let sample = try SampleLoad.sample("load-failed")
        let page = LoadHTMLReport.render(sample.report, probes: sample.probes)
        #expect(page.contains("&lt;script&gt;"))
        #expect(!page.contains("<script"))
        #expect(!page.contains("<b>name"))
        #expect(!page.contains("\u{1B}"))
        let text = LoadTerminalReport.render(sample.report, style: TerminalStyle(width: 100))
        #expect(!text.contains("\u{1B}"))
        #expect(!LoadMarkdownReport.render(sample.report).contains("<script"))
    }
}
