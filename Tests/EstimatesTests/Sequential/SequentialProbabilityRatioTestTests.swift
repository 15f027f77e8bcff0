import Estimates
import Testing

@Suite struct SequentialProbabilityRatioTestTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var good: Double
        var bad: Double
        var success: Double
        var failure: Double
        var clean: Int
        var successesPerFailure: Double
        /// Mean probes at the good rate, the bad rate, 0.90 and 0.80.
        var meanProbes: [Double]
        var testDescription: String { "\(good) against \(bad)" }
    }

    static let table: [Row] = [
        Row(
            good: 0.99, bad: 0.95, success: -0.04124, failure: 1.6094, clean: 72,
            successesPerFailure: 39, meanProbes: [112, 78, 30, 12.5]),
        Row(
            good: 0.99, bad: 0.90, success: -0.09531, failure: 2.3026, clean: 31,
            successesPerFailure: 24.2, meanProbes: [39, 25, 25, 10]),
        Row(
            good: 0.98, bad: 0.90, success: -0.08516, failure: 1.6094, clean: 35,
            successesPerFailure: 18.9, meanProbes: [55, 38, 38, 14]),
    ]

    @Test(arguments: table)
    func `increments and clean counts are the tabulated ones`(_ row: Row) {
        let test = SequentialProbabilityRatioTest(goodShare: row.good, badShare: row.bad)
        #expect(agrees(test.successIncrement, withPrinted: row.success, digits: 5))
        #expect(agrees(test.failureIncrement, withPrinted: row.failure, digits: 4))
        #expect(test.cleanProbesNeeded == row.clean)
        #expect(abs(test.successesPerFailure - row.successesPerFailure) <= 0.051)
        #expect(agrees(test.rejectionBound, withPrinted: 2.944, digits: 3))
        #expect(agrees(test.acceptanceBound, withPrinted: -2.944, digits: 3))
    }

    @Test(arguments: table)
    func `the clean count accepts and one fewer does not`(_ row: Row) {
        var test = SequentialProbabilityRatioTest(goodShare: row.good, badShare: row.bad)
        for _ in 1..<row.clean { test.record(true) }
        #expect(test.judgement == .undecided)
        test.record(true)
        #expect(test.judgement == .met)
        #expect(test.trials == row.clean)
    }

    @Test(arguments: table)
    func `mean probes by simulation are the tabulated ones`(_ row: Row) {
        for (index, share) in [row.good, row.bad, 0.90, 0.80].enumerated() {
            var random = SplitMix64(seed: 1_945 + UInt64(index))
            let runs = 3_000
            var total = 0
            for _ in 0..<runs {
                var test = SequentialProbabilityRatioTest(goodShare: row.good, badShare: row.bad)
                while test.judgement == .undecided { test.record(random.nextUniform() < share) }
                total += test.trials
            }
            // The spread of the length is about its mean: 5 % are 2.7 standard errors, and half a
            // probe covers the rounding of the table.
            let mean = Double(total) / Double(runs)
            #expect(abs(mean - row.meanProbes[index]) <= 0.05 * row.meanProbes[index] + 0.5)
        }
    }

    @Test func `mean probes computed exactly are the tabulated ones`() {
        for row in Self.table {
            for (share, printed) in zip([row.good, row.bad, 0.90, 0.80], row.meanProbes) {
                let exact = Self.recursion(row, trueShare: share, maxProbes: 900)
                #expect(abs(exact.meanProbes - printed) <= 0.02 * printed + 0.5)
                #expect(exact.undecided < 1e-3)
            }
        }
    }

    @Test func `between the two rates it runs long`() {
        let between = Self.recursion(Self.table[0], trueShare: 0.97, maxProbes: 1_500)
        #expect(abs(between.meanProbes - 147) < 3)
        #expect(abs(Double(between.probesToDecision(share: 0.95) ?? 0) - 392) < 8)
    }

    @Test func `two failures at the start reject`() {
        var test = SequentialProbabilityRatioTest(goodShare: 0.99, badShare: 0.95)
        test.record(false)
        #expect(test.judgement == .undecided)
        test.record(false)
        #expect(test.judgement == .violated)
        #expect(agrees(test.logLikelihoodRatio, withPrinted: 3.219, digits: 3))
        for _ in 0..<1_000 { test.record(true) }
        #expect(test.judgement == .violated && test.trials == 2)
    }

    static func recursion(
        _ row: Row, trueShare: Double, maxProbes: Int
    ) -> StoppingRecursion {
        let test = SequentialProbabilityRatioTest(goodShare: row.good, badShare: row.bad)
        return StoppingRecursion(trueShare: trueShare, maxProbes: maxProbes) { successes, trials in
            let ratio =
                Double(successes) * test.successIncrement
                + Double(trials - successes) * test.failureIncrement
            if ratio >= test.rejectionBound { return .violated }
            return ratio <= test.acceptanceBound ? .met : .undecided
        }
    }
}
