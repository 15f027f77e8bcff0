import Estimates
import Testing

@Suite struct BinomialIntervalTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var successes: Int
        var trials: Int
        var wilson: ClosedRange<Double>
        var clopperPearson: ClosedRange<Double>
        var oneSidedLower: Double
        var testDescription: String { "\(successes) of \(trials)" }
    }

    static let table: [Row] = [
        Row(
            successes: 5, trials: 5, wilson: 0.5655...1, clopperPearson: 0.4782...1,
            oneSidedLower: 0.5493),
        Row(
            successes: 4, trials: 5, wilson: 0.3755...0.9638, clopperPearson: 0.2836...0.9949,
            oneSidedLower: 0.3426),
        Row(
            successes: 19, trials: 20, wilson: 0.7639...0.9911, clopperPearson: 0.7513...0.9987,
            oneSidedLower: 0.7839),
        Row(
            successes: 20, trials: 20, wilson: 0.8389...1, clopperPearson: 0.8316...1,
            oneSidedLower: 0.8609),
        Row(
            successes: 59, trials: 59, wilson: 0.9389...1, clopperPearson: 0.9394...1,
            oneSidedLower: 0.9505),
        Row(
            successes: 95, trials: 100, wilson: 0.8882...0.9785, clopperPearson: 0.8872...0.9836,
            oneSidedLower: 0.8977),
        Row(
            successes: 99, trials: 100, wilson: 0.9455...0.9982, clopperPearson: 0.9455...0.9997,
            oneSidedLower: 0.9534),
        Row(
            successes: 297, trials: 300, wilson: 0.9710...0.9966, clopperPearson: 0.9711...0.9979,
            oneSidedLower: 0.9744),
    ]

    @Test(arguments: table)
    func `the table of worked numbers holds`(_ row: Row) {
        let wilson = BinomialInterval.wilson(successes: row.successes, trials: row.trials)
        let exact = BinomialInterval.clopperPearson(successes: row.successes, trials: row.trials)
        let lower = BinomialInterval.clopperPearson(
            successes: row.successes, trials: row.trials, sidedness: .lowerBound)
        #expect(agrees(wilson.lower, withPrinted: row.wilson.lowerBound, digits: 4))
        #expect(agrees(wilson.upper, withPrinted: row.wilson.upperBound, digits: 4))
        #expect(agrees(exact.lower, withPrinted: row.clopperPearson.lowerBound, digits: 4))
        #expect(agrees(exact.upper, withPrinted: row.clopperPearson.upperBound, digits: 4))
        #expect(agrees(lower.lower, withPrinted: row.oneSidedLower, digits: 4))
        #expect(lower.upper == 1)
    }

    @Test func `exact bounds agree with scipy to twelve digits`() {
        let some = BinomialInterval.clopperPearson(successes: 3, trials: 7)
        #expect(isClose(some.lower, 0.09898827844250786, relative: 1e-12))
        #expect(isClose(some.upper, 0.8159484323599169, relative: 1e-12))
        let many = BinomialInterval.clopperPearson(successes: 297, trials: 300)
        #expect(isClose(many.lower, 0.9710554887443074, relative: 1e-12))
        #expect(isClose(many.upper, 0.9979329927649077, relative: 1e-12))
    }

    @Test func `all good gives the root of alpha`() {
        let five = BinomialInterval.clopperPearson(
            successes: 5, trials: 5, sidedness: .lowerBound)
        var power = 1.0
        for _ in 0..<5 { power *= five.lower }
        #expect(isClose(power, 0.05, relative: 1e-12))
    }

    @Test func `no trial excludes nothing`() {
        for estimate in [
            BinomialInterval.clopperPearson(successes: 0, trials: 0),
            BinomialInterval.wilson(successes: 0, trials: 0),
        ] {
            #expect(estimate.point.isNaN)
            #expect(estimate.lower == 0 && estimate.upper == 1 && estimate.count == 0)
            #expect(estimate.judged(against: .atLeast(0)) == .undecided)
        }
    }

    @Test func `the exact interval holds the truth as often as it says`() {
        // Computed, not simulated: the binomial terms of the counts whose interval holds it.
        for trials in [1, 5, 20, 100] {
            let intervals = (0...trials).map {
                BinomialInterval.clopperPearson(successes: $0, trials: trials)
            }
            for share in [0.01, 0.2, 0.5, 0.8, 0.95, 0.99] {
                let distribution = BinomialDistribution(trials: trials, share: share)
                var coverage = 0.0
                for successes in 0...trials
                where intervals[successes].lower <= share && share <= intervals[successes].upper {
                    coverage +=
                        distribution.probability(atMost: successes)
                        - distribution.probability(atMost: successes - 1)
                }
                #expect(coverage >= 0.95 - 1e-9)
            }
        }
    }

    @Test func `intervals hold their point and move with the counts`() {
        var random = SplitMix64(seed: 20_261_121)
        for _ in 0..<300 {
            let trials = Int.random(in: 2...2_000, using: &random)
            let successes = Int.random(in: 0..<trials, using: &random)
            let confidence = 0.5 + random.nextUniform() * 0.499
            for interval in [BinomialInterval.clopperPearson, BinomialInterval.wilson] {
                let estimate = interval(successes, trials, confidence, .twoSided, .client)
                #expect(0 <= estimate.lower && estimate.lower <= estimate.point)
                #expect(estimate.point <= estimate.upper && estimate.upper <= 1)
                let better = interval(successes + 1, trials, confidence, .twoSided, .client)
                #expect(better.lower > estimate.lower && better.upper >= estimate.upper)
                let surer = interval(
                    successes, trials, confidence + (1 - confidence) / 2, .twoSided, .client)
                #expect(surer.lower <= estimate.lower && surer.upper >= estimate.upper)
                let oneSided = interval(successes, trials, confidence, .upperBound, .client)
                #expect(oneSided.lower == 0 && oneSided.upper <= estimate.upper)
            }
        }
    }
}
