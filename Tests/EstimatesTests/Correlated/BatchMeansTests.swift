import Estimates
import Testing

@Suite struct BatchMeansTests {
    @Test func `mean and interval are those of the t distribution`() {
        let mean = BatchMeans.mean([1, 2, 3, 4], confidence: 0.95)
        #expect(mean.point == 2.5)
        // s = 1.29099, s / 2 = 0.645497, t(3; 0.975) = 3.182446.
        #expect(abs(mean.upper - (2.5 + 3.182446 * 0.645497)) < 1e-5)
        #expect(abs(mean.lower - (2.5 - 3.182446 * 0.645497)) < 1e-5)
        #expect(mean.method == .batchMeans)
    }

    @Test func `one stretch has no interval and none has no mean`() {
        #expect(BatchMeans.mean([3], confidence: 0.95).upper == .infinity)
        #expect(BatchMeans.mean([], confidence: 0.95).point.isNaN)
    }

    @Test func `a ratio lies between what both means allow`() {
        let ratio = BatchMeans.ratio([9, 10, 11], to: [4, 5, 6], confidence: 0.95)
        #expect(ratio.point == 2)
        #expect(ratio.lower > 0 && ratio.lower < 2 && ratio.upper > 2)
        #expect(abs(ratio.lower * ratio.upper - 4) < 1e-9)
        #expect(BatchMeans.ratio([1, 1], to: [0, 0], confidence: 0.95).point.isNaN)
    }
}
