package import Load

/// Measures two endpoints in turns, so that whatever else happens happens to both.
///
/// A round is so many requests at once to one side, and when all have ended as many to the other:
/// both sides work under the same number of requests, and never at the same time. A round that has
/// begun is brought to its end, so that its two halves can be compared.
package struct InterleavedRunner<C: Clock>: Sendable where C.Duration == Duration {
    /// How many rounds, for how long.
    package struct Budget: Sendable, Equatable {
        /// Requests in flight at once, 1 or more.
        package var concurrency: Int
        /// Rounds before those that count.
        package var warmupRounds: Int
        /// The most rounds that count; `nil` when the time alone ends the run.
        package var roundsMax: Int?
        /// After this time no round is begun; `nil` for no limit.
        package var timeMax: Duration?

        /// Creates a budget.
        ///
        /// - Parameters:
        ///   - concurrency: Requests in flight at once, 1 or more.
        ///   - warmupRounds: Rounds before those that count, 0 or more.
        ///   - roundsMax: The most rounds that count.
        ///   - timeMax: When to begin no round any more.
        package init(
            concurrency: Int, warmupRounds: Int = 0, roundsMax: Int?, timeMax: Duration? = nil
        ) {
            precondition(concurrency >= 1, "a round has at least one request")
            precondition(warmupRounds >= 0, "a number of rounds is not negative")
            precondition(roundsMax != nil || timeMax != nil, "a run has an end")
            self.concurrency = concurrency
            self.warmupRounds = warmupRounds
            self.roundsMax = roundsMax
            self.timeMax = timeMax
        }
    }

    /// One request of the run.
    package struct Request: Sendable, Equatable {
        /// Whom it asks.
        package var side: ComparisonSide
        /// Its number on its side, from 0, warm-up apart from the rest.
        package var index: Int
        /// Its round, from 0; those of the warm-up apart from the rest.
        package var round: Int
        /// Whether it belongs to the warm-up.
        package var isWarmup: Bool
        /// The number of its prompt, which no other request of the run has.
        package var prompt: Int
    }

    /// Why a run ended.
    package enum End: String, Sendable, Equatable {
        case roundsSpent, timeSpent, stopped, cancelled
    }

    private let budget: Budget
    private let order: InterleavedOrder
    private let clock: C

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - budget: How many rounds, for how long.
    ///   - order: Whose turn it is.
    ///   - clock: The clock for the time limit.
    package init(budget: Budget, order: InterleavedOrder, clock: C) {
        self.budget = budget
        self.order = order
        self.clock = clock
    }

    /// Runs rounds until the budget is spent, a result says stop, or the task is cancelled.
    ///
    /// - Parameters:
    ///   - send: Makes one request; returns soon after its task is cancelled.
    ///   - onResult: Takes a result; after `stop` the round ends and no other begins.
    /// - Returns: Why the run ended.
    package func run<Result: Sendable>(
        send: @escaping @Sendable (Request) async -> Result,
        onResult: (Request, Result) async -> ClosedLoop<C>.Step
    ) async -> End {
        let begin = clock.now
        var isStopped = false
        var round = -budget.warmupRounds
        while true {
            if Task.isCancelled { return .cancelled }
            if isStopped { return .stopped }
            if let most = budget.roundsMax, round >= most { return .roundsSpent }
            if let limit = budget.timeMax, begin.duration(to: clock.now) >= limit {
                return .timeSpent
            }
            let first = order.first(inRound: round + budget.warmupRounds)
            for side in [first, first.other] where !isStopped && !Task.isCancelled {
                isStopped = await half(requests(round, side), send: send, onResult: onResult)
            }
            round += 1
        }
    }

    private func requests(_ round: Int, _ side: ComparisonSide) -> [Request] {
        let isWarmup = round < 0
        let shown = isWarmup ? round + budget.warmupRounds : round
        return (0..<budget.concurrency).map { place in
            let number = (round + budget.warmupRounds) * budget.concurrency + place
            return Request(
                side: side, index: shown * budget.concurrency + place, round: shown,
                isWarmup: isWarmup, prompt: InterleavedOrder.prompt(index: number, side))
        }
    }

    /// Sends the requests of one side of a round at once and waits for all of them.
    private func half<Result: Sendable>(
        _ requests: [Request], send: @escaping @Sendable (Request) async -> Result,
        onResult: (Request, Result) async -> ClosedLoop<C>.Step
    ) async -> Bool {
        await withTaskGroup(of: (Request, Result).self) { group in
            for request in requests {
                group.addTask { (request, await send(request)) }
            }
            var isStopped = false
            for await (request, result) in group where await onResult(request, result) == .stop {
                isStopped = true
            }
            return isStopped
        }
    }
}
