import Foundation
import Reports
import Testing

@Suite struct DiagnosisSchemaTests {
    @Test(arguments: SampleDiagnosis.names)
    func `every diagnosis fits the schema`(name: String) throws {
        let document = try JSONDocument.read(
            DiagnosisJSONReport.render(SampleDiagnosis.document(name)))
        #expect(try SchemaValidator(named: "diagnosis").faults(in: document).isEmpty)
    }

    /// One way to break a valid diagnosis.
    struct Fault: Sendable, CustomTestStringConvertible {
        var path: [String]
        var value: JSONDocument?
        var testDescription: String { path.joined(separator: ".") }
    }

    @Test(arguments: [
        Fault(path: ["conclusion"], value: .string("FOUND")),
        Fault(path: ["conclusion"], value: nil),
        Fault(path: ["schema_version"], value: .number(2)),
        Fault(path: ["grade"], value: .string("healthy")),
        Fault(path: ["cause"], value: .string("Slot limit")),
        Fault(path: ["surprise"], value: .bool(true)),
        Fault(path: ["evidence", "requests"], value: .number(-1)),
        Fault(path: ["phases", "0", "phase"], value: .string("thinking")),
        Fault(path: ["causes", "0", "probability"], value: .number(1.5)),
        Fault(path: ["causes", "0", "for", "0", "state"], value: .string("maybe")),
        Fault(path: ["causes", "0", "gain", "basis"], value: nil),
        Fault(path: ["causes", "0", "gain", "changes", "0", "after", "n"], value: .number(0.5)),
        Fault(path: ["clues", "0", "clue"], value: .string("Running at limit")),
    ])
    func `a document that breaks the promise is refused`(fault: Fault) throws {
        let valid = try JSONDocument.read(
            DiagnosisJSONReport.render(SampleDiagnosis.document("diagnosis-slot-limit")))
        let broken = valid.replacing(fault.path, with: fault.value)
        #expect(broken != valid)
        #expect(try !SchemaValidator(named: "diagnosis").faults(in: broken).isEmpty)
    }
}
