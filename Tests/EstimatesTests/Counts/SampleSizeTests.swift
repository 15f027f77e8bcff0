import Estimates
import Testing

@Suite struct SampleSizeTests {
    @Test func `zero-failure counts are the tabulated ones`() {
        let shares = [0.90, 0.95, 0.99, 0.995, 0.999]
        #expect(
            shares.map { SampleSize.zeroFailureCount(share: $0, alpha: 0.05) }
                == [29, 59, 299, 598, 2_995])
        #expect(
            shares.prefix(3).map { SampleSize.zeroFailureCount(share: $0, alpha: 0.10) }
                == [22, 45, 230])
        #expect(
            shares.prefix(3).map { SampleSize.zeroFailureCount(share: $0, alpha: 0.01) }
                == [44, 90, 459])
    }

    @Test func `acceptance numbers are the tabulated ones`() {
        let rows = [
            (0.90, [29, 46, 61, 76, 89, 103]),
            (0.95, [59, 93, 124, 153, 181, 208]),
            (0.99, [299, 473, 628, 773, 913, 1_049]),
        ]
        for (share, expected) in rows {
            let found = (0...5).map {
                SampleSize.acceptanceCount(failures: $0, share: share, alpha: 0.05)
            }
            #expect(found == expected)
        }
    }

    @Test func `a certainty is never shown and an empty claim at once`() {
        #expect(SampleSize.zeroFailureCount(share: 1, alpha: 0.05) == nil)
        #expect(SampleSize.zeroFailureCount(share: 0, alpha: 0.05) == 1)
    }

    @Test func `a power that hits alpha exactly is enough`() {
        #expect(SampleSize.zeroFailureCount(share: 0.5, alpha: 0.25) == 2)
        #expect(SampleSize.zeroFailureCount(share: 0.1, alpha: 0.001) == 3)
    }

    @Test func `the count is the first whose exact bound reaches the share`() {
        for (share, alpha, failures) in [(0.9, 0.05, 2), (0.97, 0.01, 0), (0.995, 0.1, 1)] {
            guard
                let count = SampleSize.acceptanceCount(
                    failures: failures, share: share, alpha: alpha)
            else {
                Issue.record("no count for \(share)")
                continue
            }
            let enough = BinomialInterval.clopperPearson(
                successes: count - failures, trials: count, confidence: 1 - alpha,
                sidedness: .lowerBound)
            let short = BinomialInterval.clopperPearson(
                successes: count - 1 - failures, trials: count - 1, confidence: 1 - alpha,
                sidedness: .lowerBound)
            #expect(enough.lower >= share && short.lower < share)
        }
    }

    @Test func `correlated probes are worth fewer`() {
        #expect(
            SampleSize.effective(count: 60, perCluster: 10, correlation: 0.3).rounded() == 16)
        #expect(SampleSize.effective(count: 60, perCluster: 10, correlation: 0) == 60)
        #expect(SampleSize.effective(count: 60, perCluster: 10, correlation: 1) == 6)
    }

    @Test func `a canary is hit with the tabulated probability`() {
        #expect(
            agrees(SampleSize.hitProbability(weight: 0.1, count: 5), withPrinted: 0.41, digits: 2))
        #expect(
            agrees(SampleSize.hitProbability(weight: 0.1, count: 29), withPrinted: 0.95, digits: 2))
        #expect(SampleSize.countToHit(weight: 0.1, probability: 0.95) == 29)
        #expect(SampleSize.countToHit(weight: 0, probability: 0.95) == nil)
    }
}
