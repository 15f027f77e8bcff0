import EngineModel
import Testing

/// The readiness-gate project's CPU sweep: a true batcher against one slot.
@Suite struct ReadinessGateSweepTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let workers: Int
        /// TTFT p50 in seconds: of the reference's model, and as published.
        let model: Double
        let published: Double
        /// tok/s of the reference's model.
        let rate: Double

        var testDescription: String { "\(workers) workers" }
    }

    static let vllm = [
        Row(workers: 1, model: 0.105, published: 0.110, rate: 18.9),
        Row(workers: 2, model: 0.144, published: 0.138, rate: 17.7),
        Row(workers: 4, model: 0.245, published: 0.225, rate: 16.8),
        Row(workers: 8, model: 0.363, published: 0.327, rate: 14.8),
        Row(workers: 16, model: 0.608, published: 0.591, rate: 11.8),
    ]

    static let ollama = [
        Row(workers: 1, model: 0.126, published: 0.204, rate: 54),
        Row(workers: 2, model: 0.322, published: 0.622, rate: 54),
        Row(workers: 4, model: 0.758, published: 0.750, rate: 54),
        Row(workers: 8, model: 3.17, published: 2.50, rate: 54),
        Row(workers: 16, model: 6.67, published: 6.90, rate: 54),
    ]

    static func window(
        _ calibration: Calibration, workers: Int, output: LengthDistribution, seed: UInt64
    ) throws -> RunWindow {
        var run = try VirtualRun(
            configuration: calibration.engine, costs: calibration.costs,
            workload: .readinessGateSweep(workers: workers, output: output), seed: seed)
        return try run.measure(seconds: 30)
    }

    /// The driver's own tok/s: all tokens over the time after the first one.
    static func rate(_ window: RunWindow) -> Double {
        SampleStatistics(
            window.records.compactMap { record in
                record.timeToFirstTokenSeconds.map {
                    Double(record.outputTokens) / (record.endToEndSeconds - $0)
                }
            }
        ).quantile(0.5)
    }

    static func windows(
        _ calibration: Calibration, _ row: Row, _ output: LengthDistribution
    ) throws -> [RunWindow] {
        try (1...8).map {
            try window(calibration, workers: row.workers, output: output, seed: $0)
        }
    }

    @Test(arguments: vllm)
    func `vLLM: TTFT grows by one prefill batch, tok/s falls`(_ row: Row) throws {
        let windows = try Self.windows(.vllmOnCPU, row, .uniform(9...11))
        let median = PublishedRun.mean(windows) { $0.timeToFirstToken.quantile(0.5) }
        #expect(abs(percentOff(median, row.model)) < 5)
        #expect(abs(percentOff(PublishedRun.mean(windows, Self.rate), row.rate)) < 5)
    }

    @Test(arguments: ollama)
    func `Ollama: TTFT grows by whole answers, tok/s stays flat`(_ row: Row) throws {
        let windows = try Self.windows(.ollamaOnCPU, row, .uniform(15...20))
        let median = PublishedRun.mean(windows) { $0.timeToFirstToken.quantile(0.5) }
        #expect(abs(percentOff(median, row.model)) < 5)
        #expect(abs(percentOff(PublishedRun.mean(windows, Self.rate), row.rate)) < 2)
    }

    @Test func `the mean errors against the published medians are the stated ones`() throws {
        let vllm = try Self.vllm.map { row in
            let windows = try Self.windows(.vllmOnCPU, row, .uniform(9...11))
            let median = PublishedRun.mean(windows) { $0.timeToFirstToken.quantile(0.5) }
            return abs(percentOff(median, row.published))
        }
        let ollama = try Self.ollama.map { row in
            let windows = try Self.windows(.ollamaOnCPU, row, .uniform(15...20))
            let median = PublishedRun.mean(windows) { $0.timeToFirstToken.quantile(0.5) }
            return abs(percentOff(median, row.published))
        }
        // Stated: 6 % for vLLM; 24 % for Ollama, 10 % of it from four workers on.
        #expect(vllm.reduce(0, +) / 5 < 8)
        #expect(ollama.reduce(0, +) / 5 < 25)
        #expect(ollama[2...].reduce(0, +) / 3 < 11.5)
    }

    @Test func `a ticker fires a late tick at once and drops the ones after it`() throws {
        // An answer takes 5.27 s: ticks at 2 and 4 are missed, one of them fires when the answer is there.
        let costs = StepCosts(
            decodeBaseSeconds: 0.010, perSequenceSeconds: 0, prefillBaseSeconds: 0.250,
            perPrefillTokenSeconds: 0)
        let workload = ClosedLoopWorkload(
            count: 1, staggerSeconds: 0, pacing: .ticker(intervalSeconds: 2), prompt: .fixed(10),
            output: .fixed(503))
        var run = try VirtualRun(
            configuration: EngineConfiguration(
                maxNumSeqs: 1, maxNumBatchedTokens: 512, kvTokens: 8192),
            costs: costs, workload: workload, seed: 1)
        let window = try run.measure(seconds: 16)
        let arrivals = window.records.map(\.arrivalSeconds)
        #expect(arrivals.count == 3)
        #expect(isClose(arrivals[1], 5.27))
        #expect(isClose(arrivals[2], 10.54))
    }

    @Test func `a ticker keeps its beat while answers are fast`() throws {
        let window = try Self.window(
            .vllmOnCPU, workers: 1, output: .fixed(10), seed: 1)
        let arrivals = window.records.map(\.arrivalSeconds)
        #expect(arrivals.count == 15)
        #expect(arrivals.enumerated().allSatisfy { isClose($1, 2 * Double($0)) })
    }
}
