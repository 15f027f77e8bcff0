import Estimates
import Testing

@Suite struct CorrelatedSampleTests {
    private let values = (1...200).map(Double.init)

    @Test func `independent values have the exact intervals`() {
        let sample = CorrelatedSample(count: 200, correlationTime: 1)
        let exact = OrderStatistic.percentile(sorted: values, share: 0.95, confidence: 0.95)
        let found = sample.percentile(sorted: values, share: 0.95, confidence: 0.95)
        #expect(found == exact)
        let share = sample.share(successes: 190, confidence: 0.95)
        let binomial = BinomialInterval.clopperPearson(successes: 190, trials: 200)
        #expect(abs(share.lower - binomial.lower) < 1e-12)
        #expect(abs(share.upper - binomial.upper) < 1e-12)
    }

    @Test func `values that hang together widen every interval`() {
        let sample = CorrelatedSample(count: 200, correlationTime: 2)
        let exact = OrderStatistic.percentile(sorted: values, share: 0.5, confidence: 0.95)
        let found = sample.percentile(sorted: values, share: 0.5, confidence: 0.95)
        #expect(found.point == exact.point)
        #expect(found.lower < exact.lower && found.upper > exact.upper)
        #expect(found.count == 100)
        let ratio = (found.upper - found.lower) / (exact.upper - exact.lower)
        #expect(abs(ratio - 2.0.squareRoot()) < 0.15, "ratio \(ratio)")
    }

    @Test func `a percentile loses its bound when too few are independent`() {
        let sample = CorrelatedSample(count: 200, correlationTime: 4)
        let found = sample.percentile(sorted: values, share: 0.95, confidence: 0.95)
        #expect(found.upper == .infinity)
        #expect(found.lower < found.point)
    }

    @Test func `so many more good ones are needed as their correlation says`() {
        let alone = CorrelatedSample(count: 0, correlationTime: 1)
        #expect(alone.furtherSuccesses(from: 0, toShow: 0.95, confidence: 0.95) == 59)
        let half = CorrelatedSample(count: 40, correlationTime: 2)
        #expect(half.furtherSuccesses(from: 40, toShow: 0.95, confidence: 0.95) == 77)
        let done = CorrelatedSample(count: 118, correlationTime: 2)
        #expect(done.furtherSuccesses(from: 118, toShow: 0.95, confidence: 0.95) == 0)
        #expect(done.furtherSuccesses(from: 118, toShow: 1, confidence: 0.95) == nil)
    }

    /// The share of samples whose interval holds the true share, where values hang together.
    private func coverage(count: Int, usesTime: Bool) -> Double {
        let (runs, keep, good) = (400, 0.8, 0.9)
        var held = 0
        for run in 0..<runs {
            var generator = SplitMix64(seed: UInt64(run) &+ 1)
            var isGood = generator.nextUniform() < good
            let values = (0..<count).map { _ -> Double in
                // A chain that keeps its state with this probability and else draws anew.
                if generator.nextUniform() >= keep { isGood = generator.nextUniform() < good }
                return isGood ? 0 : 1
            }
            let time = usesTime ? CorrelationTime.integrated(values) : 1
            let share = CorrelatedSample(count: count, correlationTime: time)
                .share(successes: values.count { $0 == 0 }, confidence: 0.95)
            if share.lower <= good && good <= share.upper { held += 1 }
        }
        return Double(held) / Double(runs)
    }

    @Test func `intervals of a chain hold the truth about as often as they say`() {
        // 27 and 111 independent values' worth: the time itself is an estimate.
        let (short, long) = (
            coverage(count: 240, usesTime: true), coverage(count: 1000, usesTime: true)
        )
        #expect(short > 0.86, "coverage \(short)")
        #expect(long > 0.92, "coverage \(long)")
    }

    @Test func `they would not if the values counted as independent`() {
        let without = coverage(count: 240, usesTime: false)
        #expect(without < 0.6, "coverage \(without)")
    }
}
