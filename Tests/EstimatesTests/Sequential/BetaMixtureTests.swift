import Estimates
import Testing

@Suite struct BetaMixtureTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var successes: Int
        var trials: Int
        var fixedNumber: Double?
        /// Lower bounds with the priors (1,1), (19,1) and (50,1), to ten digits by scipy.
        var bounds: [Double]
        var printed: [Double]
        var testDescription: String { "\(successes) of \(trials)" }
    }

    static let table: [Row] = [
        Row(
            successes: 59, trials: 59, fixedNumber: 0.9505,
            bounds: [0.8867689691, 0.9280108074, 0.9380199894],
            printed: [0.8868, 0.9280, 0.9380]),
        Row(
            successes: 100, trials: 100, fixedNumber: 0.9705,
            bounds: [0.9267156266, 0.9528439185, 0.9598834140],
            printed: [0.9267, 0.9528, 0.9599]),
        Row(
            successes: 99, trials: 100, fixedNumber: 0.9534,
            bounds: [0.9052030364, 0.9326451144, 0.9382109945],
            printed: [0.9052, 0.9326, 0.9382]),
        Row(
            successes: 200, trials: 200, fixedNumber: 0.9851,
            bounds: [0.9593539537, 0.9731648126, 0.9772372210],
            printed: [0.9594, 0.9732, 0.9772]),
        Row(
            successes: 297, trials: 300, fixedNumber: 0.9744,
            bounds: [0.9508290042, 0.9620657933, 0.9646944032],
            printed: [0.9508, 0.9621, 0.9647]),
        Row(
            successes: 990, trials: 1_000, fixedNumber: nil,
            bounds: [0.9720582526, 0.9764409105, 0.9775406339],
            printed: [0.9721, 0.9764, 0.9775]),
    ]

    static let priors = [
        BetaMixture.uniform, BetaMixture(a: 19, b: 1), BetaMixture.accepting(share: 0.95),
    ]

    @Test(arguments: table)
    func `the table of bounds holds in every column`(_ row: Row) {
        if let printed = row.fixedNumber {
            let fixed = BinomialInterval.clopperPearson(
                successes: row.successes, trials: row.trials, sidedness: .lowerBound)
            #expect(agrees(fixed.lower, withPrinted: printed, digits: 4))
        }
        for (index, prior) in Self.priors.enumerated() {
            let bound = prior.lowerBound(
                successes: row.successes, trials: row.trials, alpha: 0.05)
            #expect(agrees(bound, withPrinted: row.printed[index], digits: 4))
            #expect(abs(bound - row.bounds[index]) < 1e-9)
        }
    }

    @Test func `clean probes until 95 percent are the tabulated ones`() {
        for (prior, counts) in zip(Self.priors, [(158, 210), (93, 142), (77, 127)]) {
            for (failures, expected) in [(0, counts.0), (1, counts.1)] {
                let reached = (failures + 1...300).first { trials in
                    prior.lowerBound(successes: trials - failures, trials: trials, alpha: 0.05)
                        >= 0.95
                }
                #expect(reached == expected)
            }
        }
    }

    @Test func `the prior for 95 percent is Beta(50,1) and keeps its shape elsewhere`() {
        #expect(BetaMixture.accepting(share: 0.95) == BetaMixture(a: 50, b: 1))
        #expect(BetaMixture.accepting(share: 0.99) == BetaMixture(a: 250, b: 1))
        #expect(BetaMixture.accepting(share: 0.5) == BetaMixture(a: 5, b: 1))
        #expect(BetaMixture.accepting(share: 1).a.isFinite)
        #expect(BetaMixture.refusing(share: 0.5) == .uniform)
        #expect(BetaMixture.refusing(share: 0.95) == .uniform)
        #expect(BetaMixture.refusing(share: 0.99) == BetaMixture(a: 9, b: 1))
        #expect(BetaMixture.refusing(share: 1) == .uniform)
    }

    @Test func `the bound is where the capital reaches one over alpha`() {
        var random = SplitMix64(seed: 314)
        for _ in 0..<2_000 {
            let trials = Int.random(in: 1...5_000, using: &random)
            let successes = Int.random(in: 0...trials, using: &random)
            let alpha = 0.0001 + random.nextUniform() * 0.5
            let prior = BetaMixture(
                a: 0.5 + random.nextUniform() * 300, b: 0.5 + random.nextUniform() * 5)
            let lower = prior.lowerBound(successes: successes, trials: trials, alpha: alpha)
            let upper = prior.upperBound(successes: successes, trials: trials, alpha: alpha)
            let point = Double(successes) / Double(trials)
            #expect(0 <= lower && lower <= point && point <= upper && upper <= 1)
            #expect((lower == 0) == (successes == 0))
            #expect((upper == 1) == (successes == trials))
            // A millionth of a millionth beyond each bound, the capital is on the other side.
            let needed = LibraryMath.log(1 / alpha)
            if successes > 0 {
                let inside = prior.logCapital(
                    against: min(lower + 2e-12, point), successes: successes, trials: trials)
                let outside = prior.logCapital(
                    against: lower - min(2e-12, lower / 2), successes: successes, trials: trials)
                #expect(inside <= needed + 1e-9 && needed <= outside + 1e-9)
            }
            if successes < trials {
                let inside = prior.logCapital(
                    against: max(upper - 2e-12, point), successes: successes, trials: trials)
                let outside = prior.logCapital(
                    against: min(upper + 2e-12, 1), successes: successes, trials: trials)
                #expect(inside <= needed + 1e-9 && needed <= outside + 1e-9)
            }
        }
    }

    @Test func `the capital is a fair game`() {
        // At the true rate the expected capital after a probe is the capital before it.
        for (a, b, share) in [(50.0, 1.0, 0.95), (1.0, 1.0, 0.3), (19.0, 2.0, 0.8)] {
            let mixture = BetaMixture(a: a, b: b)
            for (successes, trials) in [(0, 0), (3, 3), (5, 9), (60, 62)] {
                let now = LibraryMath.exp(
                    mixture.logCapital(against: share, successes: successes, trials: trials))
                let good = LibraryMath.exp(
                    mixture.logCapital(
                        against: share, successes: successes + 1, trials: trials + 1))
                let bad = LibraryMath.exp(
                    mixture.logCapital(against: share, successes: successes, trials: trials + 1))
                #expect(isClose(share * good + (1 - share) * bad, now, relative: 1e-10))
            }
        }
    }

    @Test func `impossible probes win everything`() {
        #expect(BetaMixture.uniform.logCapital(against: 1, successes: 4, trials: 5) == .infinity)
        #expect(BetaMixture.uniform.logCapital(against: 0, successes: 1, trials: 5) == .infinity)
        #expect(
            BetaMixture.uniform.logCapital(against: 1, successes: 5, trials: 5)
                .isLess(than: 0))
    }

    @Test func `the chance of ever excluding the truth stays below alpha`() {
        // Exactly, over every path of 600 probes: Ville's inequality at work.
        for (mixture, share) in [
            (BetaMixture.accepting(share: 0.95), 0.95), (BetaMixture.uniform, 0.95),
            (BetaMixture(a: 19, b: 1), 0.9), (BetaMixture.uniform, 0.5),
        ] {
            let needed = LibraryMath.log(20)
            let wrong = StoppingRecursion(trueShare: share, maxProbes: 600) { successes, trials in
                let capital = mixture.logCapital(
                    against: share, successes: successes, trials: trials)
                return capital >= needed ? .met : .undecided
            }
            #expect(wrong.met <= 0.05)
            #expect(wrong.met > 0.005)
        }
    }
}
