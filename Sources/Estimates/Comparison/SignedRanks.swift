/// The shift between two measurements that belong together, by the ranks of their differences.
///
/// The shift is the middle of all means of two differences (Hodges and Lehmann), its interval holds
/// the shifts that the signed-rank test does not refuse, and the test itself counts every way of
/// turning signs round. Differences of zero are ranked and then dropped (Pratt), ties share their
/// rank. Right where the differences scatter equally to both sides of the shift.
///
/// - SeeAlso: Hodges and Lehmann, "Estimates of location based on rank tests", Annals of
///   Mathematical Statistics 34 (1963); Pratt, "Remarks on zeros and ties in the Wilcoxon signed
///   rank procedures", JASA 54 (1959).
package struct SignedRanks: Sendable, Hashable {
    /// The shift with its interval.
    package var shift: Estimate
    /// How often the signed ranks add up so far from nothing when there is no shift; two-sided.
    package var probability: Double

    /// Up to this count every way of turning signs round is counted; beyond it a normal
    /// distribution stands for them.
    private static let countedMax = 200

    /// A difference of this size stands for one side's failure: beyond every time, and far enough
    /// below the largest number that two of them can be added.
    private static let failure = 1e300

    /// What is taken for infinite: half a failure, and no sum of times.
    private static let infinite = 1e290

    /// Tests differences.
    ///
    /// - Parameters:
    ///   - differences: One for each pair: the candidate's value minus the baseline's. `.infinity`
    ///     where only the candidate failed, `-.infinity` where only the baseline did, 0 where both.
    ///   - confidence: The confidence level of the interval, between 0 and 1.
    /// - Returns: `nil` without a difference. The interval has no end where too few pairs there are
    ///   (at 95 %: fewer than six), or failures reach it.
    package static func test(
        _ differences: [Double], confidence: Double = 0.95
    ) -> SignedRanks? {
        precondition(confidence > 0 && confidence < 1, "a confidence level lies between 0 and 1")
        guard !differences.isEmpty else { return nil }
        let values = differences.map { min(max($0, -failure), failure) }.sorted()
        let total = values.count * (values.count + 1) / 2
        var estimate = Estimate(
            point: restored(middle(of: values, total)), lower: -.infinity, upper: .infinity,
            count: values.count, confidence: confidence, method: .signedRank)
        let cut = cut(values.count, error: (1 - confidence) / 2)
        if cut >= 1 {
            estimate.lower = restored(pairMean(values, rank: cut))
            estimate.upper = restored(pairMean(values, rank: total + 1 - cut))
        }
        return SignedRanks(shift: estimate, probability: probability(values))
    }

    private static func restored(_ value: Double) -> Double {
        abs(value) < infinite ? value : (value < 0 ? -.infinity : .infinity)
    }

    // MARK: - Means of pairs

    private static func middle(of values: [Double], _ total: Int) -> Double {
        let low = pairMean(values, rank: (total + 1) / 2)
        let high = pairMean(values, rank: total / 2 + 1)
        return low / 2 + high / 2
    }

    /// The mean of two differences (or of one with itself) that has a rank among all of them.
    ///
    /// Halving between the smallest and the largest number; each look counts the means below a
    /// value by walking the sorted differences from both ends.
    private static func pairMean(_ sorted: [Double], rank: Int) -> Double {
        var low = order(sorted[0])
        var high = order(sorted[sorted.count - 1])
        while low < high {
            let middle = (low >> 1) + (high >> 1) + (low & high & 1)
            if count(of: sorted, atMost: number(middle)) >= rank {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return number(low)
    }

    /// How many means of two are at most a value.
    private static func count(of sorted: [Double], atMost value: Double) -> Int {
        var count = 0
        var last = sorted.count - 1
        for first in sorted.indices {
            while last >= first, sorted[first] / 2 + sorted[last] / 2 > value { last -= 1 }
            guard last >= first else { break }
            count += last - first + 1
        }
        return count
    }

    /// Numbers in their order as whole numbers, so that halving reaches every one of them.
    private static func order(_ value: Double) -> Int64 {
        let bits = Int64(bitPattern: (value == 0 ? 0 : value).bitPattern)
        return bits >= 0 ? bits : Int64.min &- bits
    }

    private static func number(_ order: Int64) -> Double {
        Double(bitPattern: UInt64(bitPattern: order >= 0 ? order : Int64.min &- order))
    }

    // MARK: - Probabilities

    /// The largest k with P(W <= k - 1) <= error, for W the sum of n signed ranks without ties.
    private static func cut(_ count: Int, error: Double) -> Int {
        let n = Double(count)
        guard count <= countedMax else {
            let spread = (n * (n + 1) * (2 * n + 1) / 24).squareRoot()
            let reach = NormalDistribution.quantile(1 - error) * spread
            return max(0, Int((n * (n + 1) / 4 - reach).rounded(.down)))
        }
        let chances = chances(doubledRanks: (1...count).map { 2 * $0 })
        var sum = 0.0
        var rank = 0
        // Sums of doubled ranks are even.
        while 2 * rank < chances.count {
            sum += chances[2 * rank]
            guard sum <= error else { break }
            rank += 1
        }
        return rank
    }

    private static func probability(_ values: [Double]) -> Double {
        let ranks = Midranks.of(values.map(abs))
        let signed = zip(values, ranks).filter { $0.0 != 0 }
        guard !signed.isEmpty else { return 1 }
        let positive = signed.filter { $0.0 > 0 }.reduce(0) { $0 + $1.1 }
        let all = signed.reduce(0) { $0 + $1.1 }
        guard signed.count <= countedMax else {
            let spread = signed.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot() / 2
            return 2 * NormalDistribution.probability(above: abs(positive - all / 2) / spread)
        }
        let doubled = signed.map { Int((2 * $0.1).rounded()) }
        let chances = chances(doubledRanks: doubled)
        let extreme = Int((2 * max(positive, all - positive)).rounded())
        return min(1, 2 * chances[extreme...].reduce(0, +))
    }

    /// The probability of each sum when every rank is added or not by the toss of a coin.
    private static func chances(doubledRanks: [Int]) -> [Double] {
        var chances = Array(repeating: 0.0, count: doubledRanks.reduce(0, +) + 1)
        chances[0] = 1
        var reached = 0
        for rank in doubledRanks {
            for sum in stride(from: reached, through: 0, by: -1) {
                let half = chances[sum] / 2
                chances[sum] = half
                chances[sum + rank] += half
            }
            reached += rank
        }
        return chances
    }
}
