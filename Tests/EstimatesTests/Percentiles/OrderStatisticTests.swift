import Estimates
import Testing

@Suite struct OrderStatisticTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var count: Int
        var ranks: [(Int?, Int?)]
        var testDescription: String { "n = \(count)" }
    }

    static let shares = [0.5, 0.9, 0.95, 0.99]
    static let table: [Row] = [
        Row(count: 10, ranks: [(2, 9), (7, nil), (8, nil), (9, nil)]),
        Row(count: 30, ranks: [(10, 21), (23, nil), (26, nil), (28, nil)]),
        Row(count: 100, ranks: [(40, 61), (84, 96), (90, 100), (97, nil)]),
        Row(count: 300, ranks: [(133, 168), (259, 281), (277, 293), (293, nil)]),
        Row(count: 1_000, ranks: [(469, 532), (881, 919), (936, 964), (983, 997)]),
    ]

    @Test(arguments: table)
    func `two-sided ranks are the tabulated ones`(_ row: Row) {
        for (share, expected) in zip(Self.shares, row.ranks) {
            let ranks = OrderStatistic.ranks(share: share, count: row.count)
            #expect(ranks.lower == expected.0, "lower rank of \(share)")
            #expect(ranks.upper == expected.1, "upper rank of \(share)")
        }
    }

    @Test func `an upper bound exists from the tabulated sample sizes on`() {
        let shares = [0.9, 0.95, 0.99, 0.999]
        #expect(shares.map { OrderStatistic.neededCount(share: $0) } == [29, 59, 299, 2_995])
        #expect(
            shares.prefix(3).map { OrderStatistic.neededCount(share: $0, sidedness: .twoSided) }
                == [36, 72, 368])
        for share in shares {
            let needed = OrderStatistic.neededCount(share: share) ?? 0
            let just = OrderStatistic.ranks(share: share, count: needed, sidedness: .upperBound)
            let short = OrderStatistic.ranks(
                share: share, count: needed - 1, sidedness: .upperBound)
            #expect(just.upper == needed && short.upper == nil)
        }
    }

    @Test func `no sample bounds the extremes`() {
        #expect(OrderStatistic.neededCount(share: 1) == nil)
        #expect(OrderStatistic.neededCount(share: 0, sidedness: .lowerBound) == nil)
        #expect(OrderStatistic.neededCount(share: 0.05, sidedness: .lowerBound) == 59)
    }

    @Test func `the point is the nearest rank`() {
        #expect(OrderStatistic.nearestRank(share: 0.95, count: 20) == 19)
        #expect(OrderStatistic.nearestRank(share: 0.95, count: 21) == 20)
        #expect(OrderStatistic.nearestRank(share: 0.07, count: 100) == 7)
        #expect(OrderStatistic.nearestRank(share: 0, count: 5) == 1)
        #expect(OrderStatistic.nearestRank(share: 1, count: 5) == 5)
        #expect(OrderStatistic.nearestRank(share: 0.5, count: 1) == 1)
    }

    @Test func `a percentile carries its ranks`() {
        let sample = (1...100).map(Double.init)
        let p95 = OrderStatistic.percentile(sorted: sample, share: 0.95)
        #expect(p95.point == 95 && p95.lower == 90 && p95.upper == 100 && p95.count == 100)
        #expect(p95.method == .orderStatistic)
        let p99 = OrderStatistic.percentile(sorted: sample, share: 0.99)
        #expect(p99.point == 99 && p99.lower == 97 && p99.upper == .infinity)
    }

    @Test func `failed requests are slower than any limit`() {
        let sample = Array(repeating: 0.1, count: 280) + Array(repeating: .infinity, count: 20)
        let p95 = OrderStatistic.percentile(sorted: sample, share: 0.95)
        #expect(p95.point == .infinity && p95.lower == 0.1 && p95.upper == .infinity)
        #expect(p95.judged(against: .atMost(1_000_000)) == .undecided)
        let dead = OrderStatistic.percentile(
            sorted: Array(repeating: Double.infinity, count: 300), share: 0.95)
        #expect(dead.judged(against: .atMost(1_000_000)) == .violated)
    }

    @Test func `an empty sample knows nothing`() {
        let empty = OrderStatistic.percentile(sorted: [], share: 0.5)
        #expect(empty.point.isNaN && empty.count == 0)
        #expect(empty.judged(against: .atMost(1)) == .undecided)
    }

    @Test func `judging the percentile and judging the share agree`() {
        // p95 <= T and "at least 95 % are within T" are one statement, at every count.
        for trials in [10, 59, 60, 93, 124, 200, 300] {
            for good in max(0, trials - 40)...trials {
                let sample =
                    Array(repeating: 0.5, count: good)
                    + Array(repeating: 2, count: trials - good)
                let byPercentile = OrderStatistic.percentile(sorted: sample, share: 0.95)
                    .judged(against: .atMost(1))
                let byShare = BinomialInterval.clopperPearson(successes: good, trials: trials)
                    .judged(against: .atLeast(0.95))
                #expect(byPercentile == byShare, "\(good) of \(trials)")
            }
        }
    }

    @Test func `the interval holds the true percentile as often as it says`() {
        // Uniform samples: the true percentile is the share itself.
        var random = SplitMix64(seed: 77)
        let runs = 2_000
        var held = 0
        for _ in 0..<runs {
            let sample = (0..<100).map { _ in random.nextUniform() }.sorted()
            let estimate = OrderStatistic.percentile(sorted: sample, share: 0.9)
            #expect(estimate.lower <= estimate.point && estimate.point <= estimate.upper)
            if estimate.lower <= 0.9 && 0.9 <= estimate.upper { held += 1 }
        }
        // At least 95 %, less four standard errors of 0.5 %.
        #expect(Double(held) / Double(runs) > 0.93)
    }

    @Test func `ranks widen with confidence and keep the nearest rank inside`() {
        var random = SplitMix64(seed: 4_711)
        for _ in 0..<200 {
            let count = Int.random(in: 1...3_000, using: &random)
            let share = random.nextUniform()
            let narrow = OrderStatistic.ranks(share: share, count: count, confidence: 0.9)
            let wide = OrderStatistic.ranks(share: share, count: count, confidence: 0.99)
            let nearest = OrderStatistic.nearestRank(share: share, count: count)
            #expect((wide.lower ?? 0) <= (narrow.lower ?? 0))
            #expect((narrow.lower ?? 0) <= nearest)
            #expect(nearest <= (narrow.upper ?? .max))
            #expect((narrow.upper ?? .max) <= (wide.upper ?? .max))
        }
    }
}
