import Foundation
import Inference
import Load
import Readiness
import Testing

@testable import Reports

@Suite struct ProbeTableTests {
    private let table = ProbeTable(style: TerminalStyle(width: 90))

    @Test func `a row stands below its titles`() throws {
        let record = try #require(
            try SampleReports.report("ready").probes.first { !$0.isWarmup })
        let (header, row) = (table.header, table.row(record))
        #expect(header.hasSuffix("error\n"))
        #expect(row.contains("ok 200"))
        let titles = ["status", "ttft", "e2e", "tokens", "tok/s"]
        for title in titles {
            let end = try #require(header.range(of: title)).upperBound
            let column = header.distance(from: header.startIndex, to: end)
            #expect(Array(row)[column - 1] != " ", "\(title): \(row)")
            #expect(Array(row + "  ")[column] == " " || title == "tok/s", "\(title): \(row)")
        }
    }

    @Test func `a failed request shows its error, cut to the width`() throws {
        let report = try SampleReports.report("nasty-failures")
        for record in report.probes {
            let row = table.row(record)
            #expect(DisplayWidth.of(row.dropLast()) <= 90)
            #expect(row.unicodeScalars.dropLast().allSatisfy(SafeText.isReadable))
        }
        let failed = try #require(report.probes.first { !$0.isSuccess })
        let wide = ProbeTable(style: TerminalStyle(width: 140))
        #expect(wide.row(failed).contains("server_error: 500 server error: <script>"))
        #expect(table.row(failed).hasSuffix("…\n"))
    }

    @Test func `warm-up requests and estimated tokens are marked`() throws {
        var record = try #require(try SampleReports.report("ready").probes.first)
        record.outputTokensEstimated = true
        #expect(record.isWarmup)
        #expect(table.row(record).contains(" w0 "))
        #expect(table.row(record).contains(" ~32 "))
    }

    @Test func `the summary has counts, failures and intervals`() throws {
        let report = try SampleReports.report("nasty-failures")
        let text = table.summary(
            counts: report.counts, failures: report.failures, latencies: report.latencies,
            confidence: 0.95)
        #expect(text.contains("30 counted, 19 answered whole, 11 failed"))
        #expect(text.contains("6 × server_error"))
        #expect(text.contains("p95"))
        #expect(!text.contains("READY") && !text.contains("INCONCLUSIVE"))
    }
}
