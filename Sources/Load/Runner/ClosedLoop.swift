/// Keeps a fixed number of requests in flight: each worker sends its next one when the last is done.
///
/// The loop knows nothing of HTTP: what a request is, is a closure, so the schedule can be tested
/// without a network and with a manual clock.
package struct ClosedLoop<C: Clock>: Sendable where C.Duration == Duration {
    /// How many requests, how many at once, for how long.
    package struct Budget: Sendable, Equatable {
        /// Requests in flight at once, 1 or more.
        package var concurrency: Int
        /// The most requests started.
        package var requestsMax: Int
        /// After this time no request is started and those in flight are cancelled; `nil` for no
        /// limit.
        package var timeMax: Duration?
        /// The least time between two starts of one worker; `nil` starts the next at once.
        package var interval: Duration?

        /// Creates a budget.
        ///
        /// - Parameters:
        ///   - concurrency: Requests in flight at once, 1 or more.
        ///   - requestsMax: The most requests started.
        ///   - timeMax: When to end at the latest.
        ///   - interval: The least time between two starts of one worker.
        package init(
            concurrency: Int, requestsMax: Int, timeMax: Duration? = nil, interval: Duration? = nil
        ) {
            precondition(concurrency >= 1, "a loop has at least one worker")
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
        case result(index: Int, Result, started: C.Instant)
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
    /// cancelled at the end included; after the first `stop` answers no longer matter.
    ///
    /// - Parameters:
    ///   - perform: Makes one request; numbered from 0 in start order. Must return soon after its
    ///     task is cancelled.
    ///   - onResult: Takes a result.
    /// - Returns: Why the loop ended.
    package func run<Result: Sendable>(
        perform: @escaping @Sendable (_ index: Int) async -> Result,
        onResult: (_ index: Int, _ result: Result) async -> Step
    ) async -> End {
        await withTaskGroup(of: Event<Result>.self) { group in
            var started = 0
            var inFlight = 0
            var end: End?
            if let limit = budget.timeMax {
                let clock = clock
                let deadline = clock.now.advanced(by: limit)
                group.addTask {
                    try? await clock.sleep(until: deadline, tolerance: nil)
                    return .timeIsUp
                }
            }
            func start(notBefore instant: C.Instant?, in group: inout TaskGroup<Event<Result>>) {
                let index = started
                let clock = clock
                started += 1
                inFlight += 1
                group.addTask {
                    if let instant { try? await clock.sleep(until: instant, tolerance: nil) }
                    let began = clock.now
                    return .result(index: index, await perform(index), started: began)
                }
            }
            for _ in 0..<min(budget.concurrency, budget.requestsMax) {
                start(notBefore: nil, in: &group)
            }
            while inFlight > 0, let event = await group.next() {
                switch event {
                case .timeIsUp:
                    if end == nil { end = Task.isCancelled ? .cancelled : .timeSpent }
                    group.cancelAll()
                case .result(let index, let result, let began):
                    inFlight -= 1
                    let step = await onResult(index, result)
                    if end == nil, Task.isCancelled { end = .cancelled }
                    if end == nil, step == .stop {
                        end = .stopped
                        group.cancelAll()
                    }
                    if end == nil, started < budget.requestsMax {
                        let next = budget.interval.map { began.advanced(by: $0) }
                        start(notBefore: next, in: &group)
                    }
                }
            }
            group.cancelAll()
            return end ?? .requestsSpent
        }
    }
}
