import Foundation
import Readiness
import Reports
import Testing

@Suite struct LimitsSchemaTests {
    @Test(arguments: SampleLimits.names)
    func `every report fits the schema`(name: String) throws {
        let document = try JSONDocument.read(LimitsJSONReport.render(SampleLimits.report(name)))
        #expect(try SchemaValidator(named: "limits").faults(in: document).isEmpty)
    }

    /// One way to break a valid report.
    struct Fault: Sendable, CustomTestStringConvertible {
        var path: [String]
        var value: JSONDocument?
        var testDescription: String { path.joined(separator: ".") }
    }

    @Test(arguments: [
        Fault(path: ["verdict"], value: .string("NOT READY")),
        Fault(path: ["schemaVersion"], value: .number(2)),
        Fault(path: ["surprise"], value: .bool(true)),
        Fault(path: ["engines"], value: .number(0)),
        Fault(path: ["limits", "0", "limit"], value: .string("slots")),
        Fault(path: ["limits", "0", "live", "origin"], value: .string("guess")),
        Fault(path: ["limits", "0", "standing"], value: nil),
        Fault(path: ["admission", "outcome"], value: .string("ok")),
        Fault(path: ["admission", "slots", "n"], value: .number(1.5)),
        Fault(path: ["waste", "slots"], value: .number(0)),
        Fault(path: ["findings", "0", "severity"], value: .string("fatal")),
        Fault(path: ["findings", "0", "id"], value: .string("other")),
    ])
    func `a report that breaks the promise is refused`(fault: Fault) throws {
        let valid = try JSONDocument.read(
            LimitsJSONReport.render(SampleLimits.report("limits-incident")))
        let broken = valid.replacing(fault.path, with: fault.value)
        #expect(broken != valid)
        #expect(!(try SchemaValidator(named: "limits").faults(in: broken).isEmpty))
    }

    @Test func `every word of the code is one of the schema`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let schema = try JSONDocument.read(
            Data(contentsOf: folder.appending(path: "docs/schema/limits.schema.json")))
        func words(_ name: String) -> Set<String> {
            Set((schema["$defs"]?[name]?["enum"]?.elements ?? []).compactMap(\.text))
        }
        #expect(words("limitName") == Set(LimitKind.allCases.map(\.rawValue)))
        #expect(words("origin") == Set(LimitOrigin.allCases.map(\.rawValue)))
        #expect(words("findingID") == Set(LimitFinding.ID.allCases.map(\.rawValue)))
        #expect(words("severity") == Set(LimitFinding.Severity.allCases.map(\.rawValue)))
    }
}
