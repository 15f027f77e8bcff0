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
