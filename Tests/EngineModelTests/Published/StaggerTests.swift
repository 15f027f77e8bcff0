import EngineModel
import Testing

/// A phase change of 0.4 s between the sessions moves the bucketed p95 by 2.5 s and nothing else.
@Suite(.timeLimit(.minutes(5))) struct StaggerTests {
    static func window(_ stagger: Double) throws -> RunWindow {
        try PublishedRun.window(
            PublishedRun.engine(maxNumSeqs: 2),
            workload: .kserveIncident(staggerSeconds: stagger), seconds: 360)
    }

    @Test(
        arguments: [(0, 7.25), (0.3, 7.25), (0.6, 7.25), (1.0, 4.77), (1.5, 4.77), (2.5, 4.77)])
    func `the reported TTFT p95 follows the phase, the throughput and the wait do not`(
        _ stagger: Double, _ reported: Double
    ) throws {
        let window = try Self.window(stagger)
        let quantile = window.prometheusQuantile(0.95, of: \.timeToFirstToken)
        #expect(abs(percentOff(quantile, reported)) < 3)
        #expect(abs(percentOff(window.outputTokensPerSecond, 228)) < 0.5)
        #expect(abs(percentOff(window.queue.mean, 2.78)) < 1.5)
    }

    @Test func `at a stagger of 2.5 s the reported E2E p95 is 9.75 s`() throws {
        let window = try Self.window(2.5)
        #expect(abs(percentOff(window.prometheusQuantile(0.95, of: \.endToEnd), 9.75)) < 1)
    }
}
