import Comparison
import Estimates
import Load
import Readiness
import Testing

@Suite struct ComparisonTests {
    private func standing(
        _ report: ComparisonReport, _ metric: ObjectiveMetric
    ) -> ComparisonStanding? {
        report.metrics.first { $0.metric == metric }?.standing
    }

    @Test func `a half slower first token is worse, and only that`() {
        let report = Comparison.report(
            SampleRun().side("a", seed: 1), SampleRun(ttft: 0.3).side("b", seed: 2))
        #expect(report.verdict == .worse)
        #expect(standing(report, .ttft) == .worse)
        #expect(standing(report, .itl) == .same)
        #expect(standing(report, .errorRate) == .same)
    }

    @Test func `a faster candidate is better, the sides exchanged it is worse`() {
        let (slow, fast) = (
            SampleRun(gap: 0.03).side("a", seed: 1), SampleRun(gap: 0.02).side("b", seed: 2)
        )
        #expect(standing(Comparison.report(slow, fast), .itl) == .better)
        #expect(standing(Comparison.report(fast, slow), .itl) == .worse)
    }

    @Test func `the slow tail of a rate is its p5, as everywhere`() throws {
        var first = SampleRun().side("a", seed: 1)
        for index in first.records.indices {
            first.records[index].tokensPerSecond = Double(40 + index * 7 % 60)
        }
        let second = ComparedSide(place: "b", records: first.records.reversed())
        let metric = try #require(
            Comparison.report(first, second).metrics.first { $0.metric == .throughput })
        #expect(metric.statistics.map(\.statistic.name) == ["p50", "p5"])
        let low = Objective(metric: .throughput, statistic: .percentile(5), threshold: 0)
        let seen = LatencySummarizer.observed(low, in: first.counted, confidence: 0.95)
        #expect(metric.statistics[1].baseline.point == seen?.point)
        #expect(metric.statistics[1].baseline.point < metric.statistics[0].baseline.point)
    }

    @Test func `failures count as infinitely slow and as failures`() {
        let report = Comparison.report(
            SampleRun().side("a", seed: 1), SampleRun(failShare: 0.3).side("b", seed: 2))
        #expect(report.verdict == .worse)
        #expect(standing(report, .errorRate) == .worse)
        let high = report.metrics.first { $0.metric == .ttft }?.statistics.last
        #expect(high?.candidate.point == .infinity && high?.standing == .worse)
    }

    @Test func `two dead endpoints are not called the same`() {
        let report = Comparison.report(
            SampleRun(failShare: 1).side("a", seed: 1), SampleRun(failShare: 1).side("b", seed: 2))
        #expect(report.verdict == .undecided)
        #expect(report.missing.contains(.itl))
    }

    @Test func `few requests decide nothing, and the report says how many would`() throws {
        let report = Comparison.report(
            SampleRun(count: 9).side("a", seed: 1), SampleRun(count: 9).side("b", seed: 2))
        #expect(report.verdict == .undecided)
        #expect(try #require(report.needed) > 20)
    }

    @Test func `nothing on one side is undecided`() {
        let report = Comparison.report(
            SampleRun().side("a", seed: 1), SampleRun(count: 0).side("b", seed: 2))
        #expect(report.verdict == .undecided && report.metrics.isEmpty)
    }

    @Test func `rounds of one interleaved run are compared in pairs`() {
        var random = SplitMix64(seed: 3)
        // Both sides see the same weather, which is much larger than what they differ by.
        let weather = (0..<120).map { _ in 0.5 + 1.5 * random.nextUniform() }
        let report = Comparison.report(
            SampleRun(spread: 0.1, interleaved: "x", weather: weather).side("a", seed: 1),
            SampleRun(ttft: 0.25, spread: 0.1, interleaved: "x", weather: weather)
                .side("b", seed: 2))
        #expect(report.isInterleaved)
        let first = report.metrics.first { $0.metric == .ttft }?.statistics.first
        #expect(first?.statistic == .paired && first?.standing == .worse)
        let unpaired = Comparison.report(
            SampleRun(spread: 0.1, weather: weather).side("a", seed: 1),
            SampleRun(ttft: 0.25, spread: 0.1, weather: weather.reversed()).side("b", seed: 2))
        #expect(!unpaired.isInterleaved)
        #expect(
            unpaired.metrics.first { $0.metric == .ttft }?.statistics.first?.standing != .worse)
    }

    @Test func `sides of different interleaved runs are not paired`() {
        let report = Comparison.report(
            SampleRun(interleaved: "x").side("a", seed: 1),
            SampleRun(interleaved: "y").side("b", seed: 2))
        #expect(!report.isInterleaved)
    }

    @Test func `a tolerance in time is held against differences`() {
        let plan = ComparisonPlan(
            tolerances: [Tolerance(metric: .ttft, bound: .absolute(0.12))])
        let report = Comparison.report(
            SampleRun().side("a", seed: 1), SampleRun(ttft: 0.25).side("b", seed: 2), plan: plan)
        #expect(standing(report, .ttft) == .same)
        #expect(
            report.metrics.first { $0.metric == .ttft }?.statistics.first?.contrast == .difference)
    }

    @Test func `a hop that lets tokens out together is worse, and its gaps are not judged`() {
        let report = Comparison.report(
            SampleRun().side("a", seed: 1), SampleRun(bunch: 4).side("b", seed: 2))
        #expect(report.bunching?.side == .candidate)
        #expect(report.verdict == .worse && report.isBunched)
        #expect(standing(report, .itl) == nil)
        let turned = Comparison.report(
            SampleRun(bunch: 4).side("a", seed: 1), SampleRun().side("b", seed: 2))
        #expect(turned.bunching?.side == .baseline && turned.verdict != .worse)
    }

    @Test func `worse is taken back where the client's own lag explains it`() {
        var report = Comparison.report(
            SampleRun().side("a", seed: 1), SampleRun(ttft: 0.3).side("b", seed: 2))
        report.excuse(lag: .milliseconds(20))
        #expect(report.verdict == .worse && !report.isClientLate)
        report.excuse(lag: .milliseconds(120))
        #expect(report.verdict == .undecided && report.isClientLate)
    }

    @Test func `what makes it unfair is told`() {
        var other = SampleRun(model: "large", maxTokens: 64, warmup: 0)
        other.startUnixSeconds += 86_400 * 3
        let report = Comparison.report(
            SampleRun().side("a", seed: 1), other.side("b", seed: 2))
        let kinds = report.conditions.map(\.kind)
        #expect(kinds == [.model, .maxTokens, .time, .warmup])
        let same = SampleRun().side("a", seed: 1)
        #expect(Comparison.report(same, same).conditions.map(\.kind) == [.sameRun])
    }

    /// The error that matters most: calling an equal candidate worse.
    ///
    /// Values tie, counts differ, a
    /// fiftieth of the requests fails; without any tolerance every difference would count.
    @Test(arguments: [
        Calibration(metrics: [.ttft, .e2e], share: 0, runs: 1_000),
        Calibration(metrics: [.ttft, .e2e], share: 0.1, runs: 1_000),
        Calibration(metrics: [.ttft, .itl, .e2e], share: 0, runs: 60),
    ])
    func `an equal candidate is seldom called worse`(setting: Calibration) {
        let plan = ComparisonPlan(
            tolerances: setting.metrics.map { Tolerance(metric: $0, share: setting.share) }
                + [Tolerance(metric: .errorRate, bound: .absolute(setting.share / 2))],
            judged: setting.metrics + [.errorRate])
        let gaps = setting.metrics.contains(.itl) ? 6 : 0
        var counts: [ComparisonStanding: Int] = [:]
        for seed in 0..<UInt64(setting.runs) {
            let report = Comparison.report(
                SampleRun(count: 41, failShare: 0.02, gaps: gaps).side("a", seed: 2 * seed),
                SampleRun(count: 91, failShare: 0.02, gaps: gaps).side("b", seed: 2 * seed + 1),
                plan: plan)
            counts[report.verdict, default: 0] += 1
        }
        // 5 % and 2.33 standard errors of it.
        let mean = 0.05 * Double(setting.runs)
        let most = Int(mean + 2.33 * (mean * 0.95).squareRoot())
        #expect(counts[.worse, default: 0] <= most, "\(counts)")
        print("tolerance \(setting.share), \(setting.metrics.count) metrics: \(counts)")
    }

    struct Calibration: Sendable, CustomTestStringConvertible {
        var metrics: [ObjectiveMetric]
        var share: Double
        var runs: Int
        var testDescription: String { "\(metrics) at \(share)" }
    }
}
