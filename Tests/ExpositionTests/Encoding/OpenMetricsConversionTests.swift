import Exposition
import Testing

@Suite struct OpenMetricsConversionTests {
    private func converted(_ text: String) throws -> String {
        let families = MetricFamily.converted(
            try ExpositionParser.parse(text.utf8), from: .text, to: .openMetrics)
        let encoded = ExpositionEncoder.encode(families, format: .openMetrics)
        _ = try ExpositionParser.parse(encoded, format: .openMetrics)
        return String(decoding: encoded, as: UTF8.self)
    }

    @Test func `a counter of Go gets the suffix and a bound its point`() throws {
        let text = try converted(
            """
            # TYPE requests counter
            requests 3
            # TYPE h histogram
            h_bucket{le="5"} 1
            h_bucket{le="+Inf"} 2
            h_sum 7
            h_count 2

            """)
        #expect(
            text == """
                # TYPE requests counter
                requests_total 3.0
                # TYPE h histogram
                h_bucket{le="5.0"} 1.0
                h_bucket{le="+Inf"} 2.0
                h_sum 7.0
                h_count 2.0
                # EOF

                """)
    }

    @Test func `a counter whose short name is taken stays as it is, untyped`() throws {
        let text = try converted("# TYPE x gauge\nx 1\n# TYPE x_total counter\nx_total 2\n")
        #expect(text == "# TYPE x gauge\nx 1.0\n# TYPE x_total unknown\nx_total 2.0\n# EOF\n")
    }

    @Test func `start times join their series and others are dropped`() throws {
        let text = try converted(
            """
            # TYPE x_total counter
            x_total{a="1"} 1
            x_total{a="2"} 2
            # TYPE x_created gauge
            x_created{a="2"} 20
            x_created{a="3"} 30
            # TYPE y_created gauge
            y_created 5

            """)
        #expect(
            text == """
                # TYPE x counter
                x_total{a="1"} 1.0
                x_total{a="2"} 2.0
                x_created{a="2"} 20.0
                # TYPE y_created gauge
                y_created 5.0
                # EOF

                """)
    }

    @Test func `interleaved buckets are brought together`() throws {
        let text = try converted(
            """
            # TYPE h histogram
            h_bucket{a="1",le="+Inf"} 1
            h_bucket{a="2",le="+Inf"} 2
            h_sum{a="1"} 1
            h_sum{a="2"} 2
            h_count{a="1"} 1
            h_count{a="2"} 2

            """)
        #expect(
            text.split(separator: "\n").map { $0.contains("\"1\"") }.dropFirst().prefix(3) == [
                true, true, true,
            ])
    }
}
