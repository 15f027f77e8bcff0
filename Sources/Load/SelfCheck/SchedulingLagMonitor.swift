package import NIOCore
import Synchronization

/// Measures how late the measuring client's own event loop runs.
///
/// A tick is scheduled every few milliseconds on the loop that takes all instants; how late it
/// comes is how late a token's arrival may have been stamped. A client that cannot keep up then
/// accuses itself instead of the endpoint.
package final class SchedulingLagMonitor: Sendable {
    private struct State {
        var tally: LagTally
        /// The number of the present run of ticks; `nil` while stopped.
        var run: Int?
        var runs = 0
        /// When the tick under way is due.
        var due: ContinuousClock.Instant?
    }

    /// Runs a tick after a time.
    package typealias Schedule =
        @Sendable (_ wait: Duration, _ tick: @escaping @Sendable () -> Void) -> Void

    private let interval: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let schedule: Schedule
    private let state: Mutex<State>

    /// Creates a monitor of an event loop that is not running.
    ///
    /// - Parameters:
    ///   - eventLoop: The client's event loop.
    ///   - interval: The time between ticks, positive.
    package convenience init(eventLoop: any EventLoop, interval: Duration = .milliseconds(10)) {
        self.init(
            interval: interval, now: { .now },
            schedule: { wait, tick in eventLoop.scheduleTask(in: TimeAmount(wait), tick) })
    }

    /// Creates a monitor of anything that runs ticks.
    ///
    /// - Parameters:
    ///   - interval: The time between ticks, positive.
    ///   - now: The monotonic clock.
    ///   - schedule: Runs a tick after a time.
    package init(
        interval: Duration, now: @escaping @Sendable () -> ContinuousClock.Instant,
        schedule: @escaping Schedule
    ) {
        self.interval = interval
        self.now = now
        self.schedule = schedule
        state = Mutex(State(tally: LagTally(interval: interval)))
    }

    /// Starts ticking; does nothing when it ticks already.
    package func start() {
        let run: Int? = state.withLock { state in
            guard state.run == nil else { return nil }
            state.runs += 1
            state.run = state.runs
            return state.runs
        }
        if let run { tick(due: now() + interval, run: run) }
    }

    /// Stops ticking; what was seen is kept, a tick that is overdue included.
    package func stop() {
        let now = now()
        state.withLock { state in
            guard state.run != nil else { return }
            state.run = nil
            if let due = state.due, now > due { state.tally.record(due.duration(to: now)) }
        }
    }

    private func tick(due: ContinuousClock.Instant, run: Int) {
        let wait = max(.zero, now().duration(to: due))
        let isWanted = state.withLock { state in
            guard state.run == run else { return false }
            state.due = due
            return true
        }
        guard isWanted else { return }
        schedule(wait) { [weak self] in
            guard let self else { return }
            let now = self.now()
            let goesOn = self.state.withLock { state in
                // A stopped monitor's last tick may come after it was started again.
                guard state.run == run else { return false }
                state.tally.record(due.duration(to: now))
                return true
            }
            if goesOn { self.tick(due: now + self.interval, run: run) }
        }
    }

    /// The lags seen so far.
    ///
    /// - Returns: Their summary; `nil` before the first tick.
    package func summary() -> SchedulingLag? {
        state.withLock { $0.tally }.summary
    }
}
