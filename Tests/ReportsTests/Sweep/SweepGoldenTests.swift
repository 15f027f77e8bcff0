import Capacity
import Foundation
import Reports
import Testing

/// A whole sweep in every format against the files that a person has read.
@Suite struct SweepGoldenTests {
    @Test func `the terminal shows what was read`() async throws {
        let report = try await SampleSweep.report()
        try Golden.expect(
            SweepTerminalReport.render(report, style: TerminalStyle(width: 100)), is: "sweep.txt")
        try Golden.expect(
            SweepTerminalReport.render(report, style: TerminalStyle(width: 120, verbose: true)),
            is: "sweep-verbose.txt")
    }

    @Test func `sweep.json holds what was read`() async throws {
        let report = try await SampleSweep.report()
        try Golden.expect(
            String(decoding: SweepJSONReport.render(report), as: UTF8.self), is: "sweep.json")
    }

    @Test func `report.md holds what was read`() async throws {
        try Golden.expect(
            SweepMarkdownReport.render(try await SampleSweep.report()), is: "sweep.md")
    }

    @Test func `report.html holds what was read`() async throws {
        try GoldenPage.sweep.expect(
            SweepHTMLReport.render(try await SampleSweep.report()), is: "sweep.html")
    }

    @Test func `what a server said cannot break a page`() async throws {
        var report = try await SampleSweep.report()
        report.endpoints[0].name = "<script>\u{1B}[2J"
        report.endpoints[0].ending = .died("<b>gone</b> | `x`")
        let page = SweepHTMLReport.render(report)
        #expect(!page.contains("<script>"))
        #expect(!page.contains("<b>gone"))
        #expect(!page.contains("\u{1B}"))
        let text = SweepTerminalReport.render(report, style: TerminalStyle(width: 100))
        #expect(!text.contains("\u{1B}"))
    }
}
