import Estimates
import Signals
import Testing

@Suite struct JointBoundsTests {
    private func bucket(_ lower: Double, _ upper: Double) -> Estimate {
        Estimate(
            point: (lower + upper) / 2, lower: lower, upper: upper, count: 20, confidence: 1,
            provenance: .serverBucket, method: .histogramBucket)
    }

    private func edges(_ estimates: [Estimate?]) -> [[Double]?] {
        estimates.map { $0.map { [$0.lower, $0.upper] } }
    }

    @Test func `a queue time cannot exceed the first token's`() {
        // As in the best-known incident: queue in (5, 10], first token in (5, 7.5].
        let found = JointBounds.narrowed([bucket(5, 10), bucket(5, 7.5), bucket(10, 15)])
        #expect(edges(found) == [[5, 7.5], [5, 7.5], [10, 15]])
    }

    @Test func `what is known of the queue lifts what comes after`() {
        let found = JointBounds.narrowed([bucket(2, 2.5), nil, bucket(0, 10)])
        #expect(edges(found) == [[2, 2.5], nil, [2, 10]])
        #expect(found[2]?.point == 5)
    }

    @Test func `other requests are left alone`() {
        let apart = [bucket(5, 10), bucket(1, 2.5)]
        #expect(edges(JointBounds.narrowed(apart)) == edges(apart))
    }

    @Test func `a point stays inside its interval`() {
        #expect(JointBounds.narrowed([bucket(0, 10), bucket(1, 2)])[0]?.point == 2)
    }
}
