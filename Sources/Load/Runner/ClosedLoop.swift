/// Keeps a fixed number of requests in flight: each worker sends its next one when the last is done.
///
/// The loop knows nothing of HTTP: what a request is, is a closure, so the schedule can be tested
/// without a network and with a manual clock.
package struct ClosedLoop<C: Clock>: Sendable where C.Duration == Duration {
    /// How many requests, how many at once, for how long.
    package struct Budget: Sendable, Equatable {
        /// Requests in flight at once, 1 or more.
        package var concurrency: Int
        /// The most requests started, 0 or more.
        package var requestsMax: Int
        /// After this time no request is started and those in flight are cancelled; `nil` for no
        /// limit.
        package var timeMax: Duration?
        /// The time between two planned starts of one worker; `nil` starts the next at once.
        ///
        /// A request that takes longer than the interval delays its worker's next start and all
        /// later ones; no burst makes up for it.
        package var interval: Duration?

        /// Creates a budget.
        ///
        /// - Parameters:
        ///   - concurrency: Requests in flight at once, 1 or more.
        ///   - requestsMax: The most requests started, 0 or more.
        ///   - timeMax: When to end at the latest.
        ///   - interval: The time between two planned starts of one worker.
        package init(
            concurrency: Int, requestsMax: Int, timeMax: Duration? = nil, interval: Duration? = nil
        ) {
            precondition(concurrency >= 1, "a loop has at least one worker")
            precondition(requestsMax >= 0, "a number of requests is not negative")
            self.concurrency = concurrency
            self.requestsMax = requestsMax
            self.timeMax = timeMax
            self.interval = interval
        }
    }

    /// What to do after a result.
    package enum Step: Sendable, Equatable {
        /// Go on within the budget.
        case proceed
        /// Start nothing more and cancel what is in flight.
        case stop
    }

    /// Why the loop ended.
    package enum End: String, Sendable, Equatable {
        /// The results asked for it.
        case stopped
        /// All requests of the budget are done.
        case requestsSpent
        /// The time is up.
        case timeSpent
        /// The surrounding task was cancelled.
        case cancelled
    }

    private enum Event<Result: Sendable>: Sendable {
        case result(index: Int, Result, planned: C.Instant)
        /// A request whose turn had not come when the loop ended.
        case withdrawn
        case timeIsUp
    }

    private let budget: Budget
    private let clock: C

    /// Creates a loop.
    ///
    /// - Parameters:
    ///   - budget: How many requests, how many at once, for how long.
    ///   - clock: The clock for time limit and interval.
    package init(budget: Budget, clock: C) {
        self.budget = budget
        self.clock = clock
    }

    /// Runs requests until the budget is spent, a result says stop, or the task is cancelled.
    ///
    /// Every request that was started is reported exactly once, in order of completion, those
    /// cancelled at the end included; after the first `stop` answers no longer matter. One that
    /// still waits for its interval when the loop ends is never started and never reported.
    ///
    /// - Parameters:
    ///   - perform: Makes one request; numbered from 0 in the order of their planned starts. Must
    ///     return soon after its task is cancelled.
    ///   - onResult: Takes a result.
    /// - Returns: Why the loop ended.
    package func run<Result: Sendable>(
        perform: @escaping @Sendable (_ index: Int) async -> Result,
        onResult: (_ index: Int, _ result: Result) async -> Step
    ) async -> End {
        if Task.isCancelled { return .cancelled }
        return await withTaskGroup(of: Event<Result>.self) { group in
            var started = 0
            var inFlight = 0
            var end: End?
            let begin = clock.now
            if let limit = budget.timeMax { addTimer(begin.advanced(by: limit), to: &group) }
            func start(_ planned: C.Instant, in group: inout TaskGroup<Event<Result>>) {
                let index = started
                let clock = clock
                started += 1
                inFlight += 1
                group.addTask {
                    guard await Self.wait(until: planned, on: clock) else { return .withdrawn }
                    return .result(index: index, await perform(index), planned: planned)
                }
            }
            for _ in 0..<min(budget.concurrency, budget.requestsMax) { start(begin, in: &group) }
            while inFlight > 0, let event = await group.next() {
                switch event {
                case .timeIsUp:
                    if end == nil { end = Task.isCancelled ? .cancelled : .timeSpent }
                    group.cancelAll()
                case .withdrawn:
                    inFlight -= 1
                case .result(let index, let result, let planned):
                    inFlight -= 1
                    let step = await onResult(index, result)
                    if end == nil, Task.isCancelled { end = .cancelled }
                    if end == nil, step == .stop {
                        end = .stopped
                        group.cancelAll()
                    }
                    if end == nil, started < budget.requestsMax {
                        start(next(after: planned), in: &group)
                    }
                }
            }
            group.cancelAll()
            return end ?? (Task.isCancelled ? .cancelled : .requestsSpent)
        }
    }

    private func addTimer<Result: Sendable>(
        _ deadline: C.Instant, to group: inout TaskGroup<Event<Result>>
    ) {
        let clock = clock
        group.addTask {
            try? await clock.sleep(until: deadline, tolerance: nil)
            return .timeIsUp
        }
    }

    /// When a worker's next request is planned.
    ///
    /// Counted from the plan, not from the real start, so
    /// that a clock that wakes a little late does not stretch the run.
    private func next(after planned: C.Instant) -> C.Instant {
        guard let interval = budget.interval else { return clock.now }
        return max(planned.advanced(by: interval), clock.now)
    }

    /// Waits for a planned start; `false` when the loop ended first.
    private static func wait(until planned: C.Instant, on clock: C) async -> Bool {
        guard planned > clock.now else { return true }
        do {
            try await clock.sleep(until: planned, tolerance: nil)
            return true
        } catch {
            return false
        }
    }
}
