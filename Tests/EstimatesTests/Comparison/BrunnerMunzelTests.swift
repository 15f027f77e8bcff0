import Estimates
import Testing

/// The expected numbers are those of R's lawstat and of SciPy 1.17.
@Suite struct BrunnerMunzelTests {
    /// Pain scores of Brunner and Munzel's paper, full of ties.
    private static let first: [Double] = [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1]
    private static let second: [Double] = [3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4]

    @Test func `the published example comes out`() throws {
        let found = try #require(
            BrunnerMunzel.compare(candidate: Self.second, baseline: Self.first))
        #expect(agrees(found.statistic, withPrinted: 3.1374675, digits: 7))
        #expect(agrees(found.degreesOfFreedom ?? 0, withPrinted: 17.682842, digits: 6))
        #expect(agrees(found.probability, withPrinted: 0.005786209, digits: 9))
        #expect(agrees(found.effect.point, withPrinted: 0.788961, digits: 6))
        #expect(agrees(found.effect.lower, withPrinted: 0.5952169, digits: 7))
        #expect(agrees(found.effect.upper, withPrinted: 0.9827052, digits: 7))
        #expect(found.effect.count == 11)
    }

    @Test func `the sides exchanged give the effect's complement`() throws {
        let found = try #require(
            BrunnerMunzel.compare(candidate: Self.first, baseline: Self.second))
        #expect(isClose(found.effect.point, 1 - 0.788961039, relative: 1e-8))
        #expect(agrees(found.probability, withPrinted: 0.005786209, digits: 9))
    }

    @Test func `few values are dealt anew in every way`() throws {
        let found = try #require(
            BrunnerMunzel.compare(
                candidate: [0.12, 0.15, 0.13, 0.14, 0.11], baseline: [0.10, 0.12, 0.09, 0.11]))
        #expect(isClose(found.statistic, 3.9389277113, relative: 1e-9))
        // 7 of the 126 deals are as extreme.
        #expect(isClose(found.probability, 7.0 / 126, relative: 1e-12))
        #expect(found.degreesOfFreedom == nil)
        // So 95 % do not exclude that neither tends to be larger.
        #expect(found.effect.lower < 0.5 + 1e-9)
    }

    @Test func `failed requests are the largest values and equal each other`() throws {
        let baseline = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, .infinity]
        let candidate = [1.0, 2, 3, 4, 5, 6, 7, 8, .infinity, .infinity]
        let found = try #require(
            BrunnerMunzel.compare(candidate: candidate, baseline: baseline))
        let finite = try #require(
            BrunnerMunzel.compare(
                candidate: candidate.map { min($0, 100) }, baseline: baseline.map { min($0, 100) })
        )
        #expect(found == finite)
        #expect(found.effect.point > 0.5)
    }

    @Test func `samples that do not overlap keep a bound inside`() throws {
        let found = try #require(
            BrunnerMunzel.compare(candidate: [5, 6, 7, 8], baseline: [1, 2, 3]))
        #expect(found.effect.point == 1 && found.effect.upper == 1)
        // Three of three: at least 0.025^(1/3).
        #expect(isClose(found.effect.lower, 0.2924017738, relative: 1e-8))
        #expect(isClose(found.probability, 2.0 / 35, relative: 1e-12))
    }

    @Test func `values that are all equal say nothing`() throws {
        let found = try #require(
            BrunnerMunzel.compare(candidate: [1, 1, 1], baseline: [1, 1]))
        #expect(found.effect.point == 0.5 && found.effect.lower == 0 && found.effect.upper == 1)
        #expect(found.probability == 1)
    }

    @Test func `a single value has no spread to judge by`() {
        #expect(BrunnerMunzel.compare(candidate: [1], baseline: [1, 2]) == nil)
    }

    /// Spreads that differ tenfold, counts that differ twofold, values rounded until they tie: what
    /// breaks the test of Mann and Whitney.
    @Test func `it refuses equal medians no more often than it says`() throws {
        var random = SplitMix64(seed: 11)
        var refused = 0
        let runs = 2_000
        for _ in 0..<runs {
            let wide = (0..<15).map { _ in
                ((random.nextUniform() - 0.5) * 100).rounded()
            }
            let narrow = (0..<30).map { _ in
                ((random.nextUniform() - 0.5) * 10).rounded()
            }
            let found = try #require(BrunnerMunzel.compare(candidate: wide, baseline: narrow))
            if found.probability <= 0.05 { refused += 1 }
        }
        // 5 % of 2,000 is 100 with a standard error of 9.7; the approximation is a little liberal.
        #expect(refused <= 135, "\(refused) of \(runs)")
        #expect(refused >= 60, "\(refused) of \(runs)")
    }
}
