import EngineModel
import Testing

/// Other numbers of sessions and slots with the parameters of the incident.
@Suite(.timeLimit(.minutes(5))) struct CounterfactualTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let sessions: Int
        let slots: Int
        /// TTFT p95 as reported, and true; mean queue; mean E2E; mean ITL; tok/s.
        let reported: Double
        let firstToken: Double
        let queue: Double
        let endToEnd: Double
        let gap: Double
        let rate: Double

        var testDescription: String { "\(sessions) sessions, \(slots) slots" }

        init(_ sessions: Int, _ slots: Int, _ figures: [Double]) {
            self.sessions = sessions
            self.slots = slots
            reported = figures[0]
            firstToken = figures[1]
            queue = figures[2]
            endToEnd = figures[3]
            gap = figures[4]
            rate = figures[5]
        }
    }

    static let rows = [
        Row(1, 2, [0.156, 0.103, 0, 5.72, 8.09e-3, 116]),
        Row(2, 2, [0.203, 0.125, 0.007, 6.12, 8.64e-3, 219]),
        Row(3, 1, [19.5, 11.36, 11.14, 16.87, 8.08e-3, 122]),
        Row(3, 2, [7.25, 5.40, 2.78, 8.92, 8.68e-3, 228]),
        Row(3, 3, [0.206, 0.118, 0.006, 6.53, 9.22e-3, 308]),
        Row(3, 16, [0.206, 0.118, 0.006, 6.53, 9.22e-3, 308]),
        Row(4, 2, [7.38, 6.07, 5.85, 11.99, 8.68e-3, 228]),
        Row(6, 2, [19.5, 12.21, 11.99, 18.13, 8.68e-3, 228]),
        Row(16, 16, [0.225, 0.132, 0.011, 11.81, 16.8e-3, 926]),
        Row(20, 16, [4.83, 3.62, 2.68, 14.65, 17.0e-3, 936]),
    ]

    /// The reference ran one seed; the mean over several is compared.
    ///
    /// Below a second the TTFT p95 rests on the few requests that met another one's prefill: over twelve seeds even a literal
    /// transcription of the reference's equations gives 0.129 to 0.154 s for 16 sessions. Hence 10 % there, and 5 % or less
    /// for everything else.
    @Test(arguments: rows)
    func `every row of the reference is met`(_ row: Row) throws {
        let windows = try (1...(row.sessions < 6 ? 6 : 2)).map { seed in
            try PublishedRun.window(
                PublishedRun.engine(maxNumSeqs: row.slots),
                workload: .kserveIncident(sessions: row.sessions), seed: seed)
        }
        let rate = PublishedRun.mean(windows) { $0.outputTokensPerSecond }
        let gap = PublishedRun.mean(windows) { $0.interTokenLatency.mean }
        let endToEnd = PublishedRun.mean(windows) { $0.endToEnd.mean }
        let queue = PublishedRun.mean(windows) { $0.queue.mean }
        let firstToken = PublishedRun.mean(windows) { $0.timeToFirstToken.quantile(0.95) }
        #expect(abs(percentOff(rate, row.rate)) < 0.6)
        #expect(abs(percentOff(gap, row.gap)) < 0.5)
        #expect(abs(percentOff(endToEnd, row.endToEnd)) < 0.5)
        if row.queue > 1 {
            #expect(abs(percentOff(queue, row.queue)) < 1.5)
            #expect(abs(percentOff(firstToken, row.firstToken)) < 2)
        } else {
            #expect(abs(queue - row.queue) < 3e-3)
            #expect(abs(percentOff(firstToken, row.firstToken)) < 10)
        }
        expectReported(row, windows)
    }

    /// Below 250 ms the reported percentile is one bucket of 150 ms, so it moves with a handful of requests.
    private func expectReported(_ row: Row, _ windows: [RunWindow]) {
        let reported = PublishedRun.mean(windows) {
            $0.prometheusQuantile(0.95, of: \.timeToFirstToken)
        }
        if row.reported > 1 {
            #expect(abs(percentOff(reported, row.reported)) < 0.5)
        } else {
            #expect(abs(reported - row.reported) < 0.025)
        }
    }
}
