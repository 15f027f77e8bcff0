import Foundation
import Reports
import Testing

@Suite struct SweepSchemaTests {
    @Test func `a sweep fits the schema, and a broken one does not`() async throws {
        let valid = try JSONDocument.read(SweepJSONReport.render(try await SampleSweep.report()))
        let validator = try SchemaValidator(named: "sweep")
        #expect(validator.faults(in: valid).isEmpty)
        let path = ["endpoints", "0", "levels", "0", "judgement"]
        let broken = valid.replacing(path, with: .string("passed"))
        #expect(broken != valid)
        #expect(!validator.faults(in: broken).isEmpty)
        #expect(!validator.faults(in: valid.replacing(["verdict"], with: nil)).isEmpty)
    }
}
