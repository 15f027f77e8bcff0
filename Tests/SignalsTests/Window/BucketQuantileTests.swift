import Signals
import Testing

@Suite struct BucketQuantileTests {
    struct Case: Sendable {
        let quantile: Double
        let buckets: [(upperBound: Double, count: Double)]
        let lower: Double
        let upper: Double
        let interpolated: Double
    }

    private static let even: [(upperBound: Double, count: Double)] = [
        (0.1, 10), (1, 60), (10, 90), (.infinity, 100),
    ]

    @Test(arguments: [
        // Everything in the first bucket: 0.95 of its bound, and only "at most 0.3" is known.
        Case(
            quantile: 0.95, buckets: [(0.3, 40), (0.5, 40), (.infinity, 40)], lower: 0, upper: 0.3,
            interpolated: 0.285),
        // The same arithmetic one bucket on: 5 + 0.95 * 5.
        Case(
            quantile: 0.95, buckets: [(5, 0), (10, 20), (.infinity, 20)], lower: 5, upper: 10,
            interpolated: 9.75),
        Case(
            quantile: 0.5, buckets: even, lower: 0.1, upper: 1,
            interpolated: 0.1 + 0.9 * 40 / 50),
        // Beyond the largest finite bound nothing is known but that.
        Case(
            quantile: 0.95, buckets: even, lower: 10, upper: .infinity, interpolated: 10),
        // One bound in two spellings, of two releases behind one service.
        Case(
            quantile: 0.5, buckets: [(5, 3), (5, 4), (10, 8), (.infinity, 8)], lower: 0, upper: 5,
            interpolated: 5 * 4 / 7),
        // Replicas scraped at different moments may make a count fall; it is lifted.
        Case(
            quantile: 0.5, buckets: [(1, 8), (2, 6), (.infinity, 10)], lower: 0, upper: 1,
            interpolated: 0.625),
    ])
    func `a quantile is the edges of its bucket`(example: Case) throws {
        let found = try #require(BucketQuantile(example.quantile, buckets: example.buckets))
        #expect(found.lower == example.lower)
        #expect(found.upper == example.upper)
        #expect(abs(found.interpolated - example.interpolated) < 1e-12)
    }

    @Test func `no infinite bucket, one bucket and no observation have no quantile`() {
        #expect(BucketQuantile(0.5, buckets: [(1, 3), (2, 4)]) == nil)
        #expect(BucketQuantile(0.5, buckets: [(.infinity, 4)]) == nil)
        #expect(BucketQuantile(0.5, buckets: [(1, 0), (.infinity, 0)]) == nil)
        #expect(BucketQuantile(1.1, buckets: Self.even) == nil)
    }
}
