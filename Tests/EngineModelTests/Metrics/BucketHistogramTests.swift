import EngineModel
import Testing

@Suite struct BucketHistogramTests {
    /// A number of the published incident table and the data that Prometheus makes it from.
    struct ReportedQuantile: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bounds: [Double]
        /// Values and how often they were observed.
        let observations: [(value: Double, count: Int)]
        let quantile: Double
        let reported: Double
        let tolerance: Double
    }

    static let incident: [ReportedQuantile] = [
        ReportedQuantile(
            testDescription: "TTFT p95 7.25 s: exactly half did not wait",
            bounds: HistogramBounds.timeToFirstToken, observations: [(0.1, 50), (5.4, 50)],
            quantile: 0.95, reported: 7.25, tolerance: 1e-9),
        ReportedQuantile(
            testDescription: "queue p95 9.51 s: 24 of 49 below 5 s",
            bounds: HistogramBounds.requestPhase, observations: [(0.01, 24), (5.4, 25)],
            quantile: 0.95, reported: 9.51, tolerance: 1e-9),
        ReportedQuantile(
            testDescription: "E2E p95 14.50 s: half took one generation, half nearly two",
            bounds: HistogramBounds.requestPhase, observations: [(6.2, 50), (11.4, 50)],
            quantile: 0.95, reported: 14.5, tolerance: 1e-9),
        ReportedQuantile(
            testDescription: "ITL p95 9.589 ms: 99.07 % of gaps within 10 ms",
            bounds: HistogramBounds.interTokenLatency,
            observations: [(0.0087, 9907), (0.07, 93)],
            quantile: 0.95, reported: 9.589e-3, tolerance: 1e-6),
        ReportedQuantile(
            testDescription: "TTFT p95 203.87 ms: 103 of 123 within 100 ms",
            bounds: HistogramBounds.timeToFirstToken, observations: [(0.08, 103), (0.12, 20)],
            quantile: 0.95, reported: 203.875e-3, tolerance: 1e-9),
        ReportedQuantile(
            testDescription: "queue p95 285 ms is a constant",
            bounds: HistogramBounds.requestPhase, observations: [(0.006, 123)],
            quantile: 0.95, reported: 0.285, tolerance: 1e-12),
        ReportedQuantile(
            testDescription: "queue p99 297 ms is its twin",
            bounds: HistogramBounds.requestPhase, observations: [(0.006, 123)],
            quantile: 0.99, reported: 0.297, tolerance: 1e-12),
        ReportedQuantile(
            testDescription: "E2E p95 9.75 s: all in (5, 10]",
            bounds: HistogramBounds.requestPhase, observations: [(6.5, 123)],
            quantile: 0.95, reported: 9.75, tolerance: 1e-12),
        ReportedQuantile(
            testDescription: "ITL p95 15.71 ms: 91.93 % of gaps within 10 ms",
            bounds: HistogramBounds.interTokenLatency,
            observations: [(0.009, 9193), (0.012, 807)],
            quantile: 0.95, reported: 15.71e-3, tolerance: 0.01e-3),
    ]

    @Test(arguments: incident)
    func `published percentiles are arithmetic on bucket edges`(_ row: ReportedQuantile) {
        var histogram = BucketHistogram(bounds: row.bounds)
        for (value, count) in row.observations {
            for _ in 0..<count {
                histogram.observe(value)
            }
        }
        #expect(abs(histogram.quantile(row.quantile) - row.reported) <= row.tolerance)
    }

    @Test func `the share at a bound tells what the percentile was made of`() throws {
        var histogram = BucketHistogram(bounds: HistogramBounds.timeToFirstToken)
        for value in [0.08, 0.09, 0.1, 0.11] {
            histogram.observe(value)
        }
        #expect(histogram.share(atOrBelow: 0.1) == 0.75)
        #expect(histogram.share(atOrBelow: 0.11) == nil)
        let bucket = try #require(histogram.bucket(of: 0.95))
        #expect(bucket.lower == 0.1)
        #expect(bucket.upper == 0.25)
    }

    @Test func `a quantile above every bound is reported as the largest bound`() {
        var histogram = BucketHistogram(bounds: [1, 2])
        histogram.observe(50)
        #expect(histogram.quantile(0.5) == 2)
        #expect(histogram.bucket(of: 0.5)?.upper == .infinity)
    }

    @Test func `an empty histogram has no quantile`() {
        let histogram = BucketHistogram(bounds: [1, 2])
        #expect(histogram.quantile(0.5).isNaN)
        #expect(histogram.bucket(of: 0.5) == nil)
        #expect(histogram.share(atOrBelow: 1) == nil)
    }

    @Test(arguments: [-0.01, 1.01, .nan])
    func `a share outside 0 to 1 has no quantile`(_ share: Double) {
        var histogram = BucketHistogram(bounds: [1, 2])
        histogram.observe(0.5)
        #expect(histogram.quantile(share).isNaN)
    }

    @Test func `a value equal to a bound falls below it`() {
        var histogram = BucketHistogram(bounds: [1, 2])
        histogram.observe(1)
        histogram.observe(2)
        histogram.observe(2.5)
        #expect(histogram.counts == [1, 1, 1])
        #expect(histogram.cumulativeCounts == [1, 2, 3])
        #expect(histogram.count == 3)
        #expect(histogram.sum == 5.5)
    }

    @Test func `a difference holds what was observed in between`() {
        var histogram = BucketHistogram(bounds: [1, 2])
        histogram.observe(0.5)
        let before = histogram
        histogram.observe(1.5)
        histogram.observe(7)
        let difference = histogram.since(before)
        #expect(difference.counts == [0, 1, 1])
        #expect(difference.sum == 8.5)
        #expect(difference.mean == 4.25)
    }

    @Test(
        arguments: [
            (2048, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]),
            (2000, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]),
            (1999, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]),
            (1, [1]),
        ] as [(Int, [Double])])
    func `length buckets end at the largest 1-2-5 number within the model's limit`(
        _ maxModelLen: Int, _ bounds: [Double]
    ) {
        #expect(HistogramBounds.lengths(upTo: maxModelLen) == bounds)
    }
}
