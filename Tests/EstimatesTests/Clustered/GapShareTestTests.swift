import Estimates
import Testing

@Suite struct GapShareTestTests {
    @Test(arguments: [(0.9, 37), (0.95, 75), (0.99, 383)])
    func `requests whose gaps are all alike are worth one probe each`(
        share: Double, expected: Int
    ) {
        var test = GapShareTest(share: share, gapCap: 31)
        let needed = test.furtherCleanRequests(gapsEach: 31)
        #expect(needed == expected)
        // Never fewer than a number fixed beforehand would take.
        #expect(expected >= SampleSize.zeroFailureCount(share: share, alpha: 0.05) ?? .max)
        for _ in 1..<expected { test.record(within: 31, of: 31) }
        #expect(test.judgement == .undecided)
        #expect(test.furtherCleanRequests(gapsEach: 31) == 1)
        test.record(within: 31, of: 31)
        #expect(test.judgement == .met && test.decidedAfter == expected)
        #expect(test.furtherCleanRequests(gapsEach: 31) == 0)
    }

    @Test func `requests of half as many gaps take about twice as many`() {
        let test = GapShareTest(share: 0.95, gapCap: 64)
        let whole = test.furtherCleanRequests(gapsEach: 64) ?? 0
        let half = test.furtherCleanRequests(gapsEach: 32) ?? 0
        #expect(abs(half - 2 * whole) <= 3)
        #expect(
            GapShareTest(share: 0.99, gapCap: 64).furtherCleanRequests(gapsEach: 32) == 763)
        #expect(test.furtherCleanRequests(gapsEach: 1_000) == whole)
    }

    @Test func `an endpoint whose gaps are all late is refused after two requests`() {
        for objectives in [1, 3] {
            for share in [0.95, 0.99] {
                var test = GapShareTest(share: share, hardObjectives: objectives, gapCap: 20)
                test.record(within: 0, of: 20)
                #expect(test.judgement == .undecided)
                test.record(within: 0, of: 20)
                #expect(test.judgement == .violated)
                #expect(test.furtherCleanRequests(gapsEach: 20) == nil)
            }
        }
    }

    @Test func `a failed request counts as one whose gaps are all late`() {
        var failing = GapShareTest(share: 0.95, gapCap: 20)
        var late = GapShareTest(share: 0.95, gapCap: 20)
        for _ in 0..<2 {
            failing.recordFailure()
            late.record(within: 0, of: 20)
        }
        #expect(failing.judgement == .violated)
        #expect(failing.estimate == late.estimate)
        #expect(failing.requests == 2 && failing.gaps == 0 && late.gaps == 40)
    }

    @Test func `a request without gaps says nothing`() {
        var test = GapShareTest(share: 0.95, gapCap: 20)
        test.record(within: 0, of: 0)
        #expect(test.requests == 1 && test.gaps == 0)
        #expect(test.estimate.point.isNaN)
        #expect(test.estimate.judged(against: .atLeast(0)) == .undecided)
        #expect(
            test.furtherCleanRequests(gapsEach: 20)
                == GapShareTest(share: 0.95, gapCap: 20).furtherCleanRequests(gapsEach: 20))
    }

    @Test func `a longer request than the cap keeps its share and the weight of the cap`() {
        var long = GapShareTest(share: 0.9, gapCap: 10)
        var capped = GapShareTest(share: 0.9, gapCap: 10)
        for _ in 0..<12 {
            long.record(within: 20, of: 40)
            capped.record(within: 5, of: 10)
        }
        #expect(long.estimate == capped.estimate)
        #expect(long.judgement == capped.judgement)
    }

    @Test func `the extremes are handled`() {
        var certain = GapShareTest(share: 1, gapCap: 4)
        for _ in 0..<500 { certain.record(within: 4, of: 4) }
        #expect(certain.judgement == .undecided)
        #expect(certain.furtherCleanRequests(gapsEach: 4) == nil)
        certain.record(within: 3, of: 4)
        #expect(certain.judgement == .violated)
        #expect(certain.estimate.judged(against: .atLeast(1)) == .violated)

        var empty = GapShareTest(share: 0, gapCap: 4)
        #expect(empty.furtherCleanRequests(gapsEach: 4) == 1)
        empty.record(within: 0, of: 4)
        #expect(empty.judgement == .met)
        #expect(empty.estimate.judged(against: .atLeast(0)) == .met)
    }

    /// A request of an endpoint exactly at a share of 0.9.
    ///
    /// Mostly all of its gaps are within, sometimes all are late, and the late requests are long.
    static func clusteredRequest(_ random: inout SplitMix64) -> (within: Int, total: Int) {
        // 1/19 of the requests are late with 20 gaps, 18/19 good with 10: 180 of 200 gaps within.
        random.nextUniform() < 1.0 / 19 ? (0, 20) : (10, 10)
    }

    @Test func `clustered gaps at the limit are seldom called met, and pooled ones often`() {
        var random = SplitMix64(seed: 2_024)
        let runs = 1_000
        var wronglyMet = 0
        var wronglyRefused = 0
        var pooledWrong = 0
        for _ in 0..<runs {
            var test = GapShareTest(share: 0.9, gapCap: 20)
            var pooled = ShareTest(share: 0.9)
            for _ in 0..<200 {
                let (within, total) = Self.clusteredRequest(&random)
                if test.judgement == .undecided { test.record(within: within, of: total) }
                if pooled.judgement == .undecided {
                    for gap in 0..<total { pooled.record(gap < within) }
                }
                if test.judgement != .undecided && pooled.judgement != .undecided { break }
            }
            if test.judgement == .met { wronglyMet += 1 }
            if test.judgement == .violated { wronglyRefused += 1 }
            if pooled.judgement == .met { pooledWrong += 1 }
        }
        // 5 % and two standard errors of 0.7 %.
        #expect(Double(wronglyMet) / Double(runs) <= 0.064)
        #expect(Double(wronglyRefused) / Double(runs) <= 0.064)
        #expect(Double(pooledWrong) / Double(runs) > 0.5)
    }

    @Test func `a good endpoint is met and a bad one refused`() {
        var random = SplitMix64(seed: 5)
        var lengths: [Int] = []
        for truth in [0.995, 0.8] {
            var test = GapShareTest(share: 0.95, gapCap: 32)
            while test.judgement == .undecided && test.requests < 2_000 {
                var within = 0
                for _ in 0..<32 where random.nextUniform() < truth { within += 1 }
                test.record(within: within, of: 32)
            }
            #expect(test.judgement == (truth > 0.95 ? .met : .violated))
            lengths.append(test.requests)
        }
        #expect(lengths[0] < 110 && lengths[1] < 30)
    }

    @Test func `estimate, judgement and forecast agree along random runs`() {
        var random = SplitMix64(seed: 17)
        for run in 0..<30 {
            let share = [0.5, 0.9, 0.95, 0.99][run % 4]
            let truth = min(1, share - 0.1 + random.nextUniform() * 0.2)
            var test = GapShareTest(share: share, hardObjectives: 1 + run % 3, gapCap: 16)
            for _ in 0..<60 {
                let total = Int.random(in: 0...24, using: &random)
                var within = 0
                for _ in 0..<total where random.nextUniform() < truth { within += 1 }
                test.record(within: within, of: total)
            }
            let estimate = test.estimate
            #expect(estimate.lower <= estimate.upper)
            #expect(estimate.judged(against: .atLeast(share)) == test.judgement)
            #expect(estimate.lower <= estimate.point && estimate.point <= estimate.upper)
            #expect(estimate.count <= test.requests)
            if let further = test.furtherCleanRequests(gapsEach: 16), further > 0 {
                var continued = test
                for _ in 1..<further { continued.record(within: 16, of: 16) }
                #expect(continued.judgement == .undecided)
                continued.record(within: 16, of: 16)
                #expect(continued.judgement == .met)
            }
        }
    }

    @Test func `the first decision stands and what contradicts it is told`() {
        var test = GapShareTest(share: 0.9, gapCap: 8)
        for _ in 0..<40 { test.record(within: 8, of: 8) }
        #expect(test.judgement == .met && !test.isContradicted)
        for _ in 0..<40 { test.record(within: 0, of: 8) }
        #expect(test.judgement == .met && test.isContradicted)
        #expect(test.estimate.judged(against: .atLeast(0.9)) == .met)
    }
}
