import Load
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@Suite struct SchedulingLagMonitorTests {
    /// A monotonic clock that the test sets.
    private final class Hands: Sendable {
        private let origin = ContinuousClock.now
        private let offset = Mutex(Duration.zero)

        var now: ContinuousClock.Instant { origin + offset.withLock { $0 } }

        func set(milliseconds: Int) { offset.withLock { $0 = .milliseconds(milliseconds) } }
    }

    private let loop = NIOAsyncTestingEventLoop()
    private let hands = Hands()

    private func monitor() -> SchedulingLagMonitor {
        let hands = hands
        return SchedulingLagMonitor(
            eventLoop: loop, interval: .milliseconds(10), now: { hands.now })
    }

    /// Lets the loop run what is due after an interval, when the clock shows this time.
    private func tick(at milliseconds: Int) async {
        hands.set(milliseconds: milliseconds)
        await loop.advanceTime(by: .milliseconds(10))
    }

    @Test func `nothing is known before the first tick`() async throws {
        let monitor = monitor()
        monitor.start()
        #expect(monitor.summary() == nil)
        await loop.shutdownGracefully()
    }

    @Test func `ticks in time show no lag`() async throws {
        let monitor = monitor()
        monitor.start()
        for time in 1...5 { await tick(at: time * 10) }
        #expect(
            monitor.summary()
                == SchedulingLag(count: 5, median: .zero, p99: .zero, largest: .zero))
        await loop.shutdownGracefully()
    }

    @Test func `a stalled loop shows how late it was for every tick it swallowed`() async throws {
        let monitor = monitor()
        monitor.start()
        await tick(at: 10)
        // Due at 20, comes at 120: it stands for the ticks of 20, 30 ... 110.
        await tick(at: 120)
        let lag = try #require(monitor.summary())
        #expect(lag.count == 11)
        #expect(lag.largest == .milliseconds(100))
        // After a stall the next tick has its whole interval.
        await tick(at: 130)
        #expect(monitor.summary()?.count == 12)
        await loop.shutdownGracefully()
    }

    @Test func `a tick that is overdue at the end counts`() async throws {
        let monitor = monitor()
        monitor.start()
        hands.set(milliseconds: 45)
        monitor.stop()
        let lag = try #require(monitor.summary())
        #expect(lag.count == 4)
        #expect(lag.largest == .milliseconds(35))
        await loop.shutdownGracefully()
    }

    @Test func `a stopped monitor takes no more ticks`() async throws {
        let monitor = monitor()
        monitor.start()
        await tick(at: 10)
        monitor.stop()
        await tick(at: 500)
        #expect(monitor.summary()?.count == 1)
        #expect(monitor.summary()?.largest == .zero)
        await loop.shutdownGracefully()
    }

    @Test func `starting twice ticks once`() async throws {
        let monitor = monitor()
        monitor.start()
        monitor.start()
        await tick(at: 10)
        #expect(monitor.summary()?.count == 1)
        monitor.stop()
        monitor.start()
        await tick(at: 20)
        #expect(monitor.summary()?.count == 2)
        await loop.shutdownGracefully()
    }
}
