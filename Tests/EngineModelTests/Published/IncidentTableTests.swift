import EngineModel
import Testing

/// The KServe incident, before (2 slots) and after (16 slots): four seeds, three windows of 300 s each.
@Suite(.timeLimit(.minutes(5))) struct IncidentTableTests {
    /// Before and after the fix.
    enum Side: Sendable { case before, after }

    /// One line of the published table.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let side: Side
        let published: Double
        /// What the reference's own model misses the published value by, in percent.
        let statedResidual: Double
        let figure: @Sendable (RunWindow) -> Double
    }

    static let before = windows(maxNumSeqs: 2)
    static let after = windows(maxNumSeqs: 16)

    static func windows(maxNumSeqs: Int) -> [RunWindow] {
        (1...4).flatMap { seed -> [RunWindow] in
            guard
                var run = try? VirtualRun(
                    configuration: PublishedRun.engine(maxNumSeqs: maxNumSeqs),
                    costs: Calibration.gemma26BOnL40S.costs, workload: .kserveIncident(),
                    seed: UInt64(seed)),
                (try? run.advance(to: 100)) != nil
            else { return [] }
            return (0..<3).compactMap { _ in try? run.measure(seconds: 300) }
        }
    }

    static let rows: [Row] = [
        Row(testDescription: "TTFT p95 before", side: .before, published: 7.25, statedResidual: 0) {
            $0.prometheusQuantile(0.95, of: \.timeToFirstToken)
        },
        Row(
            testDescription: "queue p95 before", side: .before, published: 9.51,
            statedResidual: -0.3
        ) { $0.prometheusQuantile(0.95, of: \.queueTime) },
        Row(testDescription: "E2E p95 before", side: .before, published: 14.5, statedResidual: 0) {
            $0.prometheusQuantile(0.95, of: \.endToEnd)
        },
        Row(
            testDescription: "ITL p95 before", side: .before, published: 9.589e-3,
            statedResidual: 0.6
        ) { $0.prometheusQuantile(0.95, of: \.interTokenLatency) },
        Row(
            testDescription: "output tok/s before", side: .before, published: 227.8,
            statedResidual: 0.1
        ) { $0.outputTokensPerSecond },
        Row(
            testDescription: "KV usage p95 before", side: .before, published: 0.02,
            statedResidual: 4.7
        ) { $0.kvCacheUsage.quantile(0.95) },
        Row(
            testDescription: "TTFT p95 after", side: .after, published: 203.87e-3,
            statedResidual: -2.8
        ) { $0.prometheusQuantile(0.95, of: \.timeToFirstToken) },
        Row(testDescription: "queue p95 after", side: .after, published: 0.285, statedResidual: 0) {
            $0.prometheusQuantile(0.95, of: \.queueTime)
        },
        Row(testDescription: "E2E p95 after", side: .after, published: 9.75, statedResidual: 0) {
            $0.prometheusQuantile(0.95, of: \.endToEnd)
        },
        Row(
            testDescription: "ITL p95 after", side: .after, published: 15.71e-3,
            statedResidual: -0.1
        ) { $0.prometheusQuantile(0.95, of: \.interTokenLatency) },
        Row(
            testDescription: "output tok/s after", side: .after, published: 308.4,
            statedResidual: 0
        ) { $0.outputTokensPerSecond },
        Row(
            testDescription: "KV usage p95 after", side: .after, published: 0.0318,
            statedResidual: -13.4
        ) { $0.kvCacheUsage.quantile(0.95) },
    ]

    /// Half a percent is what other random numbers move the mean of twelve windows by.
    @Test(arguments: rows)
    func `the published table is met as well as the reference meets it`(_ row: Row) {
        let windows = row.side == .before ? Self.before : Self.after
        #expect(windows.count == 12)
        let residual = percentOff(PublishedRun.mean(windows, row.figure), row.published)
        #expect(abs(residual) <= abs(row.statedResidual) + 0.5)
    }

    @Test func `nothing is preempted on either side`() {
        #expect((Self.before + Self.after).allSatisfy { $0.preemptions == 0 })
    }

    @Test func `the truth before: a mean wait of 2.8 s behind a p95 of 7.25 s`() {
        let windows = Self.before
        let firstToken = PublishedRun.mean(windows) { $0.timeToFirstToken.mean }
        #expect(abs(percentOff(firstToken, 2.85)) < 1)
        let firstTokenTail = PublishedRun.mean(windows) { $0.timeToFirstToken.quantile(0.95) }
        #expect(abs(percentOff(firstTokenTail, 5.39)) < 1)
        let largest = windows.map(\.timeToFirstToken.max).max() ?? .nan
        #expect(abs(percentOff(largest, 5.5)) < 1)
        #expect(abs(percentOff(PublishedRun.mean(windows) { $0.queue.mean }, 2.78)) < 1)
        #expect(abs(percentOff(PublishedRun.mean(windows) { $0.endToEnd.mean }, 8.92)) < 1)
        let tail = PublishedRun.mean(windows) { $0.endToEnd.quantile(0.95) }
        #expect(abs(percentOff(tail, 11.46)) < 1)
        let gap = PublishedRun.mean(windows) { $0.interTokenLatency.mean }
        #expect(abs(percentOff(gap, 8.68e-3)) < 0.5)
    }

    @Test func `the truth after: a wait of milliseconds behind a p95 of 285 ms`() {
        let windows = Self.after
        let firstToken = PublishedRun.mean(windows) { $0.timeToFirstToken.mean }
        #expect(abs(percentOff(firstToken, 82e-3)) < 3)
        let median = PublishedRun.mean(windows) { $0.timeToFirstToken.quantile(0.5) }
        #expect(abs(percentOff(median, 79e-3)) < 3)
        let firstTokenTail = PublishedRun.mean(windows) { $0.timeToFirstToken.quantile(0.95) }
        #expect(abs(percentOff(firstTokenTail, 117e-3)) < 5)
        // The reference says 6 ms; two sessions that meet once tend to meet again, which other draws show as 7 ms.
        #expect(abs(PublishedRun.mean(windows) { $0.queue.mean } - 6e-3) < 2e-3)
        #expect(abs(percentOff(PublishedRun.mean(windows) { $0.endToEnd.mean }, 6.52)) < 0.5)
        let tail = PublishedRun.mean(windows) { $0.endToEnd.quantile(0.95) }
        #expect(abs(percentOff(tail, 6.59)) < 0.5)
        let gap = PublishedRun.mean(windows) { $0.interTokenLatency.mean }
        #expect(abs(percentOff(gap, 9.22e-3)) < 0.5)
        let gapTail = PublishedRun.mean(windows) { $0.interTokenLatency.quantile(0.95) }
        #expect(abs(percentOff(gapTail, 10.2e-3)) < 1)
    }

    @Test func `half of the requests before did not wait`() {
        let shares = Self.before.compactMap {
            $0.histogram(\.timeToFirstToken).share(atOrBelow: 5)
        }
        #expect(shares.count == 12)
        // One request of 97 is a percent; a few of the long waits fall below 5 s.
        #expect(shares.allSatisfy { (0.49...0.535).contains($0) }, "\(shares)")
        #expect(abs(shares.reduce(0, +) / 12 - 0.507) < 0.01)
    }

    @Test func `the closed forms of a saturated loop hold`() {
        let rate = PublishedRun.mean(Self.before) { $0.outputTokensPerSecond }
        let gap = PublishedRun.mean(Self.before) { $0.interTokenLatency.mean }
        // tok/s = m O / S, and the mean wait is S (N - m) / m less the client's pause.
        let service = 2 * 700 / rate
        let wait = service * (3 - 2) / 2 - 0.28
        #expect(abs(percentOff(service, 6.14)) < 0.5)
        #expect(abs(percentOff(PublishedRun.mean(Self.before) { $0.queue.mean }, wait)) < 1)
        #expect(abs(percentOff(2 / gap, rate)) < 1.5)
        let rateAfter = PublishedRun.mean(Self.after) { $0.outputTokensPerSecond }
        let gapAfter = PublishedRun.mean(Self.after) { $0.interTokenLatency.mean }
        // Three sessions decode for 95.5 % of the time: the rest is the client's pause and prefill.
        #expect(abs(percentOff(3 / gapAfter * 0.955, rateAfter)) < 1)
    }

    @Test func `GPU utilisation is useless as a sign of saturation`() {
        #expect(PublishedRun.mean(Self.before) { $0.busyShare } > 0.999)
        #expect(PublishedRun.mean(Self.after) { $0.busyShare } > 0.97)
    }
}
