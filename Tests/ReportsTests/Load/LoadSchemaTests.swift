import Capacity
import Inference
import Reports
import Testing

@Suite struct LoadSchemaTests {
    @Test(arguments: SampleLoad.names)
    func `load.json fits the schema`(name: String) throws {
        let sample = try SampleLoad.sample(name)
        let document = try JSONDocument.read(
            LoadJSONReport.render(sample.report, cold: sample.cold))
        let faults = try SchemaValidator(named: "load").faults(in: document)
        #expect(faults.isEmpty, "\(faults)")
    }

    @Test func `connections that were opened before the run are told of`() throws {
        var report = try SampleLoad.sample("load-passed").report
        var opened = OpenedConnections()
        opened.count = 3
        opened.connectTimes = [.microseconds(210), .microseconds(180), .milliseconds(12)]
        opened.secureTimes = [.milliseconds(3), .milliseconds(4), .milliseconds(5)]
        opened.shortfall = .tlsFailed(.handshake, "no \u{1B}[2J")
        report.opened = opened
        let document = try JSONDocument.read(LoadJSONReport.render(report))
        let faults = try SchemaValidator(named: "load").faults(in: document)
        #expect(faults.isEmpty, "\(faults)")
        let text = LoadTerminalReport.render(report, style: TerminalStyle(width: 400))
        #expect(text.contains("3 opened before the run: p50 "))
        #expect(text.contains("; TLS p50 "))
        #expect(text.contains("; no more because of "))
        #expect(!text.contains("\u{1B}[2J"))
    }

    @Test func `a document that breaks the promise is refused`() throws {
        let valid = try JSONDocument.read(
            LoadJSONReport.render(try SampleLoad.sample("load-passed").report))
        let validator = try SchemaValidator(named: "load")
        let broken: [JSONDocument] = [
            valid.replacing(["standing"], with: .string("passed")),
            valid.replacing(["requests", "failed"], with: .number(-1)),
            valid.replacing(["requestRate", "point"], with: .string("fast")),
            valid.replacing(["startDelay", "p99", "method"], with: nil),
            valid.replacing(["selfCheck"], with: nil),
            valid.replacing(["connections"], with: nil),
            valid.replacing(["speed"], with: .number(1)),
        ]
        for document in broken {
            #expect(document != valid)
            #expect(!validator.faults(in: document).isEmpty)
        }
    }
}
