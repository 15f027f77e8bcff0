import Exposition
import Testing

@Suite struct SampleVisitorTests {
    @Test(arguments: Fixture.names)
    func `the visitor sees what the model holds`(name: String) throws {
        let bytes = try Fixture.bytes(name)
        var seen: [Sample] = []
        var types: [MetricType] = []
        try ExpositionParser.forEachSample(in: bytes.span) { line in
            seen.append(
                Sample(
                    name: line.name, labels: line.allLabels, value: line.value,
                    timestamp: line.timestamp, exemplar: line.exemplar))
            types.append(line.type)
        }
        let families = try ExpositionParser.parse(bytes)
        #expect(seen == families.flatMap(\.samples))
        #expect(types == families.flatMap { family in family.samples.map { _ in family.type } })
    }

    @Test func `names and labels are compared where they stand`() throws {
        let text = Array("# TYPE m gauge\nm{a=\"1\",b=\"x\\ny\"} 2 3\nmm 4\n".utf8)
        var lines: [Int] = []
        var found: [String?] = []
        try ExpositionParser.forEachSample(in: text.span) { line in
            guard line.isNamed("m") else { return }
            lines.append(line.line)
            found = [line.label("b"), line.label("c"), line.label(at: 0).value]
        }
        #expect(lines == [2])
        #expect(found == ["x\ny", nil, "1"])
    }

    @Test func `samples before an error were visited`() {
        let text = Array("a 1\nb 2\nc x\n".utf8)
        var count = 0
        #expect(throws: ExpositionError.self) {
            try ExpositionParser.forEachSample(in: text.span) { _ in count += 1 }
        }
        #expect(count == 2)
    }

    @Test func `duplicates can be left unnoticed`() throws {
        let options = ExpositionOptions(duplicateSeries: .ignore)
        let families = try ExpositionParser.parse("a 1\na 2\n".utf8, options: options)
        #expect(families.first?.samples.map(\.value) == [1, 2])
    }
}
