import Inference

/// Runs a load plan: starts requests when the plan says, whatever a request is.
///
/// Sessions are tasks: each waits for the moment its next turn is intended, asks the book for the
/// right to start, and performs it; nobody looks over all of them. An intended start is what
/// latency counts from: by the schedule for a session's first turn in an open loop, else the end of
/// the last answer and the user's think time after it, however late the client gets round to it.
package struct LoadRunner<C: Clock>: Sendable where C.Duration == Duration {
    /// Makes one request and measures it from its intended start; must return soon after its task is
    /// cancelled.
    package typealias Perform<Value: Sendable> =
        @Sendable (_ request: LoadRequest, _ intended: C.Instant, _ lane: Int) async -> LoadAnswer<
            Value, C.Instant
        >

    let plan: LoadPlan
    let workload: any Workload
    let lanes: [LoadLane<C>]

    /// How late a start of an open loop may come after the end of the run; what is later is unsent.
    static var lateMax: Duration { .milliseconds(100) }

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - plan: When requests start and when that ends.
    ///   - workload: What is asked.
    ///   - lanes: Where sessions run, at least one; they are dealt out in turn.
    package init(plan: LoadPlan, workload: any Workload, lanes: [LoadLane<C>]) {
        precondition(!lanes.isEmpty, "a load runs somewhere")
        self.plan = plan
        self.workload = workload
        self.lanes = lanes
    }

    /// Runs the plan to its end.
    ///
    /// Every request that was started is handed to `onStart` and then, once, to `onResult`, those
    /// cancelled at the end included; both are called one at a time. After the first `stop` answers
    /// no longer matter.
    ///
    /// - Parameters:
    ///   - begin: When the run begins; now unless told.
    ///   - perform: Makes one request.
    ///   - onStart: Hears of a request about to be sent.
    ///   - onResult: Takes a result.
    /// - Returns: How it went.
    package func run<Value: Sendable>(
        from begin: C.Instant? = nil,
        perform: @escaping Perform<Value>,
        onStart: @escaping @Sendable (LoadRequest) -> LoadStep = { _ in .proceed },
        onResult: @escaping @Sendable (LoadRequest, Value) -> LoadStep
    ) async -> LoadRunSummary {
        let clock = lanes[0].clock
        let book = LoadBook(
            plan: plan, sessionCount: workload.sessionCount, begin: begin ?? clock.now)
        let sessions = SessionRunner<C, Value>(
            plan: plan, workload: workload, book: book, perform: perform, onStart: onStart,
            onResult: onResult)
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                group.addTask(executorPreference: lanes[0].executor) { await drive(sessions) }
                if let deadline = book.deadline {
                    group.addTask(executorPreference: lanes[0].executor) {
                        await self.watch(deadline, book)
                    }
                }
                await book.ended.wait()
                let drain = plan.drain
                group.addTask(executorPreference: lanes[0].executor) {
                    try? await clock.sleep(
                        until: clock.now.advanced(by: drain), tolerance: nil)
                    book.emptied.open()
                }
                await book.emptied.wait()
                group.cancelAll()
            }
        } onCancel: {
            book.close(.cancelled, at: clock.now)
        }
        return book.summary
    }

    private func drive<Value: Sendable>(_ sessions: SessionRunner<C, Value>) async {
        switch plan.shape {
        case .closed(let curve): await drive(sessions, through: SessionSchedule(curve))
        case .open(let rate, let arrivals):
            await drive(
                sessions,
                starts: ArrivalSchedule(rate: rate, arrivals: arrivals, seed: plan.seed))
        case .replay(let timeScale):
            await drive(sessions, starts: ReplaySchedule(workload, timeScale: timeScale))
        }
    }

    /// Ends the run when its time is up.
    ///
    /// Where the clock starts requests, what starts them looks at the end by itself: a request that
    /// is due just before the end is sent though the client wakes just after it.
    private func watch(_ deadline: C.Instant, _ book: LoadBook<C.Instant>) async {
        let clock = lanes[0].clock
        var moment = deadline
        if case .closed = plan.shape {} else { moment = deadline.advanced(by: Self.lateMax) }
        guard (try? await clock.sleep(until: moment, tolerance: nil)) != nil else { return }
        book.close(.timeSpent, at: clock.now)
    }

    // MARK: - Closed loop

    private func drive<Value: Sendable>(
        _ sessions: SessionRunner<C, Value>, through schedule: SessionSchedule
    ) async {
        let clock = lanes[0].clock
        let book = sessions.book
        await withDiscardingTaskGroup { group in
            for change in schedule.changes {
                let moment = book.begin.advanced(by: .seconds(change.offsetSeconds))
                if moment > clock.now {
                    guard (try? await clock.sleep(until: moment, tolerance: nil)) != nil,
                        book.end == nil
                    else { break }
                }
                for place in book.allow(change.count) {
                    let number = place % lanes.count
                    let lane = lanes[number]
                    group.addTask(executorPreference: lane.executor) {
                        await sessions.keep(
                            place: place, from: moment, lane: number, clock: lane.clock)
                    }
                }
            }
            book.complete(now: clock.now)
        }
    }

    // MARK: - Open loop

    private func drive<Value: Sendable>(
        _ sessions: SessionRunner<C, Value>, starts: some Sequence<Double>
    ) async {
        let clock = lanes[0].clock
        let book = sessions.book
        var starts = starts.makeIterator()
        var next = starts.next()
        var session = 0
        await withDiscardingTaskGroup { group in
            while let offset = next, workload.sessionCount.map({ session < $0 }) ?? true {
                let moment = book.begin.advanced(by: .seconds(offset))
                guard await isStillTime(for: moment, book) else { break }
                let number = session % lanes.count
                let lane = lanes[number]
                let started = session
                book.enter()
                group.addTask(executorPreference: lane.executor) {
                    _ = await sessions.converse(
                        started, from: moment, place: nil, lane: number, clock: lane.clock)
                    book.leave(now: lane.clock.now)
                }
                session += 1
                next = starts.next()
            }
            book.complete(now: clock.now)
        }
        // What was planned before the end and never came to be.
        let until = book.countsUntil.inSeconds
        var unsent = 0
        while let offset = next, offset < until,
            workload.sessionCount.map({ session + unsent < $0 }) ?? true
        {
            unsent += 1
            next = starts.next()
        }
        book.note(unsent: unsent)
    }

    /// Waits for a start; `false` when the run ends before.
    private func isStillTime(for moment: C.Instant, _ book: LoadBook<C.Instant>) async -> Bool {
        let clock = lanes[0].clock
        let isBeyond = book.deadline.map { moment >= $0 } ?? false
        let wake = isBeyond ? book.deadline ?? moment : moment
        if wake > clock.now {
            guard (try? await clock.sleep(until: wake, tolerance: nil)) != nil else { return false }
        }
        let isTooLate =
            book.deadline.map { clock.now >= $0.advanced(by: Self.lateMax) } ?? false
        if isBeyond || isTooLate { book.close(.timeSpent, at: clock.now) }
        return book.end == nil
    }
}
