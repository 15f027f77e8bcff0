import Inference
import Load
import Readiness
import Testing

@testable import Reports

@Suite struct RequestPhaseTests {
    @Test func `phases follow each other from the start to the end`() throws {
        let record = try #require(try SampleReports.report("ready").probes.first)
        let phases = RequestPhase.phases(of: record)
        #expect(
            phases.map(\.name) == [
                "start delay", "DNS", "connect", "TLS", "send request", "until head",
                "until first byte", "until first token", "decode",
            ])
        #expect(phases.first?.start == 0)
        for (phase, next) in zip(phases, phases.dropFirst()) { #expect(phase.end == next.start) }
        #expect(phases.last?.end == record.endToEnd?.seconds)
        let token = try #require(phases.first { $0.name == "until first token" })
        #expect(token.end == record.timeToFirstToken?.seconds)
    }

    @Test func `a reused connection has no handshakes`() throws {
        let record = try #require(try SampleReports.report("ready").probes.last)
        let names = RequestPhase.phases(of: record).map(\.name)
        #expect(!names.contains("DNS") && !names.contains("connect") && !names.contains("TLS"))
    }

    @Test func `recorded lines have what they have`() throws {
        let record = try #require(try SampleReports.report("recorded").probes.first)
        #expect(RequestPhase.phases(of: record).map(\.name) == ["until first token", "decode"])
        var bare = record
        bare.timeToFirstToken = nil
        #expect(RequestPhase.phases(of: bare).map(\.name) == ["whole request"])
        bare.endToEnd = nil
        #expect(RequestPhase.phases(of: bare).isEmpty)
        #expect(WaterfallPlot(bare, id: "x", heading: "x") == nil)
    }
}
