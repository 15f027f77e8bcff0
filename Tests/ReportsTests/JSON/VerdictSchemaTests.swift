import Estimates
import Foundation
import Readiness
import Reports
import Testing

@Suite struct VerdictSchemaTests {
    @Test(arguments: SampleReports.names)
    func `every verdict fits the schema`(name: String) throws {
        let document = try JSONDocument.read(JSONReport.render(SampleReports.report(name)))
        #expect(try SchemaValidator(named: "verdict").faults(in: document).isEmpty)
    }

    /// One way to break a valid verdict.
    struct Fault: Sendable, CustomTestStringConvertible {
        var path: [String]
        var value: JSONDocument?
        var testDescription: String { path.joined(separator: ".") }
    }

    @Test(arguments: [
        Fault(path: ["verdict"], value: .string("NOT READY")),
        Fault(path: ["verdict"], value: nil),
        Fault(path: ["schemaVersion"], value: .number(2)),
        Fault(path: ["surprise"], value: .bool(true)),
        Fault(path: ["confidence"], value: .number(1)),
        Fault(path: ["confidence"], value: .string("95 %")),
        Fault(path: ["startedAt"], value: .string("2026-11-21 03:15")),
        Fault(path: ["rule", "kind"], value: .string("threshold")),
        Fault(path: ["probes", "counted"], value: .number(-1)),
        Fault(path: ["probes", "counted"], value: .number(1.5)),
        Fault(path: ["objectives", "0", "judgement"], value: .string("passed")),
        Fault(path: ["objectives", "0", "observed", "upper"], value: .string("inf")),
        Fault(path: ["objectives", "0", "infinite"], value: .array([.string("upper")])),
        Fault(
            path: ["objectives", "0", "infinite"],
            value: .array([.string("lower"), .string("lower")])),
        Fault(path: ["latencies", "0", "percentiles", "0", "rank"], value: .number(100)),
        Fault(path: ["latencies", "0", "unit"], value: .string("ms")),
    ])
    func `a document that breaks the promise is refused`(fault: Fault) throws {
        let valid = try JSONDocument.read(JSONReport.render(SampleReports.report("ready")))
        let broken = valid.replacing(fault.path, with: fault.value)
        #expect(broken != valid)
        #expect(try !SchemaValidator(named: "verdict").faults(in: broken).isEmpty)
    }

    @Test func `a keyword that is not checked is a fault`() {
        let validator = SchemaValidator(.object(["maxLength": .number(3)]))
        #expect(!validator.faults(in: .string("abc")).isEmpty)
    }

    @Test func `every value and object of the schema is described and every object is closed`()
        throws
    {
        for name in ["verdict", "probe", "health", "diagnosis"] {
            let folder = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            let file = folder.appending(path: "docs/schema/\(name).schema.json")
            let schema = try JSONDocument.read(Data(contentsOf: file))
            try expectDescribed(schema, at: name)
        }
    }

    private func expectDescribed(_ schema: JSONDocument, at place: String) throws {
        if schema["type"] == .string("object") {
            #expect(schema["additionalProperties"] == .bool(false), "\(place) is open")
            #expect(schema["description"]?.text?.hasSuffix(".") == true, "\(place)")
        }
        for (keyword, value) in try members(of: schema) {
            switch keyword {
            case "properties", "$defs":
                for (name, inner) in try members(of: value) {
                    let isSaid = inner["description"] != nil || inner["$ref"] != nil
                    #expect(isSaid, "\(place).\(name) has no description")
                    try expectDescribed(inner, at: "\(place).\(name)")
                }
            case "items": try expectDescribed(value, at: "\(place)[]")
            case "oneOf":
                for inner in value.elements { try expectDescribed(inner, at: place) }
            default: break
            }
        }
    }

    private func members(of document: JSONDocument) throws -> [String: JSONDocument] {
        guard case .object(let members) = document else { return [:] }
        return members
    }
}
