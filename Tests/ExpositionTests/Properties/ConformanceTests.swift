import Exposition
import Testing

@Suite struct ConformanceTests {
    @Test func `every recorded body is accepted or refused as the table says`() async throws {
        let faults = try await offPool {
            try ConformanceCase.all().compactMap { item -> String? in
                let format = try #require(item.expositionFormat, "\(item.name)")
                var refusal: ExpositionError?
                do throws(ExpositionError) {
                    _ = try ExpositionParser.parse(item.body.utf8, format: format)
                } catch {
                    refusal = error
                }
                guard (refusal == nil) != item.firstlight else { return nil }
                let decision = refusal.map { "refused: \($0)" } ?? "accepted"
                return "\(item.format) \(item.name): \(item.body.debugDescription): \(decision)"
            }
        }
        #expect(faults.isEmpty)
    }

    @Test func `what both read is the same`() async throws {
        let (faults, compared) = try await offPool {
            var faults: [String] = []
            var compared = 0
            for item in try ConformanceCase.all() {
                guard let expected = item.samples, let format = item.expositionFormat else {
                    continue
                }
                let found = Self.samples(
                    of: try ExpositionParser.parse(item.body.utf8, format: format), in: format)
                let wanted = try expected.map { sample in
                    let value = try #require(Double(sample.value), "\(item.name)")
                    return Self.key(
                        sample.name, sample.labels.map { ($0.key, $0.value) }, value)
                }
                if found.sorted() != wanted.sorted() {
                    faults.append("\(item.format) \(item.name): \(found), not \(wanted)")
                }
                compared += found.count
            }
            return (faults, compared)
        }
        #expect(faults.isEmpty)
        #expect(compared > 1000)
    }

    @Test func `the table covers both formats and gives a reason for every difference`()
        async throws
    {
        let cases = try await offPool { try ConformanceCase.all() }
        #expect(cases.count { $0.format == "text" } > 500)
        #expect(cases.count { $0.format == "openmetrics" } > 1000)
        #expect(cases.count(where: \.firstlight) > 400)
        for item in cases {
            #expect((item.why != nil) == (item.firstlight != item.python), "\(item.name)")
            let isOther = item.promtool.map { $0 != item.firstlight } ?? false
            #expect((item.whyNotPromtool != nil) == isOther, "\(item.name)")
        }
    }

    /// The samples as the client names them: it gives every counter of the text format the suffix.
    private static func samples(
        of families: [MetricFamily], in format: ExpositionFormat
    ) -> [String] {
        families.flatMap { family in
            let lacksSuffix = format == .text && family.type == .counter
            return family.samples.map { sample in
                let suffix = lacksSuffix && !sample.name.hasSuffix("_total") ? "_total" : ""
                let labels = sample.labels.map { ($0.name, $0.value) }
                return key(sample.name + suffix, labels, sample.value)
            }
        }
    }

    private static func key(
        _ name: String, _ labels: [(String, String)], _ value: Double
    ) -> String {
        let bits = value.isNaN ? "NaN" : String(value.bitPattern, radix: 16)
        let texts = labels.map { "\($0.0.debugDescription)=\($0.1.debugDescription)" }.sorted()
        return "\(name.debugDescription) \(texts) \(bits)"
    }
}
