import Exposition
import Testing

@Suite struct ConformanceTests {
    @Test func `every recorded body is accepted or refused as the table says`() throws {
        for item in try ConformanceCase.all() {
            let format = try #require(item.expositionFormat, "\(item.name)")
            var refusal: ExpositionError?
            do throws(ExpositionError) {
                _ = try ExpositionParser.parse(item.body.utf8, format: format)
            } catch {
                refusal = error
            }
            #expect(
                (refusal == nil) == item.firstlight,
                "\(item.format) \(item.name): \(item.body.debugDescription): \(String(describing: refusal))"
            )
        }
    }

    @Test func `what both read is the same`() throws {
        var compared = 0
        for item in try ConformanceCase.all() {
            guard let expected = item.samples, let format = item.expositionFormat else { continue }
            let families = try ExpositionParser.parse(item.body.utf8, format: format)
            let found = families.flatMap { family in
                family.samples.map { sample in
                    // The client gives every counter of the text format the suffix.
                    let isBare =
                        format == .text && family.type == .counter
                        && !sample.name.hasSuffix("_total")
                    return key(
                        sample.name + (isBare ? "_total" : ""),
                        sample.labels.map { ($0.name, $0.value) }, sample.value)
                }
            }
            let wanted = try expected.map { sample in
                let value = try #require(Double(sample.value), "\(item.name)")
                return key(sample.name, sample.labels.map { ($0.key, $0.value) }, value)
            }
            #expect(found.sorted() == wanted.sorted(), "\(item.format) \(item.name)")
            compared += found.count
        }
        #expect(compared > 1000)
    }

    private func key(_ name: String, _ labels: [(String, String)], _ value: Double) -> String {
        let bits = value.isNaN ? "NaN" : String(value.bitPattern, radix: 16)
        let texts = labels.map { "\($0.0.debugDescription)=\($0.1.debugDescription)" }.sorted()
        return "\(name.debugDescription) \(texts) \(bits)"
    }

    @Test func `the table covers both formats and gives a reason for every difference`() throws {
        let cases = try ConformanceCase.all()
        #expect(cases.count { $0.format == "text" } > 500)
        #expect(cases.count { $0.format == "openmetrics" } > 1000)
        #expect(cases.count(where: \.firstlight) > 400)
        for item in cases {
            #expect((item.why != nil) == (item.firstlight != item.python), "\(item.name)")
            let isOther = item.promtool.map { $0 != item.firstlight } ?? false
            #expect((item.whyNotPromtool != nil) == isOther, "\(item.name)")
        }
    }
}
