import Exposition
import ExpositionFuzzing
import Testing

/// Bodies of one registry that the Python client 0.26.0 wrote in both formats.
@Suite struct PythonClientTests {
    private func openMetrics() throws -> [MetricFamily] {
        try ExpositionParser.parse(
            Fixture.bytes("python-client-0.26.0.openmetrics"), format: .openMetrics)
    }

    @Test func `its OpenMetrics body is written byte for byte`() throws {
        let encoded = ExpositionEncoder.encode(try openMetrics(), format: .openMetrics)
        #expect(encoded == (try Fixture.bytes("python-client-0.26.0.openmetrics")))
    }

    @Test func `its OpenMetrics body turned to text is its text body byte for byte`() throws {
        let text = MetricFamily.converted(try openMetrics(), from: .openMetrics, to: .text)
        let encoded = ExpositionEncoder.encode(text)
        let expected = try Fixture.bytes("python-client-0.26.0.text")
        #expect(
            String(decoding: encoded, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
    }

    @Test func `each type is read with its samples`() throws {
        let families = try openMetrics()
        let types = Dictionary(uniqueKeysWithValues: families.map { ($0.name, $0.type) })
        #expect(types["http_requests"] == .counter)
        #expect(types["request_latency_seconds"] == .histogram)
        #expect(types["queue_age_seconds"] == .gaugeHistogram)
        #expect(types["build"] == .info)
        #expect(types["state"] == .stateSet)
        #expect(types["mystery"] == .untyped)
        #expect(Set(types.values) == Set(MetricType.allCases))
        let latency = try #require(families.first { $0.name == "request_latency_seconds" })
        #expect(latency.unit == "seconds")
        #expect(latency.histograms.map(\.count) == [5, 1])
        #expect(latency.histograms.map(\.createdSeconds) == [1_700_000_000.875, 1_700_000_001.625])
        let ages = try #require(families.first { $0.name == "queue_age_seconds" })
        #expect(ages.histograms.first?.upperBounds == [-1, 1])
        #expect(ages.histograms.first?.sum == -2.5)
    }

    @Test func `exemplars stay on their samples`() throws {
        let families = try openMetrics()
        let samples = families.flatMap(\.samples)
        #expect(samples.count { $0.exemplar != nil } == 5)
        let counter = try #require(samples.first { $0.name == "http_requests_total" })
        #expect(
            counter.exemplar
                == Exemplar(
                    labels: [Label(name: "trace_id", value: "4bf92f3577b34da6a3ce929d0e0e4736")],
                    value: 1_234_567,
                    timestamp: Timestamp(seconds: 1_700_000_000, nanoseconds: 500_000_000)))
    }

    @Test func `start times are found in both formats`() throws {
        let labels = [
            Label(name: "path", value: "/v1/models"), Label(name: "code", value: "200"),
        ]
        let strict = CreatedTimes(try openMetrics())
        #expect(strict.gaugeNames.isEmpty)
        #expect(strict.seconds(of: "http_requests", labels: labels) == 1_700_000_000.375)
        #expect(strict.seconds(of: "http_requests_total", labels: labels) == 1_700_000_000.375)
        #expect(strict.seconds(of: "http_requests", labels: []) == nil)
        let text = CreatedTimes(
            try ExpositionParser.parse(Fixture.bytes("python-client-0.26.0.text")))
        #expect(text.gaugeNames.contains("http_requests_created"))
        #expect(text.seconds(of: "http_requests_total", labels: labels) == 1_700_000_000.375)
        #expect(text.seconds(of: "size_bytes", labels: []) == 1_700_000_001.75)
    }
}
