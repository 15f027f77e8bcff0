import Inference
import Load
import Readiness
import Testing

@Suite struct ObjectiveFindingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var probe: ProbeRecord
        /// What the request says about `METRIC p95 <= 0.05 s`, in the order of `metrics`.
        var findings: [Objective.ProbeFinding]
        var testDescription: String { name }

        init(_ name: String, _ probe: ProbeRecord, _ findings: Objective.ProbeFinding...) {
            self.name = name
            self.probe = probe
            self.findings = findings
        }
    }

    static let metrics: [ObjectiveMetric] = [.ttft, .ttfb, .ttfc, .e2e, .tpot, .connect]

    private static func with(
        _ record: ProbeRecord, _ change: (inout ProbeRecord) -> Void
    ) -> ProbeRecord {
        var record = record
        change(&record)
        return record
    }

    /// A new connection that took this long.
    private static func connected(_ record: ProbeRecord, in time: Duration) -> ProbeRecord {
        with(record) {
            $0.reusedConnection = false
            $0.connect = time
            $0.requestWritten = time
        }
    }

    /// A connection that was being opened when the request ended.
    private static func unconnected(_ record: ProbeRecord) -> ProbeRecord {
        with(record) {
            $0.reusedConnection = false
            $0.requestWritten = nil
        }
    }

    static let cases: [Case] = [
        // First byte after 33 ms, first token after 100 ms, 20 ms a token, end after 160 ms.
        Case("good", .good(), .outside, .within, .within, .outside, .within, .silent),
        Case(
            "fast", .good(ttft: .milliseconds(10), gap: .milliseconds(1)),
            .within, .within, .within, .within, .within, .silent),
        Case(
            "fast connection", connected(.good(), in: .milliseconds(50)),
            .outside, .within, .within, .outside, .within, .within),
        Case(
            "slow connection", connected(.good(), in: .milliseconds(51)),
            .outside, .within, .within, .outside, .within, .outside),
        Case(
            "one token", with(.good()) { $0.timePerOutputToken = nil },
            .outside, .within, .within, .outside, .silent, .silent),
        Case("other tool", .foreign(), .silent, .silent, .silent, .outside, .silent, .silent),
        // Failed: outside everything but the connection, which it had.
        Case("500", .broken(), .outside, .outside, .outside, .outside, .outside, .silent),
        Case(
            "500 on a new connection", connected(.broken(), in: .milliseconds(1)),
            .outside, .outside, .outside, .outside, .outside, .within),
        Case(
            "500 on a slow new connection", connected(.broken(), in: .seconds(1)),
            .outside, .outside, .outside, .outside, .outside, .outside),
        Case(
            "timed out while connecting", unconnected(.broken(outcome: "timeout_total")),
            .outside, .outside, .outside, .outside, .outside, .outside),
        Case(
            "other tool's failure", .foreign(isGood: false),
            .outside, .outside, .outside, .outside, .outside, .silent),
        Case("refused", .refused(), .outside, .outside, .outside, .outside, .outside, .outside),
        Case(
            "TLS refused", with(.refused()) { $0.connect = .milliseconds(1) },
            .outside, .outside, .outside, .outside, .outside, .outside),
        Case(
            "401", .made(outcome: "unauthorized", .configuration),
            .outside, .outside, .outside, .outside, .outside, .silent),
        // Cut short by the end of the run.
        Case(
            "cut early", .cut(after: .milliseconds(40)),
            .silent, .silent, .silent, .silent, .silent, .silent),
        Case(
            "cut at the limit", .cut(after: .milliseconds(50)),
            .silent, .silent, .silent, .silent, .silent, .silent),
        Case(
            "cut late, without a byte", .cut(after: .milliseconds(51)),
            .outside, .outside, .outside, .outside, .silent, .silent),
        Case(
            "cut late, with an early token",
            with(.cut(after: .milliseconds(60), ttft: .milliseconds(30))) {
                $0.timeToFirstByte = .milliseconds(20)
                $0.timeToFirstChunk = .milliseconds(20)
            },
            .within, .within, .within, .outside, .silent, .silent),
        Case(
            "cut early, with a token",
            with(.cut(after: .milliseconds(40), ttft: .milliseconds(30))) {
                $0.timeToFirstByte = .milliseconds(20)
                $0.timeToFirstChunk = .milliseconds(20)
                $0.timePerOutputToken = .milliseconds(1)
            },
            .within, .within, .within, .silent, .silent, .silent),
        Case(
            "cut early while connecting", unconnected(.cut(after: .milliseconds(40))),
            .silent, .silent, .silent, .silent, .silent, .silent),
        Case(
            "cut late while connecting", unconnected(.cut(after: .milliseconds(60))),
            .outside, .outside, .outside, .outside, .silent, .outside),
        Case(
            "cut early after connecting", connected(.cut(after: .milliseconds(4)), in: .zero),
            .silent, .silent, .silent, .silent, .silent, .within),
    ]

    @Test(arguments: cases) func `times are judged`(test: Case) {
        for (metric, expected) in zip(Self.metrics, test.findings) {
            let objective = Objective(
                metric: metric, statistic: .percentile(95), threshold: 0.05)
            #expect(objective.finding(on: test.probe) == expected, "\(metric)")
        }
        #expect(test.findings.count == Self.metrics.count)
    }

    @Test func `the limit itself is inside`() {
        let limit = Objective(metric: .ttft, statistic: .percentile(95), threshold: 0.1)
        #expect(limit.finding(on: .good(ttft: .milliseconds(100))) == .within)
        #expect(limit.finding(on: .good(ttft: .nanoseconds(100_000_001))) == .outside)
    }

    @Test(arguments: 1...400) func `no rounding puts a time outside its own limit`(step: Int) throws
    {
        let time = Duration.milliseconds(step * 7)
        let limit = try Objective.parse("ttft p95 <= \(step * 7)ms")
        #expect(limit.finding(on: .good(ttft: time)) == .within)
        #expect(limit.finding(on: .good(ttft: time + .nanoseconds(1))) == .outside)
    }

    @Test func `throughput is limited from below`() {
        let least = Objective(metric: .throughput, statistic: .percentile(50), threshold: 50)
        #expect(least.finding(on: .good(gap: .milliseconds(20))) == .within)
        #expect(least.finding(on: .good(gap: .milliseconds(21))) == .outside)
        #expect(least.finding(on: .broken()) == .outside)
        #expect(least.finding(on: .foreign()) == .silent)
        #expect(least.finding(on: .cut(after: .seconds(100))) == .silent)
    }

    @Test func `a failure is outside even a limit that every value meets`() {
        let least = Objective(metric: .throughput, statistic: .percentile(50), threshold: 0)
        #expect(least.finding(on: .broken()) == .outside)
    }

    @Test(arguments: [ObjectiveMetric.errorRate, .successRate])
    func `shares of requests count requests`(metric: ObjectiveMetric) {
        let share = Objective(metric: metric, statistic: .share, threshold: 0.5)
        #expect(share.finding(on: .good()) == .within)
        #expect(share.finding(on: .foreign()) == .within)
        #expect(share.finding(on: .broken()) == .outside)
        #expect(share.finding(on: .refused()) == .outside)
        #expect(share.finding(on: .made(outcome: "forbidden", .configuration)) == .outside)
        #expect(share.finding(on: .cut(after: .seconds(1000))) == .silent)
    }
}
