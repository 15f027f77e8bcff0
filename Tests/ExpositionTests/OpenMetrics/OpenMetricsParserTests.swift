import Exposition
import Testing

@Suite struct OpenMetricsParserTests {
    private func parse(
        _ text: String, options: ExpositionOptions = ExpositionOptions()
    ) throws -> [MetricFamily] {
        try ExpositionParser.parse(text.utf8, format: .openMetrics, options: options)
    }

    @Test func `an end mark alone is an empty body`() throws {
        #expect(try parse("# EOF\n").isEmpty)
        #expect(try parse("# EOF").isEmpty)
    }

    @Test func `escapes are replaced, and others stand for themselves`() throws {
        let families = try parse("# HELP a x\\n\\\"\\\\\\d\na{b=\"\\n\\\"\\\\\\d\"} 1\n# EOF\n")
        #expect(families.first?.help == "x\n\"\\\\d")
        #expect(families.first?.samples.first?.label("b") == "\n\"\\\\d")
    }

    @Test func `timestamps are seconds, exact to the nanosecond`() throws {
        let times = ["1", "1.5", "-0.25", "1600000000.123456789", "1.6e9", "+2."]
        let expected = [
            Timestamp(seconds: 1), Timestamp(seconds: 1, nanoseconds: 500_000_000),
            Timestamp(seconds: -1, nanoseconds: 750_000_000),
            Timestamp(seconds: 1_600_000_000, nanoseconds: 123_456_789),
            Timestamp(seconds: 1_600_000_000), Timestamp(seconds: 2),
        ]
        for (text, time) in zip(times, expected) {
            #expect(try parse("a 1 \(text)\n# EOF\n").first?.samples.first?.timestamp == time)
        }
    }

    @Test func `points of one series differ in their time`() throws {
        let families = try parse("# TYPE g gauge\ng 1 5\ng 2 6.5\n# EOF\n")
        #expect(families.first?.samples.map(\.value) == [1, 2])
    }

    @Test func `a sample of another name starts a family of unknown type`() throws {
        let families = try parse("# TYPE a counter\na_total 1\nb 2\nc_total 3\n# EOF\n")
        #expect(families.map(\.name) == ["a", "b", "c_total"])
        #expect(families.map(\.type) == [.counter, .untyped, .untyped])
    }

    @Test func `without rules only grammar and order count`() throws {
        let lenient = ExpositionOptions(enforcesRules: false)
        let broken = "# TYPE h histogram\nh_bucket{le=\"1\"} 1.5\nh_count 7\n# EOF\n"
        #expect(throws: ExpositionError.self) { try parse(broken) }
        #expect(try parse(broken, options: lenient).first?.samples.count == 2)
        #expect(throws: ExpositionError.self) { try parse("a 1\n", options: lenient) }
        #expect(throws: ExpositionError.self) {
            try parse("a 1\nb 1\na 2\n# EOF\n", options: lenient)
        }
    }

    @Test func `a repeated series is kept once when asked for`() throws {
        let options = ExpositionOptions(duplicateSeries: .keepFirst)
        let families = try parse("# TYPE g gauge\ng 1\ng 2\n# EOF\n", options: options)
        #expect(families.first?.samples.map(\.value) == [1])
        let bucket = "h_bucket{le=\"+Inf\"} 1\n"
        let text = "# TYPE h histogram\n" + bucket + bucket + "# EOF\n"
        #expect(try parse(text, options: options).first?.samples.count == 1)
    }

    @Test(arguments: [
        (
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
            ExpositionFormat.openMetrics
        ),
        ("Application/OpenMetrics-Text;version=0.0.1", .openMetrics),
        (" application/openmetrics-text ", .openMetrics),
        ("text/plain; version=0.0.4", .text), ("text/plain; application/openmetrics-text", .text),
        ("application/openmetrics-textual", .text), ("", .text),
    ])
    func `the content type tells the format`(header: String, format: ExpositionFormat) {
        #expect(ExpositionFormat(contentType: header) == format)
    }

    @Test func `no content type is text, and each format names its own`() {
        #expect(ExpositionFormat(contentType: nil) == .text)
        for format in ExpositionFormat.allCases {
            #expect(ExpositionFormat(contentType: format.contentType) == format)
        }
    }
}
