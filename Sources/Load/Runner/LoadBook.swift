import Synchronization

/// What all sessions of one load share: budgets, counts, and whether it goes on.
final class LoadBook<Instant: InstantProtocol>: Sendable
where Instant.Duration == Duration {
    private struct State {
        var started = 0
        var inFlight = 0
        var tokens = 0
        var nextSession = 0
        var unsent = 0
        var end: LoadEnd?
        var endedAt: Instant?
        /// Sessions at once that the plan allows now, and which of their places are taken.
        var allowed = 0
        var taken: [Bool] = []
        var takenCount = 0
        /// Whether no session will be added that is not running.
        var isComplete = false
    }

    /// What a place among a closed loop's sessions may do.
    enum Permission {
        /// Start the next turn.
        case granted
        /// The plan wants fewer sessions now; the place is given up.
        case retired
    }

    /// When the run began.
    let begin: Instant
    /// After this nothing starts; `nil` for no limit.
    let deadline: Instant?
    /// Opens when nothing more starts.
    let ended = Latch()
    /// Opens when nothing more starts and nothing is in flight, or nothing in flight is wanted.
    let emptied = Latch()

    private let plan: LoadPlan
    private let sessionCount: Int?
    private let state = Mutex(State())

    init(plan: LoadPlan, sessionCount: Int?, begin: Instant) {
        self.plan = plan
        self.sessionCount = sessionCount
        self.begin = begin
        deadline = plan.duration.map { begin.advanced(by: plan.warmup + $0) }
    }

    /// Whether the number of requests in flight is limited: only where the clock starts them.
    private var inFlightMax: Int? {
        if case .closed = plan.shape { return nil }
        return plan.inFlightMax
    }

    // MARK: - Requests

    /// Asks for the right to start a request.
    ///
    /// - Parameters:
    ///   - intended: When it was to start.
    ///   - isPlanned: Whether the schedule, and not an earlier answer, wanted it; one that comes too
    ///     late is then owed.
    ///   - now: What time it is.
    /// - Returns: Its number; `nil` when nothing more starts.
    func claim(intended: Instant, isPlanned: Bool, now: Instant) -> Int? {
        state.withLock { state -> Int? in
            if let end = state.end {
                if isPlanned, Self.owes(end) { state.unsent += 1 }
                return nil
            }
            if let deadline, intended >= deadline { return nil }
            if let most = plan.requestsMax, state.started >= most {
                close(&state, .requestsSpent, at: now)
                return nil
            }
            if let most = plan.tokensMax, state.tokens >= most {
                close(&state, .tokensSpent, at: now)
                return nil
            }
            if let most = inFlightMax, state.inFlight >= most {
                close(&state, .overSaturated, at: now)
                if isPlanned { state.unsent += 1 }
                return nil
            }
            defer {
                state.started += 1
                state.inFlight += 1
                if state.started == plan.requestsMax { close(&state, .requestsSpent, at: now) }
            }
            return state.started
        }
    }

    /// Notes the end of a request.
    ///
    /// - Parameters:
    ///   - tokens: What it cost.
    ///   - now: What time it is.
    func finish(tokens: Int, now: Instant) {
        state.withLock { state in
            state.inFlight -= 1
            state.tokens += tokens
            if state.end == nil, let most = plan.tokensMax, state.tokens >= most {
                close(&state, .tokensSpent, at: now)
            }
            if state.end != nil, state.inFlight == 0 { emptied.open() }
        }
    }

    // MARK: - Sessions

    /// The number of the next session; `nil` when the workload has no more or nothing more starts.
    func nextSession() -> Int? {
        state.withLock { state in
            guard state.end == nil else { return nil }
            if let sessionCount, state.nextSession >= sessionCount { return nil }
            defer { state.nextSession += 1 }
            return state.nextSession
        }
    }

    /// Sets how many sessions run at once.
    ///
    /// - Parameter count: How many.
    /// - Returns: The places to be filled.
    func allow(_ count: Int) -> [Int] {
        state.withLock { state in
            state.allowed = count
            while state.taken.count < count { state.taken.append(false) }
            let free = (0..<count).filter { !state.taken[$0] }
            for place in free { state.taken[place] = true }
            state.takenCount += free.count
            return free
        }
    }

    /// Whether the session at a place is still wanted.
    func isWanted(place: Int) -> Bool { state.withLock { place < $0.allowed } }

    /// Asks whether a place goes on with a new session; gives the place up if not.
    func permission(place: Int, now: Instant) -> Permission {
        state.withLock { state in
            if place < state.allowed { return .granted }
            vacate(&state, place)
            closeIfDone(&state, at: now)
            return .retired
        }
    }

    /// Gives a place up.
    ///
    /// - Parameters:
    ///   - place: The place.
    ///   - now: What time it is.
    func leave(place: Int, now: Instant) {
        state.withLock { state in
            vacate(&state, place)
            closeIfDone(&state, at: now)
        }
    }

    private func vacate(_ state: inout State, _ place: Int) {
        state.taken[place] = false
        state.takenCount -= 1
    }

    /// Notes a session of an open loop.
    func enter() { state.withLock { $0.takenCount += 1 } }

    /// Notes that a session of an open loop is over.
    func leave(now: Instant) {
        state.withLock { state in
            state.takenCount -= 1
            closeIfDone(&state, at: now)
        }
    }

    /// Notes that no session will be added any more.
    func complete(now: Instant) {
        state.withLock { state in
            state.isComplete = true
            closeIfDone(&state, at: now)
        }
    }

    private func closeIfDone(_ state: inout State, at now: Instant) {
        if state.isComplete, state.takenCount == 0 { close(&state, .requestsSpent, at: now) }
    }

    // MARK: - End

    /// Why the run ended; `nil` while it goes on.
    var end: LoadEnd? { state.withLock { $0.end } }

    /// Ends the run; only the first reason counts.
    func close(_ end: LoadEnd, at now: Instant) {
        state.withLock { close(&$0, end, at: now) }
    }

    private func close(_ state: inout State, _ end: LoadEnd, at now: Instant) {
        if end == .stopped || end == .cancelled { emptied.open() }
        guard state.end == nil else { return }
        state.end = end
        state.endedAt = now
        ended.open()
        if state.inFlight == 0 { emptied.open() }
    }

    /// Notes sessions that were planned within the run and never sent.
    func note(unsent count: Int) {
        state.withLock { state in
            if let end = state.end, Self.owes(end) { state.unsent += count }
        }
    }

    /// Whether what was planned before an end and not sent is owed: a spent budget asks for no more.
    private static func owes(_ end: LoadEnd) -> Bool {
        switch end {
        case .timeSpent, .overSaturated, .stopped, .cancelled: true
        case .requestsSpent, .tokensSpent: false
        }
    }

    /// When the last request was or could have been started, since the run began.
    var countsUntil: Duration {
        state.withLock { state in
            let end = state.endedAt ?? begin
            return begin.duration(to: deadline.map { min($0, end) } ?? end)
        }
    }

    /// How it went, once it is over.
    var summary: LoadRunSummary {
        let until = countsUntil
        return state.withLock { state in
            LoadRunSummary(
                end: state.end ?? .requestsSpent, countsFrom: min(plan.warmup, until),
                countsUntil: until, started: state.started, unsentCount: state.unsent)
        }
    }
}
