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
