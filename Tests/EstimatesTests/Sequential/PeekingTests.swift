import Estimates
import Testing

/// What looking after every probe does to a rule, over all paths and by simulation.
@Suite struct PeekingTests {
    /// Good probes that a fixed-number exact bound asks for, by the number of probes up to 300.
    static let fixedNumberRequirement: [Int] = (0...300).map { trials in
        (0...trials).first { successes in
            BinomialInterval.clopperPearson(
                successes: successes, trials: trials, sidedness: .lowerBound
            ).lower >= 0.95
        } ?? trials + 1
    }

    @Test func `a fixed-number bound looked at from 59 to 300 is wrong one time in seven`() {
        let exact = StoppingRecursion(trueShare: 0.95, maxProbes: 300) { successes, trials in
            trials >= 59 && successes >= Self.fixedNumberRequirement[trials] ? .met : .undecided
        }
        // 20,000 simulated runs gave 14.6 % elsewhere; all paths together make 14.81 %.
        #expect(agrees(exact.met, withPrinted: 0.1481, digits: 4))

        var random = SplitMix64(seed: 59_300)
        let runs = 20_000
        var wrong = 0
        for _ in 0..<runs {
            var successes = 0
            for trials in 1...300 {
                if random.nextUniform() < 0.95 { successes += 1 }
                if successes >= Self.fixedNumberRequirement[trials] {
                    wrong += 1
                    break
                }
            }
        }
        // Three standard errors of 0.25 %.
        #expect(abs(Double(wrong) / Double(runs) - 0.1481) < 0.0075)
    }

    @Test(arguments: [0.5, 0.9, 0.95, 0.99])
    func `looking after every probe keeps both error probabilities`(share: Double) {
        for objectives in [1, 3] {
            let test = ShareTest(share: share, hardObjectives: objectives)
            // At the limit both errors are at their largest.
            let atLimit = StoppingRecursion(trueShare: share, maxProbes: 1_000) {
                test.judged(successes: $0, trials: $1)
            }
            #expect(atLimit.met <= 0.05)
            #expect(atLimit.violated <= 0.05 / Double(objectives))
            let below = StoppingRecursion(trueShare: share - 0.04 * (1 - share), maxProbes: 600) {
                test.judged(successes: $0, trials: $1)
            }
            #expect(below.met <= atLimit.met)
            let above = StoppingRecursion(trueShare: share + 0.04 * (1 - share), maxProbes: 600) {
                test.judged(successes: $0, trials: $1)
            }
            #expect(above.violated <= atLimit.violated)
        }
    }

    @Test func `dividing the error probability makes refusing longer`() {
        // Of an endpoint that fails a fifth of its requests: one objective, and one of three that
        // do not know of each other.
        for (objectives, mean) in [(1, 32.6), (3, 41.2)] {
            let test = ShareTest(share: 0.95, hardObjectives: objectives)
            let failing = StoppingRecursion(trueShare: 0.8, maxProbes: 300) {
                test.judged(successes: $0, trials: $1)
            }
            #expect(failing.violated > 0.999)
            #expect(agrees(failing.meanProbes, withPrinted: mean, digits: 1))
        }
    }

    @Test func `the recursion adds up`() {
        let coin = StoppingRecursion(trueShare: 0.5, maxProbes: 10) { successes, _ in
            successes >= 1 ? .met : .undecided
        }
        #expect(isClose(coin.met, 1 - 1.0 / 1_024, relative: 1e-12))
        #expect(isClose(coin.undecided, 1.0 / 1_024, relative: 1e-9))
        // Sum of n / 2^n up to 10, and 10 more for the runs that never decide.
        #expect(isClose(coin.meanProbes, 2 - 12.0 / 1_024 + 10.0 / 1_024, relative: 1e-12))
        #expect(coin.probesToDecision(share: 0.5) == 1)
        #expect(coin.probesToDecision(share: 0.51) == 2)
        #expect(coin.probesToDecision(share: 1) == nil)
    }
}
