import Foundation
import Readiness
import Reports
import Testing

@Suite struct HealthSchemaTests {
    @Test(arguments: SampleHealth.names)
    func `every health report fits the schema`(name: String) throws {
        let document = try JSONDocument.read(HealthJSONReport.render(SampleHealth.report(name)))
        #expect(try SchemaValidator(named: "health").faults(in: document).isEmpty)
    }

    /// One way to break a valid report.
    struct Fault: Sendable, CustomTestStringConvertible {
        var path: [String]
        var value: JSONDocument?
        var testDescription: String { path.joined(separator: ".") }
    }

    @Test(arguments: [
        Fault(path: ["grade"], value: .string("HEALTHY")),
        Fault(path: ["grade"], value: nil),
        Fault(path: ["schemaVersion"], value: .number(2)),
        Fault(path: ["surprise"], value: .bool(true)),
        Fault(path: ["class"], value: .string("weather")),
        Fault(path: ["window", "kind"], value: .string("guess")),
        Fault(path: ["window", "scrapes"], value: .number(-1)),
        Fault(path: ["replicas", "0", "state"], value: .string("sideways")),
        Fault(path: ["sections", "0", "section"], value: .string("mood")),
        Fault(path: ["sections", "0", "items", "0", "unit"], value: .string("furlongs")),
        Fault(path: ["sections", "0", "items", "0", "value", "n"], value: .number(1.5)),
        Fault(path: ["sections", "0", "items", "0", "range", "source"], value: nil),
    ])
    func `a document that breaks the promise is refused`(fault: Fault) throws {
        let valid = try JSONDocument.read(
            HealthJSONReport.render(SampleHealth.report("health-queueing")))
        let broken = valid.replacing(fault.path, with: fault.value)
        #expect(broken != valid)
        #expect(try !SchemaValidator(named: "health").faults(in: broken).isEmpty)
    }
}
