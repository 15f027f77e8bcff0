import Estimates
import Load
import Readiness
import Testing

@Suite struct LatencySummarizerTests {
    private func summary(_ metric: ObjectiveMetric, _ probes: [ProbeRecord]) -> LatencySummary? {
        LatencySummarizer.summaries(of: probes, confidence: 0.95).first { $0.metric == metric }
    }

    /// Answers whose TTFT is 1 millisecond, 2 milliseconds and so on.
    private func ramp(_ count: Int) -> [ProbeRecord] {
        (1...count).map { .good($0 - 1, ttft: .milliseconds($0)) }.shuffled()
    }

    @Test func `percentiles are nearest-rank values with their intervals`() throws {
        let ttft = try #require(summary(.ttft, ramp(100)))
        #expect(ttft.percentiles.map(\.rank) == [50, 90, 95, 99])
        #expect(
            ttft.percentiles.map { Int(($0.value.point * 1000).rounded()) } == [50, 90, 95, 99])
        // Two-sided 95 % ranks of 100: p95 between the 90th and the largest.
        #expect(ttft.percentiles[2].value.lower == 0.090)
        #expect(ttft.percentiles[2].value.upper == 0.100)
        #expect(ttft.range == 0.001...0.100)
        #expect(ttft.count == 100)
    }

    @Test func `failures are infinitely slow`() throws {
        let probes = ramp(90) + (90..<100).map { .broken($0) }
        let ttft = try #require(summary(.ttft, probes))
        #expect(ttft.percentiles[1].value.point == 0.090)
        #expect(ttft.percentiles[2].value.point == .infinity)
        #expect(ttft.count == 100)
        #expect(ttft.range == 0.001...0.090)
    }

    @Test func `for throughput failures stand still`() throws {
        let probes = (0..<60).map { ProbeRecord.good($0) } + (60..<100).map { .broken($0) }
        let speed = try #require(summary(.throughput, probes))
        #expect(speed.percentiles[0].value.point == 50)
        #expect(speed.percentiles[0].value.lower == 0)
        #expect(speed.range == 50...50)
        #expect(speed.count == 100)
    }

    @Test func `requests cut short are left out`() {
        let probes = ramp(10) + [.cut(10, after: .seconds(100))]
        #expect(summary(.ttft, probes)?.count == 10)
    }

    @Test func `a metric that no answer has is not summarised`() {
        let probes = (0..<20).map { ProbeRecord.foreign($0, isGood: $0 > 3) }
        let metrics = LatencySummarizer.summaries(of: probes, confidence: 0.95).map(\.metric)
        #expect(metrics == [.e2e])
        #expect(LatencySummarizer.observed(.ttft, in: probes, confidence: 0.95) == nil)
        #expect(LatencySummarizer.observed(.itl, in: probes, confidence: 0.95) == nil)
        #expect(LatencySummarizer.observed(.e2e, in: probes, confidence: 0.95) != nil)
    }

    @Test func `without any answer there is nothing to summarise, and everything is slow`() {
        let probes = (0..<3).map { ProbeRecord.broken($0) }
        #expect(LatencySummarizer.summaries(of: probes, confidence: 0.95).isEmpty)
        let observed = LatencySummarizer.observed(.ttft, in: probes, confidence: 0.95)
        #expect(observed?.point == .infinity)
        #expect(LatencySummarizer.observed(.ttft, in: [], confidence: 0.95) == nil)
    }

    @Test func `a request that was sent has not failed at connecting`() throws {
        var fresh = ProbeRecord.good()
        fresh.reusedConnection = false
        fresh.connect = .milliseconds(3)
        fresh.resolve = .milliseconds(1)
        let connect = try #require(summary(.connect, [fresh, .good(1), .broken(2)]))
        #expect(connect.count == 1)
        #expect(connect.percentiles[0].value.point == 0.004)
        let refused = try #require(summary(.connect, [fresh, .refused(1)]))
        #expect(refused.count == 2)
        #expect(refused.percentiles[3].value.point == .infinity)
    }

    @Test func `gaps are pooled and resampled by request`() throws {
        let probes = (0..<50).map {
            ProbeRecord.good($0, gap: .milliseconds($0 % 10 == 0 ? 80 : 20))
        }
        let itl = try #require(summary(.itl, probes))
        #expect(itl.count == 150)
        #expect(itl.percentiles[0].value.point == 0.02)
        #expect(itl.percentiles[2].value.point == 0.08)
        #expect(itl.percentiles[2].value.method == .clusterBootstrap)
        #expect(itl.percentiles[2].value.count == 50)
        #expect(itl.range == 0.02...0.08)
        #expect(summary(.itl, probes) == itl)
    }

    @Test func `a failed request counts as the infinite gaps that an answer would have had`() throws
    {
        let probes = (0..<8).map { ProbeRecord.good($0) } + [.broken(8), .broken(9)]
        let itl = try #require(summary(.itl, probes))
        #expect(itl.count == 30)
        #expect(itl.percentiles[0].value.point == 0.02)
        #expect(itl.percentiles[2].value.point == .infinity)
        #expect(itl.range == 0.02...0.02)
        // What it had delivered counts as delivered.
        var half = ProbeRecord.broken(8, outcome: "truncated")
        half.gaps = [.milliseconds(20), .milliseconds(20)]
        #expect(summary(.itl, [.good(0), half])?.count == 6)
    }

    @Test func `shares of requests carry exact intervals`() throws {
        let probes = (0..<19).map { ProbeRecord.good($0) } + [.broken(19), .cut(20, after: .zero)]
        let failing = try #require(
            LatencySummarizer.observed(.errors, in: probes, confidence: 0.95))
        #expect(abs(failing.point - 0.05) < 1e-12 && failing.count == 20)
        #expect(abs(failing.upper - 0.2487) < 1e-4 && abs(failing.lower - 0.0013) < 1e-4)
        let succeeding = Objective(metric: .successRate, statistic: .share, threshold: 0.9)
        #expect(
            LatencySummarizer.observed(succeeding, in: probes, confidence: 0.95)?.point == 0.95)
        #expect(LatencySummarizer.observed(.errors, in: [], confidence: 0.95) == nil)
    }

    @Test func `the server's signals are not observed here`() {
        #expect(LatencySummarizer.observed(.kvCache, in: ramp(5), confidence: 0.95) == nil)
        #expect(LatencySummarizer.observed(.preemptions, in: ramp(5), confidence: 0.95) == nil)
    }
}
