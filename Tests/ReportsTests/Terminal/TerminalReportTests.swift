import Foundation
import Readiness
import Testing

@testable import Reports

@Suite struct TerminalReportTests {
    @Test(arguments: SampleReports.names)
    func `no line is wider than the terminal`(name: String) throws {
        let report = try SampleReports.report(name)
        for width in [30, 37, 44, 49, 50, 60, 72, 80, 99, 100, 113, 140, 200] {
            for verbose in [false, true] {
                let text = TerminalReport.render(
                    report, style: TerminalStyle(width: width, verbose: verbose))
                let widest = text.split(separator: "\n").max {
                    DisplayWidth.of($0) < DisplayWidth.of($1)
                }
                #expect(DisplayWidth.of(widest ?? "") <= width, "\(width): \(widest ?? "")")
            }
        }
    }

    @Test(arguments: SampleReports.names)
    func `the verdict is the first word and nothing ends in a blank`(name: String) throws {
        let report = try SampleReports.report(name)
        let text = TerminalReport.render(report, style: TerminalStyle())
        #expect(text.hasPrefix("\n  \(report.verdict.title)   "))
        #expect(text.hasSuffix("\n\n"))
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
    }

    @Test(arguments: SampleReports.names)
    func `colour adds nothing but colour`(name: String) throws {
        let report = try SampleReports.report(name)
        let plain = TerminalReport.render(report, style: TerminalStyle(width: 100))
        let colour = TerminalReport.render(report, style: TerminalStyle(color: true, width: 100))
        #expect(colour != plain)
        #expect(colour.replacing(/\u{1B}\[[0-9;]+m/, with: "") == plain)
        #expect(plain.unicodeScalars.allSatisfy { SafeText.isReadable($0) || $0 == "\n" })
    }

    @Test(arguments: SampleReports.names)
    func `no line is a command for a build server`(name: String) throws {
        let report = try SampleReports.report(name)
        for width in stride(from: 30, through: 100, by: 5) {
            let text = TerminalReport.render(report, style: TerminalStyle(width: width))
            for line in text.split(separator: "\n") {
                #expect(!line.drop { $0 == " " }.hasPrefix("::"))
                #expect(!line.contains("##["))
            }
        }
    }

    @Test func `verbose shows every check and percentile`() throws {
        let report = try SampleReports.report("ready")
        let brief = TerminalReport.render(report, style: TerminalStyle(width: 140))
        let long = TerminalReport.render(report, style: TerminalStyle(width: 140, verbose: true))
        for check in report.checks {
            #expect(long.contains("\(check.id): \(check.message)"))
        }
        #expect(!brief.contains("serves demo"))
        #expect(long.contains("  p90  ") && !brief.contains("  p90  "))
        #expect(long.contains("max_model_len 8192, from /v1/models"))
    }

    @Test func `a metric with a limit on it is shown`() throws {
        var report = try SampleReports.report("ready")
        let ttft = try #require(report.latencies.first)
        report.latencies.append(
            LatencySummary(
                metric: .ttfb, percentiles: ttft.percentiles, range: ttft.range, count: 80))
        #expect(!TerminalReport.render(report, style: TerminalStyle()).contains("ttfb"))
        report.objectives[0].objective.metric = .ttfb
        #expect(TerminalReport.render(report, style: TerminalStyle()).contains("\n  ttfb     80"))
    }

    @Test func `wide characters keep the columns in line`() throws {
        var report = try SampleReports.report("admission-cap")
        report.name = "聊天"
        report.checks = [.init(id: "模型", group: .identity, state: .failed, message: "没有这个模型")]
        let text = TerminalReport.render(report, style: TerminalStyle(width: 40))
        #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 40 })
    }
}
