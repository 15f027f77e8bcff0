import Estimates
import Testing

@Suite struct ShareTestTests {
    struct Prior: Sendable, CustomTestStringConvertible {
        var share: Double
        var clean: Int
        var withOneFailure: Int
        /// Failures from the first probe on that refuse, with three hard objectives of which only
        /// one is missed.
        var dead: Int
        /// The same when all three are missed.
        var allDead: Int
        var testDescription: String { "share \(share)" }
    }

    static let priors: [Prior] = [
        Prior(share: 0.5, clean: 6, withOneFailure: 10, dead: 10, allDead: 8),
        Prior(share: 0.8, clean: 18, withOneFailure: 30, dead: 4, allDead: 3),
        Prior(share: 0.9, clean: 38, withOneFailure: 62, dead: 3, allDead: 2),
        Prior(share: 0.95, clean: 77, withOneFailure: 127, dead: 2, allDead: 2),
        Prior(share: 0.98, clean: 195, withOneFailure: 321, dead: 2, allDead: 2),
        Prior(share: 0.99, clean: 392, withOneFailure: 644, dead: 2, allDead: 2),
        Prior(share: 0.995, clean: 787, withOneFailure: 1_291, dead: 2, allDead: 2),
        Prior(share: 0.999, clean: 3_940, withOneFailure: 6_464, dead: 2, allDead: 2),
    ]

    @Test(arguments: priors)
    func `clean probes needed are the documented ones`(_ prior: Prior) {
        var test = ShareTest(share: prior.share)
        #expect(test.cleanProbesNeeded == prior.clean)
        for _ in 1..<prior.clean { test.record(true) }
        #expect(test.judgement == .undecided)
        #expect(test.furtherCleanProbes == 1)
        test.record(true)
        #expect(test.judgement == .met)
        #expect(test.decidedAfter == prior.clean)
        #expect(test.furtherCleanProbes == 0)
    }

    @Test(arguments: priors)
    func `one failure costs the documented number of probes`(_ prior: Prior) {
        var test = ShareTest(share: prior.share)
        test.record(false)
        #expect(test.furtherCleanProbes == prior.withOneFailure - 1)
        while test.judgement == .undecided && test.trials < 10_000 { test.record(true) }
        #expect(test.decidedAfter == prior.withOneFailure)
    }

    @Test(arguments: priors)
    func `a dead endpoint is refused after the documented number of probes`(_ prior: Prior) {
        var test = ShareTest(share: prior.share, hardObjectives: 3)
        while test.judgement == .undecided && test.trials < 20 { test.record(false) }
        #expect(test.judgement == .violated)
        #expect(test.decidedAfter == prior.dead)
    }

    @Test func `a dead endpoint is refused after two probes, three objectives or one`() {
        for objectives in [1, 2, 3] {
            var test = ShareTest(share: 0.95, hardObjectives: objectives)
            test.record(false)
            #expect(test.judgement == .undecided)
            test.record(false)
            #expect(test.judgement == .violated)
            #expect(test.furtherCleanProbes == nil)
        }
        var many = ShareTest(share: 0.95, hardObjectives: 20)
        for _ in 0..<3 { many.record(false) }
        #expect(many.decidedAfter == 3)
    }

    @Test func `the numbers of the design's example hold`() {
        // "4 of 7 within" is violated, and "7 of 7" shows at least 64 % and wants 70 more.
        var slow = ShareTest(share: 0.95, hardObjectives: 3)
        var clean = ShareTest(share: 0.95, hardObjectives: 3)
        for good in [true, false, true, false, true, false, true] { slow.record(good) }
        for _ in 0..<7 { clean.record(true) }
        #expect(slow.judgement == .violated)
        #expect(clean.judgement == .undecided)
        #expect(clean.furtherCleanProbes == 70)
        #expect(agrees(slow.estimate.upper, withPrinted: 0.948, digits: 3))
        #expect(agrees(clean.estimate.lower, withPrinted: 0.64, digits: 2))
    }

    @Test func `a share of one is never met and falls with the first failure`() {
        var test = ShareTest(share: 1, hardObjectives: 3)
        #expect(test.cleanProbesNeeded == nil)
        for _ in 0..<2_000 { test.record(true) }
        #expect(test.judgement == .undecided)
        #expect(test.furtherCleanProbes == nil)
        test.record(false)
        #expect(test.judgement == .violated)
        #expect(test.estimate.judged(against: .atLeast(1)) == .violated)
    }

    @Test func `a share of zero is met by any probe`() {
        var test = ShareTest(share: 0)
        #expect(test.judgement == .undecided)
        #expect(test.cleanProbesNeeded == 1)
        test.record(false)
        #expect(test.judgement == .met)
        #expect(test.estimate.judged(against: .atLeast(0)) == .met)
    }

    @Test func `without a probe nothing is known`() {
        let test = ShareTest(share: 0.95)
        #expect(test.estimate.point.isNaN)
        #expect(test.estimate.lower == 0 && test.estimate.upper == 1)
        #expect(test.estimate.judged(against: .atLeast(0.95)) == .undecided)
        #expect(test.furtherCleanProbes == 77)
        #expect(!test.isContradicted && test.decidedAfter == nil)
    }

    @Test func `the first decision stands and what contradicts it is told`() {
        var test = ShareTest(share: 0.95)
        for _ in 0..<77 { test.record(true) }
        #expect(test.judgement == .met)
        for _ in 0..<40 { test.record(false) }
        #expect(test.judgement == .met && test.decidedAfter == 77)
        #expect(test.isContradicted)
        #expect(test.estimate.point < test.estimate.lower)
        #expect(test.estimate.judged(against: .atLeast(0.95)) == .met)
    }

    @Test func `an endpoint that recovers stays refused`() {
        var test = ShareTest(share: 0.95)
        test.record(false)
        test.record(false)
        for _ in 0..<1_000 { test.record(true) }
        #expect(test.judgement == .violated)
        #expect(test.isContradicted)
        #expect(test.estimate.judged(against: .atLeast(0.95)) == .violated)
    }

    @Test func `a steady run is not called contradicted`() {
        var random = SplitMix64(seed: 8)
        var contradicted = 0
        for _ in 0..<200 {
            var test = ShareTest(share: 0.95)
            for _ in 0..<400 { test.record(random.nextUniform() < 0.99) }
            if test.isContradicted { contradicted += 1 }
        }
        #expect(contradicted <= 2)
    }

    @Test func `judgement, estimate and forecast agree along random runs`() {
        var random = SplitMix64(seed: 20_26)
        for _ in 0..<60 {
            let share = [0.5, 0.9, 0.95, 0.99][Int.random(in: 0..<4, using: &random)]
            let truth = min(1, share - 0.1 + random.nextUniform() * 0.2)
            var test = ShareTest(
                share: share, hardObjectives: Int.random(in: 1...4, using: &random))
            var before = test.estimate
            for _ in 0..<300 where test.judgement == .undecided {
                test.record(random.nextUniform() < truth)
                let now = test.estimate
                #expect(now.lower >= before.lower && now.upper <= before.upper)
                #expect(now.lower <= now.upper)
                #expect(now.judged(against: .atLeast(share)) == test.judgement)
                before = now
            }
            if let further = test.furtherCleanProbes, further > 0 {
                var continued = test
                for _ in 1..<further { continued.record(true) }
                #expect(continued.judgement == .undecided)
                continued.record(true)
                #expect(continued.judgement == .met)
            }
        }
    }

    @Test func `counts decide as the recorded run does`() {
        var random = SplitMix64(seed: 99)
        for _ in 0..<100 {
            let truth = 0.7 + random.nextUniform() * 0.3
            var test = ShareTest(share: 0.95, hardObjectives: 2)
            while test.judgement == .undecided && test.trials < 400 {
                #expect(
                    test.judged(successes: test.successes, trials: test.trials) == .undecided)
                test.record(random.nextUniform() < truth)
            }
            #expect(
                test.judged(successes: test.successes, trials: test.trials) == test.judgement)
        }
    }
}
