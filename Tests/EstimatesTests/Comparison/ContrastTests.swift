import Estimates
import Testing

@Suite struct ContrastTests {
    private static func estimate(_ point: Double, _ lower: Double, _ upper: Double) -> Estimate {
        Estimate(
            point: point, lower: lower, upper: upper, count: 10, confidence: 0.95,
            method: .orderStatistic)
    }

    struct Newcombe: Sendable, CustomStringConvertible {
        var candidate: (hits: Int, trials: Int)
        var baseline: (hits: Int, trials: Int)
        var lower: Double
        var upper: Double
        var description: String { "\(candidate) - \(baseline)" }
    }

    /// Newcombe 1998, table II, method 10.
    @Test(arguments: [
        Newcombe(candidate: (56, 70), baseline: (48, 80), lower: 0.0524, upper: 0.3339),
        Newcombe(candidate: (9, 10), baseline: (3, 10), lower: 0.1705, upper: 0.8090),
        Newcombe(candidate: (6, 7), baseline: (2, 7), lower: 0.0582, upper: 0.8062),
        Newcombe(candidate: (5, 56), baseline: (0, 29), lower: -0.0381, upper: 0.1926),
        Newcombe(candidate: (0, 10), baseline: (0, 10), lower: -0.2775, upper: 0.2775),
        Newcombe(candidate: (10, 10), baseline: (0, 10), lower: 0.6075, upper: 1),
    ])
    func `differences of shares are Newcombe's`(example: Newcombe) {
        let found = ShareContrast.difference(
            candidate: example.candidate, baseline: example.baseline)
        #expect(agrees(found.lower, withPrinted: example.lower, digits: 4))
        #expect(agrees(found.upper, withPrinted: example.upper, digits: 4))
    }

    @Test func `distances add as variances do`() {
        let found = RecoveredInterval.difference(
            Self.estimate(10, 7, 14), Self.estimate(5, 2, 9))
        #expect(found.point == 5 && found.lower == 0 && found.upper == 10)
    }

    @Test func `a ratio is a difference of logarithms`() {
        let found = RecoveredInterval.ratio(Self.estimate(8, 4, 16), Self.estimate(2, 1, 4))
        let reach = LibraryMath.exp(LibraryMath.log(2) * 2.0.squareRoot())
        #expect(isClose(found.point, 4, relative: 1e-12))
        #expect(isClose(found.lower, 4 / reach, relative: 1e-12))
        #expect(isClose(found.upper, 4 * reach, relative: 1e-12))
    }

    @Test func `a percentile among failures is held by what bounds it`() {
        let failing = Self.estimate(.infinity, 3, .infinity)
        let good = Self.estimate(1, 0.5, 2)
        let found = RecoveredInterval.ratio(failing, good)
        #expect(found.point == .infinity && found.upper == .infinity)
        #expect(isClose(found.lower, 1.5, relative: 1e-12))
        let turned = RecoveredInterval.ratio(good, failing)
        #expect(turned.point == 0 && turned.lower == 0)
        #expect(isClose(turned.upper, 2.0 / 3, relative: 1e-12))
        let both = RecoveredInterval.ratio(failing, failing)
        #expect(both.point.isNaN && both.lower == 0 && both.upper == .infinity)
    }

    @Test func `nothing on one side is unknown`() {
        let found = PercentileContrast.independent(
            .ratio, candidate: [], baseline: [1, 2], share: 0.5, confidence: 0.95)
        #expect(found.point.isNaN && found.upper == .infinity)
    }

    @Test func `means of unequal spread are Welch's`() {
        let found = MeanContrast.difference(
            candidate: [2.1, 2.5, 2.3, 2.9, 2.0], baseline: [1.1, 1.9, 1.4, 1.2])
        #expect(agrees(found.lower, withPrinted: 0.3868050, digits: 7))
        #expect(agrees(found.upper, withPrinted: 1.5331950, digits: 7))
    }

    @Test func `Holm's adjustment is his`() {
        let found = HolmProcedure.adjusted([0.01, 0.04, 0.03, 0.005])
        for (value, wanted) in zip(found, [0.03, 0.06, 0.06, 0.02]) {
            #expect(isClose(value, wanted, relative: 1e-12))
        }
    }

    @Test func `asking by confidence decides what the adjusted probabilities do`() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<500 {
            let probabilities = (0..<6).map { _ in random.nextUniform() * 0.06 }
            let asked = HolmProcedure.decide(count: 6, confidence: 0.95) {
                probabilities[$0] <= 1 - $1
            }
            let adjusted = HolmProcedure.adjusted(probabilities)
            #expect(asked.map(\.isDecided) == adjusted.map { $0 <= 0.05 })
        }
    }
}
