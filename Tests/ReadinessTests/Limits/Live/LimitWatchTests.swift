import Exposition
import Foundation
import Readiness
import Signals
import Synchronization
import Telemetry
import Testing

@Suite struct LimitWatchTests {
    /// A clock that jumps to where a sleep ends, and remembers the sleeps.
    final class JumpingClock: Clock, Sendable {
        private let time = Mutex(ContinuousClock.now)
        private let naps = Mutex<[Duration]>([])

        var now: ContinuousClock.Instant { time.withLock { $0 } }
        var minimumResolution: Duration { .zero }
        /// How long was slept, each time.
        var sleeps: [Duration] { naps.withLock { $0 } }

        func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
            try Task.checkCancellation()
            let nap = now.duration(to: deadline)
            naps.withLock { $0.append(nap) }
            time.withLock { $0 = deadline }
        }
    }

    private static func snapshot(
        _ source: LimitWatch.Source, running: Int, waiting: Int
    ) throws -> Snapshot {
        let body = """
            # TYPE vllm:num_requests_running gauge
            vllm:num_requests_running{engine="0"} \(running)
            # TYPE vllm:num_requests_waiting gauge
            vllm:num_requests_waiting{engine="0"} \(waiting)
            # TYPE vllm:kv_cache_usage_perc gauge
            vllm:kv_cache_usage_perc{engine="0"} 0.02
            # TYPE vllm:num_preemptions_total counter
            vllm:num_preemptions_total{engine="0"} 0

            """
        let families = try ExpositionParser.parse(Array(body.utf8))
        return Snapshot(
            url: source.url, date: Date(timeIntervalSince1970: 0), start: .now, duration: .zero,
            families: families, reading: SignalReading(families))
    }

    private func watch(
        _ clock: JumpingClock, waiting: @escaping @Sendable (Int) -> Int
    ) throws -> (LimitWatch, LimitWatch.Source) {
        let source = LimitWatch.Source(url: try ServerURL("http://127.0.0.1:1/metrics"))
        let count = Mutex(0)
        let watch = LimitWatch(clock: clock) { source in
            let number = count.withLock { number in
                defer { number += 1 }
                return number
            }
            do {
                return .success(
                    try Self.snapshot(source, running: 2, waiting: waiting(number)))
            } catch {
                return .failure(
                    FailedScrape(
                        url: source.url, date: Date(timeIntervalSince1970: 0), start: .now,
                        duration: .zero, reason: .empty(url: source.url)))
            }
        }
        return (watch, source)
    }

    @Test func `without a queue one scrape is enough`() async throws {
        let clock = JumpingClock()
        let (watch, source) = try watch(clock) { _ in 0 }
        let seen = await watch.observe([source], .whileQueueing(interval: .seconds(2)))
        #expect(seen.map(\.samples.count) == [1])
        #expect(clock.sleeps.isEmpty)
    }

    @Test func `a queue is looked at twice more, and shows the plateau`() async throws {
        let clock = JumpingClock()
        let (watch, source) = try watch(clock) { _ in 1 }
        let seen = await watch.observe([source], .whileQueueing(interval: .seconds(2)))
        #expect(clock.sleeps == [.seconds(2), .seconds(2)])
        #expect(seen.first?.samples.map(\.offset) == [.zero, .seconds(2), .seconds(4)])
        var input = LimitsInput(name: "x")
        input.add(seen)
        #expect(input.live.live(.runningRequests).map(\.text) == ["2"])
        #expect(input.observedPeak == 3)
        #expect(input.obstacle == nil)
    }

    @Test func `a time that is asked for is watched whole`() async throws {
        let clock = JumpingClock()
        let (watch, source) = try watch(clock) { _ in 0 }
        let seen = await watch.observe(
            [source], .throughout(.seconds(5), interval: .seconds(2)))
        #expect(seen.first?.samples.count == 3)
    }

    @Test func `a replica that does not answer is said, and the others are read`() async throws {
        let clock = JumpingClock()
        let dead = LimitWatch.Source(
            url: try ServerURL("http://127.0.0.1:2/metrics"), replica: "dead")
        let live = LimitWatch.Source(
            url: try ServerURL("http://127.0.0.1:1/metrics"), replica: "live")
        let watch = LimitWatch(clock: clock) { source in
            let failure = FailedScrape(
                url: source.url, date: Date(timeIntervalSince1970: 0), start: .now,
                duration: .zero, reason: .empty(url: source.url))
            guard source.replica == "live",
                let snapshot = try? Self.snapshot(source, running: 1, waiting: 0)
            else { return .failure(failure) }
            return .success(snapshot)
        }
        let seen = await watch.observe([dead, live], .once)
        #expect(seen.map(\.samples.count) == [0, 1])
        var input = LimitsInput(name: "x")
        input.add(seen)
        #expect(input.notes == ["http://127.0.0.1:2/metrics answers without any metric"])
        #expect(input.live.replicas == ["live"])
    }
}
