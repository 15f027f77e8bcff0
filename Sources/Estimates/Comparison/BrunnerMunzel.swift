/// Whether values of one sample tend to be larger than those of another, by ranks alone.
///
/// The effect is P(baseline < candidate) + P(baseline = candidate) / 2: 0.5 where neither tends to
/// be larger. Ties, unequal counts and unequal spreads are all right, and failed requests are simply
/// the largest values. Student's distribution serves from about ten values on each side; with fewer
/// its place is taken by the distribution that the studentised statistic has when the values are
/// dealt anew to the two sides.
///
/// - SeeAlso: Brunner and Munzel, "The nonparametric Behrens-Fisher problem: asymptotic theory and a
///   small-sample approximation", Biometrical Journal 42 (2000); Neubert and Brunner, "A studentized
///   permutation test for the non-parametric Behrens-Fisher problem", Computational Statistics and
///   Data Analysis 51 (2007).
package struct BrunnerMunzel: Sendable, Hashable {
    /// P(baseline < candidate) + P(baseline = candidate) / 2 with its interval.
    package var effect: Estimate
    /// How often the ranks differ this much when neither side tends to be larger; two-sided.
    package var probability: Double
    /// The studentised statistic; infinite where the samples do not overlap.
    package var statistic: Double
    /// Degrees of freedom of Student's distribution; `nil` where the values were dealt anew.
    package var degreesOfFreedom: Double?

    /// From this count on both sides Student's distribution serves.
    private static let approximableCount = 10
    /// How many deals are looked at; all of them where there are no more.
    private static let dealsMax = 10_000

    /// Compares two samples.
    ///
    /// - Parameters:
    ///   - candidate: The candidate's values in any order, without a value that is not a number.
    ///   - baseline: The baseline's.
    ///   - confidence: The confidence level of the interval, between 0 and 1.
    ///   - seed: Of the deals, where not all are looked at.
    /// - Returns: `nil` with fewer than two values on a side: nothing tells their spread.
    package static func compare(
        candidate: [Double], baseline: [Double], confidence: Double = 0.95, seed: UInt64 = 1
    ) -> BrunnerMunzel? {
        precondition(confidence > 0 && confidence < 1, "a confidence level lies between 0 and 1")
        guard candidate.count >= 2, baseline.count >= 2 else { return nil }
        let ranks = Midranks.of(baseline + candidate)
        let parts = Parts(ranks: ranks, baselineCount: baseline.count)
        var result = BrunnerMunzel(
            effect: Estimate(
                point: parts.effect, lower: 0, upper: 1,
                count: min(candidate.count, baseline.count), confidence: confidence,
                method: .brunnerMunzel),
            probability: 1, statistic: parts.statistic)
        guard parts.spread > 0 else {
            result.separate(confidence: confidence, candidate.count, baseline.count)
            return result
        }
        if min(candidate.count, baseline.count) >= approximableCount {
            let freedom = parts.degreesOfFreedom
            result.degreesOfFreedom = freedom
            result.probability =
                2
                * StudentDistribution.probability(
                    above: abs(parts.statistic), degreesOfFreedom: freedom)
            let reach =
                StudentDistribution.upperQuantile(
                    (1 - confidence) / 2, degreesOfFreedom: freedom) * parts.error
            result.reach(reach)
        } else {
            let deals = Deals(ranks: ranks, baselineCount: baseline.count, most: dealsMax, seed)
            result.probability = deals.share(atLeast: abs(parts.statistic))
            result.reach(deals.quantile(confidence) * parts.error)
        }
        return result
    }

    private mutating func reach(_ distance: Double) {
        effect.lower = max(0, effect.point - distance)
        effect.upper = min(1, effect.point + distance)
    }

    /// Samples that do not overlap, or are all one value: there is no spread to divide by.
    ///
    /// Pairing the values off gives as many independent trials as the smaller side has values, all
    /// with the same result: the exact binomial bound of that holds, if wide.
    private mutating func separate(confidence: Double, _ candidates: Int, _ baselines: Int) {
        guard effect.point != 0.5 else { return }
        let least = min(candidates, baselines)
        let bound = BinomialInterval.clopperPearson(
            successes: least, trials: least, confidence: confidence
        ).lower
        if effect.point > 0.5 { effect.lower = bound } else { effect.upper = 1 - bound }
        let deals = Deals.count(of: baselines, among: candidates + baselines)
        probability = min(1, 2 / deals)
    }
}

extension BrunnerMunzel {
    /// The effect with its standard error, from ranks among all and among its own side.
    struct Parts {
        var effect: Double
        /// The sum of both sides' variances of placements.
        var spread: Double
        var error: Double
        var statistic: Double
        var degreesOfFreedom: Double

        init(ranks: [Double], baselineCount: Int) {
            let first = Placements(Array(ranks[..<baselineCount]))
            let second = Placements(Array(ranks[baselineCount...]))
            let (n1, n2) = (first.count, second.count)
            effect = (second.meanRank - (n2 + 1) / 2) / n1
            // Variances of the placements, and of the effect made of them.
            let (v1, v2) = (first.variance / (n2 * n2), second.variance / (n1 * n1))
            let (e1, e2) = (v1 / n1, v2 / n2)
            spread = v1 + v2
            error = (e1 + e2).squareRoot()
            statistic =
                error > 0
                ? (effect - 0.5) / error
                : (effect == 0.5 ? 0 : (effect > 0.5 ? .infinity : -.infinity))
            let weight = e1 * e1 / (n1 - 1) + e2 * e2 / (n2 - 1)
            degreesOfFreedom = weight > 0 ? max(1, (e1 + e2) * (e1 + e2) / weight) : 1
        }
    }

    /// One side's ranks among all less those among itself: how many of the other side lie below.
    private struct Placements {
        var count: Double
        var meanRank: Double
        var variance: Double

        init(_ ranks: [Double]) {
            count = Double(ranks.count)
            meanRank = ranks.reduce(0, +) / count
            let own = Midranks.of(ranks)
            let shift = meanRank - (count + 1) / 2
            variance =
                zip(ranks, own).reduce(0) { sum, pair in
                    let off = pair.0 - pair.1 - shift
                    return sum + off * off
                } / (count - 1)
        }
    }
}
