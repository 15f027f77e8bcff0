import Estimates
import Testing

/// The capital that objectives show to the joint rule, and the refusal it hands back.
@Suite struct RefusingCapitalTests {
    @Test(arguments: [0.5, 0.9, 0.95, 0.99])
    func `the capital is what has been won against the best of the rates that hold`(
        share: Double
    ) {
        let test = ShareTest(share: share)
        #expect(test.refusingLogCapital == 0)
        let prior = BetaMixture.refusing(share: share)
        for (successes, trials) in [(0, 3), (4, 7), (55, 60), (60, 60), (199, 200), (97, 100)] {
            let capital = test.refusingLogCapital(successes: successes, trials: trials)
            let least =
                (0...2_000).map { step in
                    prior.logCapital(
                        against: share + (1 - share) * Double(step) / 2_000, successes: successes,
                        trials: trials)
                }.min() ?? .nan
            #expect(capital <= least + 1e-12)
            #expect(capital > least - 1e-3)
            if Double(successes) < share * Double(trials) {
                #expect(
                    capital
                        == prior.logCapital(against: share, successes: successes, trials: trials))
            } else {
                #expect(capital <= 0)
            }
        }
    }

    @Test func `a clean run wins nothing against its share`() {
        // Against 95 % and no other rate, 200 clean probes would win more than 20.
        var test = ShareTest(share: 0.95, hardObjectives: 3)
        for _ in 0..<200 { test.record(true) }
        let naive = BetaMixture.refusing(share: 0.95)
            .logCapital(against: 0.95, successes: 200, trials: 200)
        #expect(naive > LibraryMath.log(20))
        #expect(agrees(test.refusingLogCapital, withPrinted: -LibraryMath.log(201), digits: 9))
    }

    @Test(arguments: [0.5, 0.95, 0.99])
    func `the expected capital of an endpoint that is good enough is one at most`(share: Double) {
        let test = ShareTest(share: share)
        for truth in [share, share + (1 - share) / 10, share + (1 - share) / 2] {
            for trials in [1, 10, 100, 400] {
                // By logarithms, since the rarest counts win the most.
                var expected = 0.0
                var logWays = 0.0
                for count in 0...trials {
                    let misses = Double(trials - count)
                    var logChance = logWays + Double(count) * LibraryMath.log(truth)
                    if count < trials { logChance += misses * LibraryMath.log(1 - truth) }
                    let capital = test.refusingLogCapital(successes: count, trials: trials)
                    expected += LibraryMath.exp(logChance + capital)
                    logWays += LibraryMath.log(misses / Double(count + 1))
                }
                #expect(expected <= 1 + 1e-9)
                #expect(expected > 0)
            }
        }
    }

    @Test func `the extremes have a capital`() {
        var certain = ShareTest(share: 1)
        certain.record(true)
        #expect(certain.refusingLogCapital < 0)
        certain.record(false)
        #expect(certain.refusingLogCapital == .infinity)
        var none = ShareTest(share: 0)
        for _ in 0..<50 { none.record(false) }
        #expect(none.refusingLogCapital < 0)
        var gaps = GapShareTest(share: 1, gapCap: 4)
        #expect(gaps.refusingLogCapital == 0)
        gaps.record(within: 3, of: 4)
        #expect(gaps.refusingLogCapital == .infinity)
    }

    @Test func `a refusal from outside is taken and its bounds agree with it`() {
        var random = SplitMix64(seed: 60)
        var refused = 0
        for run in 0..<400 {
            let share = [0.5, 0.9, 0.95, 0.99][run % 4]
            let truth = share - random.nextUniform() * 0.3 * share
            var test = ShareTest(share: share, hardObjectives: 5)
            let needed = -LibraryMath.log(test.acceptingAlpha)
            while test.judgement == .undecided && test.trials < 300
                && test.refusingLogCapital < needed
            {
                test.record(random.nextUniform() < truth)
            }
            guard test.judgement == .undecided, test.trials < 300 else { continue }
            refused += 1
            let before = test.estimate
            test.refuse()
            #expect(test.judgement == .violated)
            #expect(test.decidedAfter == test.trials)
            #expect(test.furtherCleanProbes == nil)
            let after = test.estimate
            #expect(after.judged(against: .atLeast(share)) == .violated)
            #expect(after.upper < before.upper && after.lower == before.lower)
            #expect(after.point <= after.upper)
            // What the objective would show had it been alone.
            let own = BetaMixture.refusing(share: share).upperBound(
                successes: test.successes, trials: test.trials, alpha: test.acceptingAlpha)
            #expect(abs(after.upper - own) < 1e-11)
            let latched = test
            test.refuse()
            #expect(test == latched)
        }
        #expect(refused > 200)
    }

    @Test func `after a refusal from outside the bounds only tighten and the decision stands`() {
        var test = ShareTest(share: 0.95, hardObjectives: 3)
        for good in [true, false, false] { test.record(good) }
        #expect(test.judgement == .undecided)
        #expect(test.refusingLogCapital > LibraryMath.log(20))
        test.refuse()
        var before = test.estimate
        for _ in 0..<1_000 {
            test.record(true)
            #expect(test.estimate.upper <= before.upper && test.estimate.lower >= before.lower)
            before = test.estimate
        }
        #expect(test.judgement == .violated && test.decidedAfter == 3)
        #expect(test.isContradicted)
        #expect(test.estimate.judged(against: .atLeast(0.95)) == .violated)
    }

    @Test func `an objective that is met stays so and says that it is contradicted`() {
        var test = ShareTest(share: 0.95, hardObjectives: 3)
        for _ in 0..<77 { test.record(true) }
        test.refuse()
        #expect(test.judgement == .met && test.decidedAfter == 77 && test.isContradicted)
        var gaps = GapShareTest(share: 0.9, hardObjectives: 3, gapCap: 4)
        for _ in 0..<40 { gaps.record(within: 4, of: 4) }
        gaps.refuse()
        #expect(gaps.judgement == .met && gaps.isContradicted)
    }

    @Test func `a share of zero cannot be refused`() {
        var test = ShareTest(share: 0)
        test.refuse()
        #expect(test.judgement == .undecided)
        var gaps = GapShareTest(share: 0, gapCap: 4)
        gaps.refuse()
        #expect(gaps.judgement == .undecided)
    }

    @Test func `gaps are refused from outside like shares`() {
        var test = GapShareTest(share: 0.95, hardObjectives: 5, gapCap: 16)
        var lone = GapShareTest(share: 0.95, gapCap: 16)
        for within in [16, 8, 16, 8, 0] {
            test.record(within: within, of: 16)
            lone.record(within: within, of: 16)
            #expect(test.refusingLogCapital == lone.refusingLogCapital)
        }
        #expect(test.judgement == .undecided && lone.judgement == .violated)
        #expect(test.refusingLogCapital >= LibraryMath.log(20))
        let before = test.estimate
        test.refuse()
        #expect(test.judgement == .violated && test.decidedAfter == 5)
        #expect(test.furtherCleanRequests(gapsEach: 16) == nil)
        #expect(test.estimate.upper < before.upper)
        #expect(test.estimate == lone.estimate)
        let latched = test
        test.refuse()
        #expect(test == latched)
        for _ in 0..<400 { test.record(within: 16, of: 16) }
        #expect(test.judgement == .violated && test.isContradicted)
        #expect(test.estimate.judged(against: .atLeast(0.95)) == .violated)
    }
}
