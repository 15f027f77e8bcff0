import Estimates
import Testing

@Suite struct LatencyHistogramTests {
    /// Latencies from a microsecond to minutes, spread over all magnitudes.
    static func latencies(_ count: Int, random: inout SplitMix64) -> [Double] {
        (0..<count).map { _ in LibraryMath.exp(random.nextUniform() * 18 - 13.8) }
    }

    static func histogram(of seconds: [Double]) -> LatencyHistogram {
        var histogram = LatencyHistogram()
        for value in seconds { histogram.record(seconds: value) }
        return histogram
    }

    @Test func `every percentile lies in the bucket it is said to lie in`() {
        var random = SplitMix64(seed: 1)
        let sample = Self.latencies(3_000, random: &random).sorted()
        let histogram = Self.histogram(of: sample)
        #expect(histogram.count == 3_000)
        for share in [0, 0.001, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1] {
            let rank = OrderStatistic.nearestRank(share: share, count: sample.count)
            let exact = sample[rank - 1]
            let estimate = histogram.quantile(share)
            // Half a nanosecond is lost in keeping whole ones.
            #expect(estimate.lower - 0.51e-9 <= exact && exact <= estimate.upper + 0.51e-9)
            #expect(estimate.lower <= estimate.point && estimate.point <= estimate.upper)
            #expect(
                estimate.upper - estimate.lower
                    <= LatencyHistogram.relativeError * estimate.lower)
            #expect(abs(estimate.point - exact) <= exact / 1_000 + 1e-9)
            #expect(estimate.method == .histogramBucket && estimate.confidence == 1)
        }
    }

    @Test func `the promised relative error holds at every magnitude`() {
        var histogram = LatencyHistogram()
        var nanoseconds: Int64 = 1
        while nanoseconds < 80_000_000_000_000 {
            histogram.record(.nanoseconds(nanoseconds))
            nanoseconds = nanoseconds * 17 / 16 + 1
        }
        for bucket in histogram.buckets {
            let width = bucket.upperSeconds - bucket.lowerSeconds
            #expect(width <= bucket.lowerSeconds * LatencyHistogram.relativeError)
            if bucket.upperSeconds < 2e-6 { #expect(width == 0) }
        }
    }

    @Test func `the interval of the order statistics is widened and never narrowed`() {
        var random = SplitMix64(seed: 2)
        let sample = Self.latencies(400, random: &random).sorted()
        let histogram = Self.histogram(of: sample)
        for share in [0.5, 0.9, 0.95, 0.99] {
            for sidedness in Sidedness.allCases {
                let exact = OrderStatistic.percentile(
                    sorted: sample, share: share, sidedness: sidedness)
                let bucketed = histogram.quantileEstimate(share: share, sidedness: sidedness)
                #expect(bucketed.lower <= exact.lower + 0.51e-9)
                #expect(bucketed.upper >= exact.upper - 0.51e-9)
                #expect(bucketed.hasLowerBound == exact.hasLowerBound)
                #expect(bucketed.hasUpperBound == exact.hasUpperBound)
                #expect(bucketed.lower <= bucketed.point && bucketed.point <= bucketed.upper)
                if exact.hasUpperBound {
                    #expect(bucketed.upper <= exact.upper * (1 + LatencyHistogram.relativeError))
                }
                #expect(bucketed.count == 400 && bucketed.method == .orderStatistic)
            }
        }
    }

    @Test func `merging is recording everything in one`() {
        var random = SplitMix64(seed: 3)
        let parts = (0..<3).map { _ in Self.latencies(500, random: &random) }
        var histograms = parts.map(Self.histogram(of:))
        histograms[1].recordUnbounded()
        var whole = Self.histogram(of: parts.flatMap { $0 })
        whole.recordUnbounded()

        var left = histograms[0]
        left.merge(histograms[1])
        left.merge(histograms[2])
        var right = histograms[1]
        right.merge(histograms[2])
        var leftOfRight = histograms[0]
        leftOfRight.merge(right)
        var reversed = histograms[2]
        reversed.merge(histograms[1])
        reversed.merge(histograms[0])
        #expect(left == whole && leftOfRight == whole && reversed == whole)
        #expect(left.smallest == whole.smallest && left.largest == whole.largest)
    }

    @Test func `merging with nothing changes nothing`() {
        var random = SplitMix64(seed: 4)
        let some = Self.histogram(of: Self.latencies(50, random: &random))
        var merged = some
        merged.merge(LatencyHistogram())
        #expect(merged == some)
        var empty = LatencyHistogram()
        empty.merge(some)
        #expect(empty == some)
        #expect(empty.count == 50)
    }

    @Test func `failures are slower than anything`() {
        var histogram = LatencyHistogram()
        for _ in 0..<90 { histogram.record(.milliseconds(100)) }
        for _ in 0..<10 { histogram.recordUnbounded() }
        #expect(histogram.count == 100 && histogram.finiteCount == 90)
        #expect(histogram.quantile(0.9).point == 0.1)
        #expect(histogram.quantile(0.91).point == .infinity)
        let p90 = histogram.quantileEstimate(share: 0.9)
        #expect(p90.lower == 0.1 && p90.point == 0.1 && p90.upper == .infinity)
        let p99 = histogram.quantileEstimate(share: 0.99)
        #expect(p99.lower == .infinity)
        #expect(p99.judged(against: .atMost(3_600)) == .violated)
    }

    @Test func `odd times are taken in without a crash`() {
        var histogram = LatencyHistogram()
        histogram.record(.zero)
        histogram.record(.milliseconds(-5))
        histogram.record(seconds: -1)
        #expect(histogram.finiteCount == 3 && histogram.largest == .zero)
        histogram.record(seconds: .nan)
        histogram.record(seconds: .infinity)
        histogram.record(.seconds(86_401))
        histogram.record(seconds: 1e300)
        #expect(histogram.unboundedCount == 4)
        histogram.record(LatencyHistogram.longest)
        histogram.record(seconds: 86_400)
        #expect(histogram.finiteCount == 5 && histogram.largest == LatencyHistogram.longest)
    }

    @Test func `a single time is known to the nanosecond`() {
        var histogram = LatencyHistogram()
        histogram.record(.nanoseconds(1_234_567_891))
        let median = histogram.quantile(0.5)
        #expect(median.lower == 1.234567891 && median.upper == 1.234567891)
        #expect(median.judged(against: .atMost(1.234567891)) == .met)
        #expect(histogram.smallest == .nanoseconds(1_234_567_891))
    }

    @Test func `durations and seconds are the same times`() {
        var durations = LatencyHistogram()
        var seconds = LatencyHistogram()
        for milliseconds in [1, 20, 333, 4_567, 60_001] {
            durations.record(.milliseconds(milliseconds))
            seconds.record(seconds: Double(milliseconds) / 1_000)
        }
        #expect(durations == seconds)
        // Rounded to the nearest nanosecond: 0.6 ns is 1 ns.
        var fraction = LatencyHistogram()
        fraction.record(Duration(secondsComponent: 0, attosecondsComponent: 600_000_000))
        #expect(fraction.largest == .nanoseconds(1))
        fraction.record(
            Duration(secondsComponent: 0, attosecondsComponent: 999_999_999_999_999_999))
        #expect(fraction.largest == .seconds(1))
    }

    @Test func `times up to a limit are counted, with a range where it divides a bucket`() {
        var histogram = LatencyHistogram()
        for milliseconds in [100, 200, 300, 400] { histogram.record(.milliseconds(milliseconds)) }
        histogram.recordUnbounded()
        #expect(histogram.countAtMost(.milliseconds(250)) == 2...2)
        #expect(histogram.countAtMost(.milliseconds(400)) == 4...4)
        #expect(histogram.countAtMost(.seconds(100_000)) == 4...4)
        #expect(histogram.countAtMost(.milliseconds(-1)) == 0...0)
        // 200 ms is in a bucket of 131 us, and the limit may lie below or above the value in it.
        let divided = histogram.countAtMost(.milliseconds(200))
        #expect(divided.contains(2) && divided.count <= 2)
    }

    @Test func `an empty histogram knows nothing`() {
        let empty = LatencyHistogram()
        #expect(empty.isEmpty && empty.smallest == nil && empty.buckets.isEmpty)
        #expect(empty.quantile(0.5).point.isNaN)
        #expect(empty.quantileEstimate(share: 0.5).judged(against: .atMost(1)) == .undecided)
        #expect(empty.countAtMost(.seconds(1)) == 0...0)
    }
}
