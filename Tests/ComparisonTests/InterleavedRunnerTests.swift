import Comparison
import Load
import Synchronization
import Testing

@Suite struct InterleavedRunnerTests {
    /// A clock that stands still until it is moved.
    final class HandClock: Clock {
        typealias Duration = Swift.Duration
        struct Instant: InstantProtocol {
            var offset = Swift.Duration.zero
            func advanced(by duration: Swift.Duration) -> Instant {
                Instant(offset: offset + duration)
            }
            func duration(to other: Instant) -> Swift.Duration { other.offset - offset }
            static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
        }

        private let time = Mutex(Instant())
        var now: Instant { time.withLock { $0 } }
        var minimumResolution: Swift.Duration { .zero }
        func advance(by duration: Swift.Duration) {
            time.withLock { $0 = $0.advanced(by: duration) }
        }
        func sleep(until deadline: Instant, tolerance: Swift.Duration?) async throws {}
    }

    private func run(
        _ budget: InterleavedRunner<HandClock>.Budget, clock: HandClock = HandClock(),
        stopAt: Int? = nil, each: Duration = .zero
    ) async -> (requests: [InterleavedRunner<HandClock>.Request], end: String) {
        var requests: [InterleavedRunner<HandClock>.Request] = []
        let runner = InterleavedRunner(
            budget: budget, order: InterleavedOrder(seed: 7), clock: clock)
        let end = await runner.run(
            send: { _ in clock.advance(by: each) },
            onResult: { request, _ in
                requests.append(request)
                return requests.count == stopAt ? .stop : .proceed
            })
        return (requests, end.rawValue)
    }

    @Test func `every side goes first once in a block of two rounds`() {
        for seed in UInt64(0)..<50 {
            let order = InterleavedOrder(seed: seed)
            for block in 0..<20 {
                #expect(
                    order.first(inRound: 2 * block) != order.first(inRound: 2 * block + 1))
            }
        }
        let firsts = (0..<400).map { InterleavedOrder(seed: 3).first(inRound: 2 * $0) }
        #expect((150...250).contains(firsts.count { $0 == .baseline }))
    }

    @Test func `a round is as many requests to one side, then as many to the other`() async {
        let (requests, end) = await run(.init(concurrency: 3, warmupRounds: 1, roundsMax: 4))
        #expect(end == "roundsSpent" && requests.count == 30)
        for start in stride(from: 0, to: 30, by: 6) {
            let half = requests[start..<(start + 3)]
            #expect(Set(half.map(\.side)).count == 1)
            let other = requests[(start + 3)..<(start + 6)]
            #expect(Set(other.map(\.side)) == [half.first?.side.other])
        }
        #expect(requests.count { $0.isWarmup } == 6)
        let counted = requests.filter { !$0.isWarmup && $0.side == .baseline }
        #expect(counted.map(\.index).sorted() == Array(0..<12))
        #expect(Set(counted.map(\.round)) == [0, 1, 2, 3])
        // No prompt is asked twice, on either side.
        #expect(Set(requests.map(\.prompt)).count == 30)
    }

    @Test func `when the time is up the round is brought to its end`() async {
        let (requests, end) = await run(
            .init(concurrency: 2, roundsMax: nil, timeMax: .seconds(10)), each: .seconds(1.5))
        #expect(end == "timeSpent")
        // A round takes 6 s here: the second begins at 6 s and ends at 12 s.
        #expect(requests.count == 8)
        #expect(requests.count { $0.side == .baseline } == 4)
    }

    @Test func `a stop ends the round it comes in`() async {
        let (requests, end) = await run(.init(concurrency: 2, roundsMax: 50), stopAt: 5)
        #expect(end == "stopped" && requests.count == 6)
    }

    @Test func `a cancelled run begins no round`() async {
        let clock = HandClock()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await run(.init(concurrency: 1, roundsMax: 5), clock: clock).end
        }
        #expect(await task.value == "cancelled")
    }
}
