import Foundation
import Readiness
import Signals
import Synchronization
import Telemetry
import Testing

/// The watch over its targets, on a clock that is moved by nobody but itself.
@Suite struct HealthWatchTests {
    /// A clock whose sleeps end at once, and which remembers until when they were.
    final class LeapingClock: Clock, Sendable {
        typealias Instant = ContinuousClock.Instant

        let begin = ContinuousClock.now
        private let moment: Mutex<Instant>

        init() { moment = Mutex(begin) }

        var now: Instant { moment.withLock { $0 } }
        var minimumResolution: Duration { .zero }

        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            moment.withLock { $0 = max($0, deadline) }
        }
    }

    /// A duration, an interval and the moments of reading in milliseconds.
    @Test(arguments: [
        ([10_000, 2_000], [0, 2_000, 4_000, 6_000, 8_000, 10_000]),
        ([5_000, 2_000], [0, 2_000, 4_000, 5_000]),
        ([500, 400], [0, 500]), ([2_000, 2_000], [0, 2_000]), ([0, 1_000], [0]),
    ])
    func `the last scrape is at the end of the window`(plan: [Int], moments: [Int]) {
        let plan = HealthWatch<ContinuousClock>.Plan(
            duration: .milliseconds(plan[0]), interval: .milliseconds(plan[1]))
        #expect(plan.moments == moments.map { .milliseconds($0) })
    }

    private static func failure(
        _ url: ServerURL, _ reason: ScrapeError
    ) -> Result<Snapshot, FailedScrape> {
        .failure(
            FailedScrape(
                url: url, date: Date(timeIntervalSince1970: 0), start: .now, duration: .zero,
                reason: reason))
    }

    private static func snapshot(_ url: ServerURL) -> Result<Snapshot, FailedScrape> {
        .success(
            Snapshot(
                url: url, date: Date(timeIntervalSince1970: 0), start: .now, duration: .zero,
                families: [], reading: SignalReading([])))
    }

    @Test func `every target is read at every moment`() async throws {
        let clock = LeapingClock()
        let watch = HealthWatch(
            targets: [try HealthTarget("http://a:8000"), try HealthTarget("http://b:8000/v1")],
            plan: .init(duration: .seconds(10), interval: .seconds(2)), clock: clock
        ) { _, url in Self.snapshot(url) }
        let logs = await watch.run()
        #expect(logs.map(\.snapshots.count) == [6, 6])
        #expect(logs.map(\.target.name) == ["a:8000", "b:8000"])
        #expect(logs[1].snapshots[0].url.description == "http://b:8000/metrics")
        #expect(clock.begin.duration(to: clock.now) == .seconds(10))
    }

    @Test func `nobody waits for what does not answer`() async throws {
        let clock = LeapingClock()
        let watch = HealthWatch(
            targets: [try HealthTarget("http://a:8000")],
            plan: .init(duration: .seconds(60), interval: .seconds(2)), clock: clock
        ) { _, url in
            Self.failure(url, .request(.connectionRefused(host: "a", port: 8000)))
        }
        let logs = await watch.run()
        #expect(logs[0].failures.count == 2)
        #expect(logs[0].endsInFailure)
    }

    @Test func `JSON at the usual path leads to TensorRT-LLM's other one`() async throws {
        let json: HealthWatch<LeapingClock>.Reader = { _, url in
            url.path == "/metrics" ? Self.failure(url, .json(url: url)) : Self.snapshot(url)
        }
        let plan = HealthWatch<LeapingClock>.Plan(duration: .seconds(4), interval: .seconds(2))
        var logs = await HealthWatch(
            targets: [try HealthTarget("http://a:8000")], plan: plan, clock: LeapingClock(),
            read: json
        ).run()
        #expect(logs[0].metrics.path == "/prometheus/metrics")
        #expect(logs[0].snapshots.count == 3)
        // Who names the path means it.
        logs = await HealthWatch(
            targets: [try HealthTarget("http://a:8000/metrics")], plan: plan,
            clock: LeapingClock(), read: json
        ).run()
        #expect(logs[0].snapshots.isEmpty)
    }

    /// How a scrape failed, and what that means.
    @Test(arguments: [
        (404, MetricsFailure.Meaning.unmeasured), (501, .unmeasured), (401, .unmeasured),
        (503, .down), (500, .down),
    ])
    func `a status is told by what it means`(status: Int, meaning: MetricsFailure.Meaning) throws {
        let url = try ServerURL("http://a:8000/metrics")
        let failure = MetricsFailure(
            .request(.status(url: url, code: status, excerpt: "")), identity: nil,
            hadAnswered: false)
        #expect(failure.meaning == meaning)
        #expect(failure.advice != nil)
    }

    @Test func `a refused connection is down, and one that broke off says so`() throws {
        let refused = ScrapeError.request(.connectionRefused(host: "a", port: 8000))
        var failure = MetricsFailure(refused, identity: nil, hadAnswered: false)
        #expect(failure.meaning == .down)
        #expect(failure.reason == "a port 8000 refuses connections: nothing listens there")
        failure = MetricsFailure(refused, identity: nil, hadAnswered: true)
        #expect(failure.reason.hasPrefix("went away in the window"))
    }
}
