import Foundation
import Inference
import Readiness
import Testing

@testable import Reports

@Suite struct TerminationLogTests {
    @Test(arguments: SampleReports.names)
    func `the log is one small object that says the verdict`(name: String) throws {
        let report = try SampleReports.report(name)
        let data = TerminationLog.render(report)
        #expect(data.count <= TerminationLog.bytesMax)
        #expect(!data.contains(0x0A))
        let document = try JSONDocument.read(data)
        #expect(document["verdict"]?.text == report.verdict.rawValue)
        #expect(document["truncated"] == .bool(false))
    }

    @Test func `what is too much is left out, the gravest last`() throws {
        var report = try SampleReports.report("admission-cap")
        report.failures = (0..<200).map {
            .init(
                outcome: "kind\($0)", outcomeClass: .failure, count: 1,
                example: String(repeating: "日", count: 400))
        }
        let document = try JSONDocument.read(TerminationLog.render(report))
        #expect(document["truncated"] == .bool(true))
        let reasons = try #require(document["reasons"]?.elements)
        #expect(reasons.first?.text?.hasPrefix("ttft p95 <= 2.5 s: violated") == true)
        #expect(reasons.count < 200)
    }

    @Test func `texts of any length and script fit`() throws {
        var report = try SampleReports.report("nasty-failures")
        let long = String(repeating: "👩‍🚀\u{9B}", count: 4000)
        report.headline = long
        report.name = long
        report.target.url = long
        report.directory = long
        let data = TerminationLog.render(report)
        #expect(data.count <= TerminationLog.bytesMax)
        #expect(try JSONDocument.read(data)["verdict"]?.text == "NOT_READY")
    }
}
