import EngineModel
import Testing

@Suite struct VirtualRunTests {
    static func run(seed: UInt64) throws -> VirtualRun {
        try VirtualRun(
            configuration: Calibration.gemma26BOnL40S.engine,
            costs: Calibration.gemma26BOnL40S.costs, workload: .kserveIncident(), seed: seed)
    }

    @Test func `the same seed gives the same run, another one another`() throws {
        var first = try Self.run(seed: 5)
        var second = try Self.run(seed: 5)
        var other = try Self.run(seed: 6)
        try first.advance(to: 30)
        try second.advance(to: 30)
        try other.advance(to: 30)
        #expect(first.engine.records == second.engine.records)
        #expect(first.engine.metrics == second.engine.metrics)
        #expect(first.engine.records != other.engine.records)
    }

    @Test func `where a run is stopped does not change it`() throws {
        var whole = try Self.run(seed: 5)
        var parts = try Self.run(seed: 5)
        try whole.advance(to: 30)
        for second in 1...60 {
            try parts.advance(to: Double(second) / 2)
        }
        #expect(whole.engine.metrics == parts.engine.metrics)
        #expect(whole.scrapes == parts.scrapes)
    }

    @Test func `gauges are scraped at a fixed interval`() throws {
        var run = try Self.run(seed: 5)
        try run.advance(to: 10)
        #expect(run.scrapes.map(\.timeSeconds) == (0..<10).map(Double.init))
        #expect(run.scrapes[0].running == 0)
        #expect(run.scrapes[9].running == 3)
    }

    @Test func `a change of costs takes effect at the next step`() throws {
        let quiet = StepCosts(
            decodeBaseSeconds: 0.010, perSequenceSeconds: 0, prefillBaseSeconds: 0.050,
            perPrefillTokenSeconds: 0)
        var run = try VirtualRun(
            configuration: EngineConfiguration(
                maxNumSeqs: 1, maxNumBatchedTokens: 512, kvTokens: 8192),
            costs: quiet,
            workload: ClosedLoopWorkload(
                count: 1, staggerSeconds: 0, pacing: .think(meanSeconds: 0, variation: 0),
                prompt: .fixed(10), output: .fixed(4_000)),
            seed: 1)
        let before = try run.measure(seconds: 10)
        run.change(costs: quiet.scaled(by: 2))
        let after = try run.measure(seconds: 10)
        #expect(abs(percentOff(before.outputTokensPerSecond, 99.6)) < 0.2)
        #expect(abs(percentOff(after.outputTokensPerSecond, 50)) < 0.5)
    }

    @Test func `an impossible workload is refused, not dropped`() throws {
        let workload = ClosedLoopWorkload(
            count: 1, staggerSeconds: 0, pacing: .think(meanSeconds: 1, variation: 0),
            prompt: .fixed(9_000), output: .fixed(10))
        #expect(throws: SubmissionError.promptTooLong(promptTokens: 9_000, maxModelLen: 8192)) {
            try VirtualRun(
                configuration: Calibration.gemma26BOnL40S.engine,
                costs: Calibration.gemma26BOnL40S.costs, workload: workload, seed: 1)
        }
    }

    @Test func `quantiles of raw samples interpolate between order statistics`() {
        let statistics = SampleStatistics([4, 1, 3, 2])
        #expect(statistics.mean == 2.5)
        #expect(statistics.quantile(0) == 1)
        #expect(statistics.quantile(0.5) == 2.5)
        #expect(isClose(statistics.quantile(0.95), 3.85))
        #expect(statistics.quantile(1) == 4)
        #expect(SampleStatistics([]).quantile(0.5).isNaN)
        #expect(SampleStatistics([]).mean.isNaN)
    }
}
