import EngineModel
import Testing

/// What faults look like from inside: calibration A with sixteen sessions.
@Suite(.timeLimit(.minutes(10))) struct FaultSignatureTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let engine: EngineConfiguration
        var costs = Calibration.gemma26BOnL40S.costs
        /// Seconds, in the order of the reference: TTFT p50 and p95, ITL mean, p99 and max, E2E p95.
        let times: [Double]
        let rate: Double
        /// KV usage p50 and p95, shares.
        let cache: [Double]
        let preemptionsPerRequest: Double
        let running: Double
        let waiting: Double
    }

    static let slowAPI: StepCosts = {
        var costs = Calibration.gemma26BOnL40S.costs
        costs.apiSeconds += 0.150
        return costs
    }()

    static let rows = [
        Row(
            testDescription: "healthy", engine: PublishedRun.engine(maxNumSeqs: 16),
            times: [0.089, 0.132, 16.8e-3, 77e-3, 143e-3, 11.95], rate: 926, cache: [0.10, 0.11],
            preemptionsPerRequest: 0, running: 15.4, waiting: 0),
        Row(
            testDescription: "max_num_seqs 2", engine: PublishedRun.engine(maxNumSeqs: 2),
            times: [42.8, 42.9, 8.7e-3, 10e-3, 127e-3, 49.0], rate: 228, cache: [0.013, 0.021],
            preemptionsPerRequest: 0, running: 2, waiting: 13.8),
        Row(
            testDescription: "KV 9,000 tokens",
            engine: PublishedRun.engine(maxNumSeqs: 16, kvTokens: 9_000),
            times: [0.089, 0.132, 16.8e-3, 77e-3, 143e-3, 11.95], rate: 926, cache: [0.80, 0.89],
            preemptionsPerRequest: 0, running: 15.4, waiting: 0),
        Row(
            testDescription: "KV 6,000 tokens",
            engine: PublishedRun.engine(maxNumSeqs: 16, kvTokens: 6_000),
            times: [0.136, 5.02, 18.5e-3, 86e-3, 7.606, 17.75], rate: 775, cache: [0.95, 0.997],
            preemptionsPerRequest: 1.35, running: 11.7, waiting: 4.0),
        Row(
            testDescription: "all costs x 1.5", engine: PublishedRun.engine(maxNumSeqs: 16),
            costs: Calibration.gemma26BOnL40S.costs.scaled(by: 1.5),
            times: [0.135, 0.205, 25.2e-3, 116e-3, 222e-3, 17.98], rate: 620, cache: [0.11, 0.12],
            preemptionsPerRequest: 0, running: 15.5, waiting: 0),
        Row(
            testDescription: "API +150 ms", engine: PublishedRun.engine(maxNumSeqs: 16),
            costs: slowAPI, times: [0.239, 0.282, 16.8e-3, 77e-3, 143e-3, 12.10], rate: 926,
            cache: [0.10, 0.11], preemptionsPerRequest: 0, running: 15.4, waiting: 0),
    ]

    /// The mean over three seeds within 5 %.
    ///
    /// Shares are compared with the half percent they were rounded to beside the 5 %. 10 % are allowed for a longest gap (one step
    /// out of half a million) and for a TTFT p95 below a second, which moves by that from seed to seed.
    @Test(arguments: rows)
    func `the six signatures of the reference are met`(_ row: Row) throws {
        let windows = try (1...3).map { seed in
            try PublishedRun.window(
                row.engine, workload: .kserveIncident(sessions: 16), costs: row.costs, seed: seed)
        }
        let times: [(RunWindow) -> Double] = [
            { $0.timeToFirstToken.quantile(0.5) }, { $0.timeToFirstToken.quantile(0.95) },
            { $0.interTokenLatency.mean }, { $0.interTokenLatency.quantile(0.99) },
            { $0.interTokenLatency.max }, { $0.endToEnd.quantile(0.95) },
        ]
        for (index, (figure, expected)) in zip(times, row.times).enumerated() {
            let off = percentOff(PublishedRun.mean(windows, figure), expected)
            let scatters = index == 4 || (index == 1 && expected < 1)
            #expect(abs(off) < (scatters ? 10 : 5), "time \(index) is off by \(off) %")
        }
        let rate = PublishedRun.mean(windows) { $0.outputTokensPerSecond }
        #expect(abs(percentOff(rate, row.rate)) < 1.5)
        for (share, expected) in zip([0.5, 0.95], row.cache) {
            let usage = PublishedRun.mean(windows) { $0.kvCacheUsage.quantile(share) }
            #expect(abs(usage - expected) <= 0.05 * expected + 0.005)
        }
        let running = PublishedRun.mean(windows) { $0.running.mean }
        let waiting = PublishedRun.mean(windows) { $0.waiting.mean }
        #expect(abs(running - row.running) <= 0.05 * row.running)
        #expect(abs(waiting - row.waiting) <= 0.05 * row.waiting + 0.05)
        // Counted since the start: the first fight for the cache belongs to the reference's figure.
        let preemptions = PublishedRun.mean(windows) {
            Double($0.after.preemptions) / Double($0.after.endToEnd.count)
        }
        #expect(
            abs(preemptions - row.preemptionsPerRequest) <= 0.05 * row.preemptionsPerRequest + 0.005
        )
    }

    /// The reference did not record the long session's answers; at 100 tokens its numbers come out as well.
    static func longPrompts(budget: Int, seed: UInt64) throws -> RunWindow {
        var workload = ClosedLoopWorkload.kserveIncident(sessions: 8)
        workload.sessions[7].prompt = .fixed(7_000)
        workload.sessions[7].output = .fixed(100)
        var costs = Calibration.gemma26BOnL40S.costs
        costs.perPrefillTokenSeconds = 0.25e-3
        return try PublishedRun.window(
            PublishedRun.engine(maxNumSeqs: 16, budget: budget), workload: workload, costs: costs,
            seed: seed)
    }

    @Test func `small chunks cut the longest gap and cost TTFT and throughput`() throws {
        let large = try (1...2).map { try Self.longPrompts(budget: 8192, seed: $0) }
        let small = try (1...2).map { try Self.longPrompts(budget: 512, seed: $0) }
        let largeGap = PublishedRun.mean(large) { $0.interTokenLatency.max }
        let smallGap = PublishedRun.mean(small) { $0.interTokenLatency.max }
        #expect((7...9).contains(largeGap / smallGap))
        let largeMedian = PublishedRun.mean(large) { $0.timeToFirstToken.quantile(0.5) }
        let smallMedian = PublishedRun.mean(small) { $0.timeToFirstToken.quantile(0.5) }
        #expect(smallMedian > 1.5 * largeMedian)
        let largeRate = PublishedRun.mean(large) { $0.outputTokensPerSecond }
        let smallRate = PublishedRun.mean(small) { $0.outputTokensPerSecond }
        #expect(abs(percentOff(largeRate, 270)) < 5)
        #expect(abs(percentOff(smallRate, 236)) < 5)
    }
}
