import Foundation
import Inference
import Load
import Readiness
import Testing

@Suite struct ProbeSchemaTests {
    @Test(arguments: SampleReports.names)
    func `every line of probes.jsonl fits the schema`(name: String) throws {
        let validator = try SchemaValidator(named: "probe")
        for record in try SampleReports.report(name).probes {
            let document = try JSONDocument.read(ProbeFile.line(record))
            #expect(validator.faults(in: document).isEmpty)
        }
    }

    @Test func `a record with everything in it fits the schema`() throws {
        var record = try #require(try SampleReports.report("ready").probes.first)
        record.error = "an error"
        record.outputTokensEstimated = true
        record.cachedTokens = 12
        record.retryAfter = .seconds(2)
        record.serverTimeToFirstToken = .milliseconds(48)
        record.replica = "pod-a"
        record.startDelay = .microseconds(-3)
        record.maxTokens = 96
        record.repeats = 3
        record.session = 7
        record.turn = 1
        record.serverTimings = ServerTimings(
            total: .milliseconds(900), load: .milliseconds(20), prefill: .milliseconds(80),
            decode: .milliseconds(800))
        record.generator = "loader-2"
        record.interleaved = "compare-1"
        record.round = 4
        record.reasoningChunks = 2
        record.isRefusal = true
        record.serverClockOffset = .milliseconds(-1500)
        let document = try JSONDocument.read(ProbeFile.line(record))
        let validator = try SchemaValidator(named: "probe")
        #expect(validator.faults(in: document).isEmpty)
        // Every key of the schema is one that a record can have.
        guard case .object(let members) = document, case .object(let known)? = try schemaKeys()
        else {
            Issue.record("no object")
            return
        }
        #expect(Set(members.keys) == Set(known.keys))
    }

    @Test func `a line that breaks the promise is refused`() throws {
        let record = try #require(try SampleReports.report("ready").probes.first)
        let valid = try JSONDocument.read(ProbeFile.line(record))
        let validator = try SchemaValidator(named: "probe")
        let broken: [JSONDocument] = [
            valid.replacing(["status"], with: .string("good")),
            valid.replacing(["timestamp"], with: nil),
            valid.replacing(["ttft_ms"], with: .number(-1)),
            valid.replacing(["gaps_ms", "0"], with: .string("fast")),
            valid.replacing(["ttft"], with: .number(1)),
        ]
        for document in broken { #expect(!validator.faults(in: document).isEmpty) }
    }

    private func schemaKeys() throws -> JSONDocument? {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try JSONDocument.read(
            Data(contentsOf: folder.appending(path: "docs/schema/probe.schema.json")))["properties"]
    }
}
