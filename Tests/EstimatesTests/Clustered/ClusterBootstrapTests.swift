import Estimates
import Testing

@Suite struct ClusterBootstrapTests {
    /// Requests whose gaps share a level: nearly all of the spread lies between requests.
    static func correlated(
        requests: Int, gaps: Int, random: inout SplitMix64
    ) -> [[Double]] {
        (0..<requests).map { _ in
            let level = random.nextUniform()
            return (0..<gaps).map { _ in level + 0.01 * random.nextUniform() }
        }
    }

    @Test func `the same seed gives the same interval`() {
        var source = SplitMix64(seed: 1)
        let clusters = Self.correlated(requests: 40, gaps: 20, random: &source)
        var first = SplitMix64(seed: 2)
        var second = SplitMix64(seed: 2)
        let one = ClusterBootstrap.percentile(clusters: clusters, share: 0.5, using: &first)
        let two = ClusterBootstrap.percentile(clusters: clusters, share: 0.5, using: &second)
        #expect(one == two)
        #expect(one.count == 40 && one.method == .clusterBootstrap)
        #expect(one.lower <= one.point && one.point <= one.upper)
    }

    @Test func `the point is the nearest rank of all gaps pooled`() {
        var random = SplitMix64(seed: 3)
        let clusters = [[5.0, 1, 9], [], [2.0], [7.0, 3, 8, 4]]
        let pooled = clusters.flatMap { $0 }.sorted()
        for share in [0.0, 0.1, 0.5, 0.75, 0.95, 1] {
            let estimate = ClusterBootstrap.percentile(
                clusters: clusters, share: share, using: &random)
            #expect(
                estimate.point
                    == pooled[OrderStatistic.nearestRank(share: share, count: 8) - 1])
            #expect(estimate.count == 3)
        }
    }

    @Test func `gaps that are alike within requests give a wider interval than pooled ones`() {
        var random = SplitMix64(seed: 4)
        let clusters = Self.correlated(requests: 60, gaps: 50, random: &random)
        let clustered = ClusterBootstrap.percentile(
            clusters: clusters, share: 0.5, using: &random)
        let pooled = OrderStatistic.percentile(
            sorted: clusters.flatMap { $0 }.sorted(), share: 0.5)
        #expect(clustered.upper - clustered.lower > 3 * (pooled.upper - pooled.lower))
    }

    @Test func `the interval holds the true percentile nearly as often as it says`() {
        var random = SplitMix64(seed: 5)
        let runs = 300
        var held = 0
        for _ in 0..<runs {
            let clusters = Self.correlated(requests: 50, gaps: 8, random: &random)
            let estimate = ClusterBootstrap.percentile(
                clusters: clusters, share: 0.5, resamples: 200, using: &random)
            // The level is uniform, and 0.01 of a second uniform value rides on it.
            if estimate.lower <= 0.505 && 0.505 <= estimate.upper { held += 1 }
        }
        // 95 % less three standard errors of 1.3 %, and a little for being approximate.
        #expect(Double(held) / Double(runs) > 0.9)
    }

    @Test func `independent gaps give about the interval of the order statistics`() {
        var random = SplitMix64(seed: 6)
        let clusters = (0..<400).map { _ in [random.nextUniform()] }
        let bootstrap = ClusterBootstrap.percentile(
            clusters: clusters, share: 0.9, resamples: 2_000, using: &random)
        let ranks = OrderStatistic.percentile(
            sorted: clusters.flatMap { $0 }.sorted(), share: 0.9)
        #expect(abs(bootstrap.lower - ranks.lower) < 0.02)
        #expect(abs(bootstrap.upper - ranks.upper) < 0.02)
    }

    @Test func `where the draws reach the outermost value nothing bounds it`() {
        var random = SplitMix64(seed: 7)
        let clusters = Self.correlated(requests: 10, gaps: 5, random: &random)
        let p99 = ClusterBootstrap.percentile(clusters: clusters, share: 0.99, using: &random)
        #expect(p99.upper == .infinity && p99.lower.isFinite)
        let p1 = ClusterBootstrap.percentile(clusters: clusters, share: 0.01, using: &random)
        #expect(p1.lower == -.infinity && p1.upper.isFinite)
    }

    @Test(arguments: [(3, false), (4, false), (5, true), (8, true)])
    func `a percentile that hardly any request reaches has no upper bound`(
        slowRequests: Int, isBounded: Bool
    ) {
        var random = SplitMix64(seed: 11)
        let clusters = (0..<40).map { request in
            (0..<25).map { _ in (request < slowRequests ? 1 : 0) + random.nextUniform() / 2 }
        }
        // p95 lies among the gaps of the slow requests, each of which spans the whole range.
        let p95 = ClusterBootstrap.percentile(clusters: clusters, share: 0.95, using: &random)
        #expect(p95.point > 1)
        #expect(p95.hasUpperBound == isBounded)
        #expect(p95.hasLowerBound)
    }

    @Test func `equal gaps are bounded by themselves`() {
        var random = SplitMix64(seed: 8)
        let clusters = Array(repeating: Array(repeating: 0.02, count: 100), count: 100)
        let p99 = ClusterBootstrap.percentile(clusters: clusters, share: 0.99, using: &random)
        #expect(p99.point == 0.02 && p99.lower == 0.02 && p99.upper == 0.02)
    }

    @Test func `one request or none bounds nothing`() {
        var random = SplitMix64(seed: 9)
        let single = ClusterBootstrap.percentile(
            clusters: [[1, 2, 3]], share: 0.5, using: &random)
        #expect(single.point == 2 && single.lower == -.infinity && single.upper == .infinity)
        let none = ClusterBootstrap.percentile(clusters: [[], []], share: 0.5, using: &random)
        #expect(none.point.isNaN && none.count == 0)
        #expect(none.judged(against: .atMost(1)) == .undecided)
    }

    @Test func `failed gaps stay in the percentile`() {
        var random = SplitMix64(seed: 10)
        let clusters = (0..<50).map { $0 < 10 ? [Double.infinity] : [0.01, 0.02] }
        let p95 = ClusterBootstrap.percentile(clusters: clusters, share: 0.95, using: &random)
        #expect(p95.point == .infinity && p95.upper == .infinity)
    }
}
