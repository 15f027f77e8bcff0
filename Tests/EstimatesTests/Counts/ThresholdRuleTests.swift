import Estimates
import Testing

@Suite struct ThresholdRuleTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var trials: Int
        var required: Int
        var passes: [Double]
        var testDescription: String { "\(required) of \(trials)" }
    }

    static let trueShares = [0.80, 0.90, 0.95, 0.97, 0.99, 0.999]
    static let table: [Row] = [
        Row(trials: 5, required: 5, passes: [0.328, 0.590, 0.774, 0.859, 0.951, 0.995]),
        Row(trials: 10, required: 10, passes: [0.107, 0.349, 0.599, 0.737, 0.904, 0.990]),
        Row(trials: 20, required: 19, passes: [0.069, 0.392, 0.736, 0.880, 0.983, 1]),
        Row(trials: 30, required: 29, passes: [0.011, 0.184, 0.554, 0.773, 0.964, 1]),
        Row(trials: 60, required: 57, passes: [0.001, 0.137, 0.647, 0.894, 0.997, 1]),
        Row(trials: 100, required: 95, passes: [0, 0.058, 0.616, 0.919, 0.999, 1]),
    ]

    @Test(arguments: table)
    func `the naive rule passes as often as tabulated`(_ row: Row) {
        let rule = ThresholdRule(minProbes: 5, passRate: 0.95)
        #expect(rule.required(of: row.trials) == row.required)
        for (share, printed) in zip(Self.trueShares, row.passes) {
            let probability = rule.passProbability(trueShare: share, trials: row.trials)
            #expect(agrees(probability, withPrinted: printed, digits: 3))
        }
    }

    @Test func `it needs both the probes and the rate`() {
        let rule = ThresholdRule(minProbes: 5, passRate: 0.95)
        #expect(rule.judged(successes: 4, trials: 4) == .undecided)
        #expect(rule.judged(successes: 5, trials: 5) == .met)
        #expect(rule.judged(successes: 4, trials: 5) == .violated)
        #expect(rule.judged(successes: 19, trials: 20) == .met)
        #expect(!rule.passes(successes: 4, trials: 4))
        #expect(rule.passProbability(trueShare: 1, trials: 4) == 0)
    }

    @Test func `a rate that rounds upward still means the whole number`() {
        // 0.07 * 100 is 7.000000000000001 and 0.29 * 100 is 28.999999999999996.
        #expect(ThresholdRule(minProbes: 1, passRate: 0.07).required(of: 100) == 7)
        #expect(ThresholdRule(minProbes: 1, passRate: 0.29).required(of: 100) == 29)
        #expect(ThresholdRule(minProbes: 1, passRate: 0.951).required(of: 20) == 20)
        #expect(ThresholdRule(minProbes: 1, passRate: 0).required(of: 20) == 0)
    }

    @Test func `five of five support 55 percent`() {
        let support = ThresholdRule(minProbes: 5, passRate: 0.95).support(successes: 5, trials: 5)
        #expect(agrees(support.lower, withPrinted: 0.5493, digits: 4))
        #expect(support.judged(against: .atLeast(0.95)) == .undecided)
    }
}
