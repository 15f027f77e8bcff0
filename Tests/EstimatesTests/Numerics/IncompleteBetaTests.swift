import Testing

@testable import Estimates

@Suite struct IncompleteBetaTests {
    struct Reference: Sendable, CustomTestStringConvertible {
        var x: Double
        var a: Double
        var b: Double
        var lower: Double
        var upper: Double
        var testDescription: String { "I(\(x); \(a), \(b))" }
    }

    // Computed with mpmath at 50 digits: betainc, and the binomial sum for the large counts.
    static let references: [Reference] = [
        .init(x: 0.3, a: 2, b: 5, lower: 0.57982499999999998, upper: 0.42017500000000002),
        .init(x: 0.95, a: 50, b: 3, lower: 0.51456952216301979, upper: 0.48543047783698021),
        .init(x: 0.999, a: 2500, b: 1.5, lower: 0.17157746713298587, upper: 0.82842253286701413),
        .init(
            x: 0.000001, a: 0.5, b: 0.5, lower: 0.00063661987847092447, upper: 0.99936338012152908),
        .init(x: 0.52, a: 1000, b: 1000, lower: 0.96322051672136043, upper: 0.036779483278639569),
        .init(
            x: 0.2001, a: 100000, b: 400000, lower: 0.5704270883280015, upper: 0.4295729116719985),
        .init(x: 0.95, a: 285, b: 16, lower: 0.56811203592741911, upper: 0.43188796407258089),
        .init(x: 0.9, a: 60, b: 1, lower: 0.0017970102999144339, upper: 0.99820298970008557),
        .init(x: 0.01, a: 1, b: 299, lower: 0.95046374336233752, upper: 0.049536256637662478),
        .init(x: 0.7, a: 3, b: 40, lower: 1.0, upper: 5.2375222797617553e-19),
    ]

    @Test(arguments: references)
    func `values agree with 50-digit arithmetic`(_ reference: Reference) {
        let tails = IncompleteBeta.tails(at: reference.x, a: reference.a, b: reference.b)
        // The logarithms cancelled in front of the fraction grow with the parameters.
        let tolerance = 1e-13 + 2e-15 * (reference.a + reference.b)
        #expect(isClose(tails.lower, reference.lower, relative: tolerance))
        #expect(isClose(tails.upper, reference.upper, relative: tolerance))
    }

    @Test(arguments: references)
    func `the inverse leads back`(_ reference: Reference) {
        // Where the tail above is tiny, the digits of the tail below no longer tell x.
        guard reference.upper > 1e-6 else { return }
        let x = IncompleteBeta.inverse(reference.lower, a: reference.a, b: reference.b)
        #expect(isClose(x, reference.x, relative: 1e-9))
    }

    @Test func `closed forms hold`() {
        for x in [0.001, 0.2, 0.5, 0.77, 0.999] {
            #expect(isClose(IncompleteBeta.regularised(at: x, a: 1, b: 1), x, relative: 1e-13))
            #expect(
                isClose(IncompleteBeta.regularised(at: x, a: 2, b: 1), x * x, relative: 1e-13))
            #expect(
                isClose(
                    IncompleteBeta.tails(at: x, a: 1, b: 3).upper, (1 - x) * (1 - x) * (1 - x),
                    relative: 1e-12))
        }
    }

    @Test func `the ends are exact`() {
        #expect(IncompleteBeta.tails(at: 0, a: 3, b: 4) == (0, 1))
        #expect(IncompleteBeta.tails(at: 1, a: 3, b: 4) == (1, 0))
        #expect(IncompleteBeta.inverse(0, a: 3, b: 4) == 0)
        #expect(IncompleteBeta.inverse(1, a: 3, b: 4) == 1)
    }

    @Test func `the two tails mirror each other`() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<500 {
            let a = Elementary.exponential(random.nextUniform() * 14 - 2)
            let b = Elementary.exponential(random.nextUniform() * 14 - 2)
            let x = random.nextUniform()
            let tails = IncompleteBeta.tails(at: x, a: a, b: b)
            let mirrored = IncompleteBeta.tails(at: 1 - x, a: b, b: a)
            #expect(abs(tails.lower - mirrored.upper) < 1e-9)
            #expect(tails.lower >= 0 && tails.lower <= 1)
        }
    }

    @Test func `binomial tails are sums of their terms`() {
        let distribution = BinomialDistribution(trials: 5, share: 0.3)
        // 0.7^5, and 0.7^5 + 5 * 0.3 * 0.7^4.
        #expect(isClose(distribution.probability(atMost: 0), 0.16807, relative: 1e-12))
        #expect(isClose(distribution.probability(atMost: 1), 0.52822, relative: 1e-12))
        #expect(isClose(distribution.probability(atLeast: 2), 0.47178, relative: 1e-12))
        #expect(distribution.probability(atMost: 5) == 1)
        #expect(distribution.probability(atMost: -1) == 0)
        #expect(distribution.probability(atLeast: 6) == 0)
        #expect(BinomialDistribution(trials: 3, share: 1).probability(atLeast: 3) == 1)
        #expect(BinomialDistribution(trials: 3, share: 0).probability(atLeast: 1) == 0)
    }

    @Test func `normal quantiles are the tabulated ones`() {
        #expect(abs(NormalDistribution.quantile(0.975) - 1.959963984540054) < 1e-12)
        #expect(abs(NormalDistribution.quantile(0.95) - 1.6448536269514722) < 1e-12)
        #expect(abs(NormalDistribution.quantile(0.5)) < 1e-12)
        #expect(abs(NormalDistribution.quantile(1e-10) + 6.361340902404056) < 1e-11)
        #expect(abs(NormalDistribution.probability(above: 1.959963984540054) - 0.025) < 1e-15)
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1) == .infinity)
    }

    @Test func `quantiles of the t distribution are the tabulated ones`() {
        for (freedom, expected) in [(1, 12.7062), (4, 2.7764), (19, 2.0930), (1_000, 1.9623)] {
            let quantile = StudentDistribution.upperQuantile(0.025, degreesOfFreedom: freedom)
            #expect(agrees(quantile, withPrinted: expected, digits: 4))
        }
        #expect(StudentDistribution.upperQuantile(0.5, degreesOfFreedom: 3) == 0)
    }
}
