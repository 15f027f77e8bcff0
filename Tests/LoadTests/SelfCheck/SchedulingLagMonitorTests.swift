import Load
import NIOCore
import NIOPosix
import Synchronization
import Testing

@Suite struct SchedulingLagMonitorTests {
    /// A clock and a loop that the test turns by hand.
    private final class Hands: Sendable {
        private struct State {
            var offset = Duration.zero
            var ticks: [(due: Duration, run: @Sendable () -> Void)] = []
        }

        private let origin = ContinuousClock.now
        private let state = Mutex(State())

        var now: ContinuousClock.Instant { origin + state.withLock { $0.offset } }
        var waiting: Int { state.withLock { $0.ticks.count } }

        func schedule(_ wait: Duration, _ tick: @escaping @Sendable () -> Void) {
            state.withLock { $0.ticks.append((due: $0.offset + wait, run: tick)) }
        }

        func set(milliseconds: Int) { state.withLock { $0.offset = .milliseconds(milliseconds) } }

        /// Runs what is due.
        func turn() {
            let due = state.withLock { state in
                let (due, later) = (
                    state.ticks.filter { $0.due <= state.offset },
                    state.ticks.filter { $0.due > state.offset }
                )
                state.ticks = later
                return due
            }
            for tick in due { tick.run() }
        }
    }

    private let hands = Hands()

    private func monitor() -> SchedulingLagMonitor {
        let hands = hands
        return SchedulingLagMonitor(
            interval: .milliseconds(10), now: { hands.now },
            schedule: { hands.schedule($0, $1) })
    }

    /// Lets the loop run when the clock shows this time.
    private func tick(at milliseconds: Int) {
        hands.set(milliseconds: milliseconds)
        hands.turn()
    }

    @Test func `nothing is known before the first tick`() {
        let monitor = monitor()
        monitor.start()
        #expect(monitor.summary() == nil)
    }

    @Test func `ticks in time show no lag`() {
        let monitor = monitor()
        monitor.start()
        for time in 1...5 { tick(at: time * 10) }
        #expect(
            monitor.summary()
                == SchedulingLag(count: 5, median: .zero, p99: .zero, largest: .zero))
    }

    @Test func `a stalled loop shows how late it was for every tick it swallowed`() throws {
        let monitor = monitor()
        monitor.start()
        tick(at: 10)
        // Due at 20, comes at 120: it stands for the ticks of 20, 30 ... 110.
        tick(at: 120)
        let lag = try #require(monitor.summary())
        #expect(lag.count == 11)
        #expect(lag.largest == .milliseconds(100))
        // After a stall the next tick has its whole interval.
        tick(at: 130)
        #expect(monitor.summary()?.count == 12)
    }

    @Test func `a tick that is overdue at the end counts`() throws {
        let monitor = monitor()
        monitor.start()
        hands.set(milliseconds: 45)
        monitor.stop()
        let lag = try #require(monitor.summary())
        #expect(lag.count == 4)
        #expect(lag.largest == .milliseconds(35))
    }

    @Test func `a stopped monitor takes no more ticks`() {
        let monitor = monitor()
        monitor.start()
        tick(at: 10)
        monitor.stop()
        tick(at: 500)
        #expect(monitor.summary()?.count == 1)
        #expect(monitor.summary()?.largest == .zero)
    }

    @Test func `starting twice ticks once`() {
        let monitor = monitor()
        monitor.start()
        monitor.start()
        tick(at: 10)
        #expect(monitor.summary()?.count == 1)
        monitor.stop()
        monitor.start()
        tick(at: 20)
        #expect(monitor.summary()?.count == 2)
    }

    @Test func `a forgotten monitor stops ticking`() {
        var monitor: SchedulingLagMonitor? = monitor()
        monitor?.start()
        tick(at: 10)
        #expect(hands.waiting == 1)
        monitor = nil
        tick(at: 20)
        #expect(hands.waiting == 0)
    }

    @Test(.timeLimit(.minutes(1))) func `a real event loop ticks`() async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let monitor = SchedulingLagMonitor(eventLoop: loop, interval: .milliseconds(1))
        monitor.start()
        while (monitor.summary()?.count ?? 0) < 5 {
            // Each turn is one of the loop itself, after whatever is due there.
            try await loop.submit {}.get()
        }
        monitor.stop()
        #expect((monitor.summary()?.largest ?? .zero) >= .zero)
    }
}
