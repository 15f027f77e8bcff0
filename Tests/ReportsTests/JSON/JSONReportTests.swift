import Estimates
import Foundation
import Readiness
import Testing

@testable import Reports

@Suite struct JSONReportTests {
    private func estimate(point: Double, lower: Double, upper: Double, count: Int = 10) -> Estimate
    {
        Estimate(
            point: point, lower: lower, upper: upper, count: count, confidence: 0.95,
            method: .orderStatistic)
    }

    private func percentile(_ estimate: Estimate) throws -> JSONDocument {
        var report = try SampleReports.report("unreachable")
        report.latencies = [
            LatencySummary(
                metric: .ttft, percentiles: [.init(rank: 95, value: estimate)], range: nil, count: 3
            )
        ]
        let document = try JSONDocument.read(JSONReport.render(report))
        #expect(try SchemaValidator(named: "verdict").faults(in: document).isEmpty)
        let latency = try #require(document["latencies"]?.elements.first)
        return try #require(latency["percentiles"]?.elements.first)
    }

    @Test func `the verdict comes first and equal reports give equal bytes`() throws {
        let data = JSONReport.render(try SampleReports.report("admission-cap"))
        let start = "{\n  \"schemaVersion\": 1,\n  \"verdict\": \"NOT_READY\",\n"
        #expect(String(decoding: data, as: UTF8.self).hasPrefix(start))
        #expect(data == JSONReport.render(try SampleReports.report("admission-cap")))
        #expect(data.last == 0x0A)
    }

    @Test func `a missing bound is null and nothing else`() throws {
        let document = try percentile(estimate(point: 0.1, lower: 0.05, upper: .infinity))
        #expect(document["upper"] == .null)
        #expect(document["lower"] == .number(0.05))
        #expect(document["infinite"] == .array([]))
    }

    @Test func `a failed request is null and named`() throws {
        let document = try percentile(
            estimate(point: .infinity, lower: .infinity, upper: .infinity))
        #expect(document["point"] == .null)
        #expect(document["infinite"] == .array([.string("point"), .string("lower")]))
        let half = try percentile(estimate(point: .infinity, lower: 0.3, upper: .infinity))
        #expect(half["lower"] == .number(0.3))
        #expect(half["infinite"] == .array([.string("point")]))
    }

    @Test func `no sample is null and not named`() throws {
        let document = try percentile(.unknown(provenance: .client, method: .orderStatistic))
        #expect(document["point"] == .null)
        #expect(document["n"] == .number(0))
        #expect(document["infinite"] == .array([]))
    }

    @Test func `a judged share keeps every digit, a measured time a nanosecond`() throws {
        var report = try SampleReports.report("ready")
        report.objectives[0].share?.upper = (0.95).nextDown
        report.objectives[0].worst = 0.118_449_000_000_000_01
        let document = try JSONDocument.read(JSONReport.render(report))
        let objective = try #require(document["objectives"]?.elements.first)
        let upper = try #require(objective["upper"]?.number)
        #expect(upper < 0.95)
        #expect(objective["worst"] == .number(0.118_449))
    }

    @Test func `a worst that failed is told from none`() throws {
        var report = try SampleReports.report("ready")
        report.objectives[0].worst = .infinity
        report.objectives[1].worst = nil
        let objectives = try #require(
            try JSONDocument.read(JSONReport.render(report))["objectives"]?.elements)
        #expect(objectives[0]["worst"] == .null)
        #expect(objectives[0]["worstIsFailure"] == .bool(true))
        #expect(objectives[1]["worst"] == .null)
        #expect(objectives[1]["worstIsFailure"] == .bool(false))
    }

    @Test func `texts keep what a server said, and the bytes cannot command a terminal`() throws {
        let report = try SampleReports.report("nasty-failures")
        let data = JSONReport.render(report)
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.unicodeScalars.allSatisfy { SafeText.isReadable($0) || $0 == "\n" })
        let document = try JSONDocument.read(data)
        #expect(document["headline"]?.text == report.headline)
        #expect(document["name"]?.text == report.name)
    }

    @Test(arguments: [
        Example(JSONValue.number(1), "1"), Example(.number(0.95), "0.95"),
        Example(.number(-2.5e-9), "-2.5e-09"), Example(.number(.nan), "null"),
        Example(.number(.infinity), "null"),
        Example(.string("a\"b\\c\n\u{1}"), #""a\"b\\c\n\u0001""#),
        Example(.string("\u{E0041}"), #""\udb40\udc41""#), Example(.string("ü日👩‍🚀"), "\"ü日👩‍🚀\""),
        Example(.array([]), "[]"), Example(.object([]), "{}"), Example(.bool(true), "true"),
        Example(.object([.init("b", .null), .init("a", .integer(-3))]), #"{"b":null,"a":-3}"#),
    ])
    func `values are written as JSON`(example: Example<JSONValue>) throws {
        let bytes = JSONWriter.bytes(of: example.input, indented: false)
        #expect(String(decoding: bytes, as: UTF8.self) == example.text)
        _ = try JSONDocument.read(Data(bytes))
    }
}
