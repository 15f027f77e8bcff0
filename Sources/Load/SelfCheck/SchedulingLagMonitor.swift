import Inference
package import NIOCore
import Synchronization

/// Measures how late the measuring client's own event loop runs.
///
/// A tick is scheduled every few milliseconds on the loop that takes all instants; how late it
/// comes is how late a token's arrival may have been stamped. A client that cannot keep up then
/// accuses itself instead of the endpoint.
package final class SchedulingLagMonitor: Sendable {
    private struct State {
        var lags: [Int64] = []
        var isRunning = false
        var seen = 0
    }

    private let eventLoop: any EventLoop
    private let interval: TimeAmount
    private let state = Mutex(State())

    /// The most lags kept; later ones replace earlier ones evenly.
    private static let lagsMax = 20_000

    /// Creates a monitor that is not running.
    ///
    /// - Parameters:
    ///   - eventLoop: The client's event loop.
    ///   - interval: The time between ticks.
    package init(eventLoop: any EventLoop, interval: Duration = .milliseconds(10)) {
        self.eventLoop = eventLoop
        self.interval = TimeAmount(interval)
    }

    /// Starts ticking.
    package func start() {
        state.withLock { $0.isRunning = true }
        tick(due: ContinuousClock.now + .nanoseconds(interval.nanoseconds))
    }

    /// Stops ticking.
    package func stop() {
        state.withLock { $0.isRunning = false }
    }

    private func tick(due: ContinuousClock.Instant) {
        let wait = max(.zero, ContinuousClock.now.duration(to: due))
        eventLoop.scheduleTask(in: TimeAmount(wait)) { [weak self] in
            guard let self else { return }
            let now = ContinuousClock.now
            let lag = max(0, due.duration(to: now).nanoseconds)
            let goesOn = self.state.withLock { state in
                guard state.isRunning else { return false }
                if state.lags.count < Self.lagsMax {
                    state.lags.append(lag)
                } else {
                    state.lags[state.seen % Self.lagsMax] = lag
                }
                state.seen += 1
                return true
            }
            // A late tick is followed by a full interval: a stall is one observation, not many.
            if goesOn { self.tick(due: now + .nanoseconds(self.interval.nanoseconds)) }
        }
    }

    /// The lags seen so far.
    ///
    /// - Returns: Their summary; `nil` before the first tick.
    package func summary() -> SchedulingLag? {
        let lags = state.withLock { $0.lags }.sorted()
        guard let largest = lags.last else { return nil }
        func rank(_ share: Double) -> Duration {
            .nanoseconds(lags[min(lags.count - 1, Int(share * Double(lags.count)))])
        }
        return SchedulingLag(
            count: lags.count, median: rank(0.5), p99: rank(0.99), largest: .nanoseconds(largest))
    }
}
