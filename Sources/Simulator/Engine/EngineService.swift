import EngineModel
import Synchronization

/// The engine model under a running clock: steps end when their time has come, and tokens go to whoever waits for them.
///
/// Deadlines are absolute, so late wake-ups do not add up: a step begins where the one before ended, whatever the time is
/// then. Only when the process is far behind (``lagLimit``) the engine's time jumps, and ``slippedTime`` tells by how much.
final class EngineService<C: Clock>: Sendable where C.Duration == Duration {
    private struct Consumer {
        let continuation: AsyncStream<AnswerEvent>.Continuation
        let choice: Int
        /// The first request of the group, under which the open answers are counted.
        let group: RequestID
    }

    private struct State {
        var engine: Engine
        /// Which life of the process this is; what an earlier one began is not ended in a later one.
        var life = 0
        /// Until when the cache's losses are accounted for.
        var leakedUntilSeconds = 0.0
        /// Answers withdrawn while the engine hangs; it learns of them when it goes on.
        var unheard: [(request: RequestID, reason: FinishReason)] = []
        var consumers: [RequestID: Consumer] = [:]
        var openAnswers: [RequestID: Int] = [:]
        /// The step that has begun and not ended.
        var stepInFlight: StepPlan?
        var slippedSeconds = 0.0
        var isClosed = false
        var untoldSteps: [StepSummary] = []
    }

    /// How far the engine may lag behind the clock before its time jumps.
    static var lagLimit: Duration { .milliseconds(250) }

    private let clock: C
    private let origin: C.Instant
    private let state: Mutex<State>
    private let arrivals: AsyncStream<Void>
    private let arrival: AsyncStream<Void>.Continuation

    /// How many steps nobody has asked for are kept.
    private let stepsKept: Int
    private let costs: StepCosts
    private let weather: EngineWeather

    /// Prepares an idle engine.
    ///
    /// - Parameters:
    ///   - engine: The engine; its costs are those of fair weather.
    ///   - clock: The clock it runs under.
    ///   - origin: When its time, and that of the conditions, starts; now by default.
    ///   - stepsKept: How many finished steps ``drainSteps()`` may return.
    ///   - weather: The conditions it runs under.
    init(
        engine: Engine, clock: C, origin: C.Instant? = nil, stepsKept: Int = 0,
        weather: EngineWeather = .fair
    ) {
        self.clock = clock
        self.stepsKept = stepsKept
        self.weather = weather
        costs = engine.costs
        self.origin = origin ?? clock.now
        state = Mutex(State(engine: engine))
        (arrivals, arrival) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// What the engine counted up to its last step; time passes within a step as well, so that nobody is busier than the clock.
    var metrics: EngineMetrics {
        let now = seconds(at: clock.now)
        return state.withLock { state in
            var metrics = state.engine.metrics
            if let step = state.stepInFlight {
                metrics.pass(secondsOfStep: min(now, step.endSeconds) - step.startSeconds)
            }
            return metrics
        }
    }

    /// Requests that have not ended.
    var unfinishedRequests: Int {
        state.withLock { $0.engine.unfinishedRequests }
    }

    /// Whether so many requests wait that one more is to be turned away.
    var isQueueFull: Bool {
        let limit = weather.conditions(at: .seconds(seconds(at: clock.now))).queueLimit
        guard let limit else { return false }
        return state.withLock { $0.engine.queuedRequests >= limit }
    }

    /// The steps finished since this was last asked for, as far as they were kept.
    func drainSteps() -> [StepSummary] {
        state.withLock { state in
            defer { state.untoldSteps = [] }
            return state.untoldSteps
        }
    }

    /// By how much the engine's time had to jump because the process was late.
    var slippedTime: Duration {
        .seconds(state.withLock { $0.slippedSeconds })
    }

    // MARK: - Requests

    /// Hands over the answers of one client, which arrive now.
    ///
    /// - Parameter specs: One per answer.
    /// - Returns: The stream of their tokens.
    /// - Throws: ``SubmissionError`` for the first that can never be served; none is submitted then.
    func submit(_ specs: [RequestSpec]) throws(SubmissionError) -> AnswerStream {
        let (events, continuation) = AsyncStream<AnswerEvent>.makeStream()
        let now = seconds(at: clock.now)
        let conditions = weather.conditions(at: .seconds(now))
        let result = state.withLock { state -> Result<AnswerStream, SubmissionError> in
            adapt(&state.engine, to: conditions)
            var requests: [RequestID] = []
            do throws(SubmissionError) {
                for spec in specs {
                    requests.append(try state.engine.submit(spec, at: now))
                }
            } catch {
                for request in requests {
                    state.engine.cancel(request, at: now)
                }
                return .failure(error)
            }
            let answers = AnswerStream(requests: requests, events: events, life: state.life)
            if state.isClosed {
                continuation.finish()
                return .success(answers)
            }
            for (choice, request) in requests.enumerated() {
                state.consumers[request] = Consumer(
                    continuation: continuation, choice: choice, group: requests[0])
            }
            if let first = requests.first {
                state.openAnswers[first] = requests.count
            }
            return .success(answers)
        }
        arrival.yield()
        return try result.get()
    }

    /// Makes an engine what conditions make of it.
    private func adapt(_ engine: inout Engine, to conditions: EngineConditions) {
        engine.costs = costs.scaled(by: conditions.stepFactor)
        engine.costs.apiSeconds += conditions.apiSeconds
        engine.costs.apiPerTokenSeconds += conditions.apiSecondsPerPromptToken
        engine.prefixCacheIsDefeated = conditions.isPrefixCacheDefeated
        engine.draftAcceptance =
            conditions.draftAcceptance ?? engine.configuration.speculation?.acceptance ?? 0
    }

    /// Withdraws answers, whose stream ends; answers that have ended are left alone.
    ///
    /// An engine that hangs hears of it when it goes on, and one that is deaf to hang-ups never does.
    ///
    /// - Parameters:
    ///   - answers: The answers of one client.
    ///   - reason: What the engine counts them as.
    func cancel(_ answers: AnswerStream, reason: FinishReason = .abort) {
        let now = seconds(at: clock.now)
        let conditions = weather.conditions(at: .seconds(now))
        state.withLock { state in
            guard state.life == answers.life else { return }
            for request in answers.requests {
                if conditions.isHanging {
                    state.unheard.append((request, reason))
                } else if reason != .abort || !conditions.isDeafToHangUps {
                    state.engine.cancel(request, at: now, reason: reason)
                }
                state.consumers.removeValue(forKey: request)?.continuation.finish()
            }
            if let group = answers.requests.first {
                state.openAnswers[group] = nil
            }
        }
    }

    /// Puts a new process in the place of the one that is gone; open streams end.
    ///
    /// - Parameter engine: The new engine, with empty counters and caches.
    func replace(with engine: Engine) {
        let now = seconds(at: clock.now)
        state.withLock { state in
            state.engine = engine
            state.stepInFlight = nil
            state.life += 1
            state.leakedUntilSeconds = now
            state.unheard = []
            state.untoldSteps = []
            Self.endStreams(in: &state)
        }
        arrival.yield()
    }

    // MARK: - Running

    /// Runs the engine until the task is cancelled; then every open stream ends.
    func run() async {
        var boundarySeconds = 0.0
        var signals = arrivals.makeAsyncIterator()
        loop: while !Task.isCancelled {
            let conditions = weather.conditions(at: .seconds(boundarySeconds))
            if conditions.isHanging {
                guard let recovery = weather.recovery(after: .seconds(boundarySeconds)) else {
                    while await signals.next() != nil {}
                    break loop
                }
                boundarySeconds = recovery / .seconds(1)
                guard await sleep(untilSeconds: boundarySeconds) else { break loop }
                hear(at: boundarySeconds)
                continue
            }
            switch state.withLock({ next(&$0, at: boundarySeconds, under: conditions) }) {
            case .step(let plan, let life):
                guard await sleep(untilSeconds: plan.endSeconds) else { break loop }
                boundarySeconds = finishStep(plan, life: life)
            case .wait(let readySeconds):
                boundarySeconds = max(boundarySeconds, readySeconds)
                guard await sleep(untilSeconds: boundarySeconds) else { break loop }
            case .idle:
                guard await signals.next() != nil else { break loop }
            }
        }
        close()
    }

    private enum Action {
        case step(StepPlan, life: Int)
        case wait(untilSeconds: Double)
        case idle
    }

    private func next(
        _ state: inout State, at boundarySeconds: Double, under conditions: EngineConditions
    ) -> Action {
        adapt(&state.engine, to: conditions)
        let lost = weather.leakedTokens(
            from: .seconds(state.leakedUntilSeconds), to: .seconds(boundarySeconds))
        if lost > 0 { state.engine.leak(tokens: lost) }
        state.leakedUntilSeconds = max(state.leakedUntilSeconds, boundarySeconds)
        if let plan = state.engine.beginStep(at: boundarySeconds) {
            state.stepInFlight = plan
            return .step(plan, life: state.life)
        }
        return state.engine.nextReadySeconds.map { .wait(untilSeconds: $0) } ?? .idle
    }

    /// Tells the engine of the clients that went away while it hung.
    private func hear(at boundarySeconds: Double) {
        state.withLock { state in
            let isDeaf = weather.conditions(at: .seconds(boundarySeconds)).isDeafToHangUps
            for (request, reason) in state.unheard where reason != .abort || !isDeaf {
                state.engine.cancel(request, at: boundarySeconds, reason: reason)
            }
            state.unheard = []
        }
    }

    /// Ends the step and delivers its tokens.
    ///
    /// - Returns: Where the next step begins.
    private func finishStep(_ plan: StepPlan, life: Int) -> Double {
        let now = seconds(at: clock.now)
        let lag = now - plan.endSeconds
        return state.withLock { state in
            guard state.life == life else { return now }
            state.engine.finishStep()
            state.stepInFlight = nil
            if stepsKept > 0, let step = state.engine.metrics.lastStep {
                state.untoldSteps.append(step)
                state.untoldSteps.removeFirst(max(0, state.untoldSteps.count - stepsKept))
            }
            let emissions = state.engine.emissions
            for (index, emission) in emissions.enumerated() {
                let next = index + 1 < emissions.count ? emissions[index + 1].request : nil
                Self.deliver(emission, isLast: next != emission.request, in: &state)
            }
            guard .seconds(lag) > Self.lagLimit else { return plan.endSeconds }
            state.slippedSeconds += lag
            return now
        }
    }

    private static func deliver(
        _ emission: TokenEmission, isLast: Bool, in state: inout State
    ) {
        guard let consumer = state.consumers[emission.request] else { return }
        consumer.continuation.yield(
            AnswerEvent(
                choice: consumer.choice, index: emission.index, isLastOfStep: isLast,
                finish: emission.finish, timings: emission.timings))
        guard emission.finish != nil else { return }
        state.consumers[emission.request] = nil
        let open = (state.openAnswers[consumer.group] ?? 1) - 1
        state.openAnswers[consumer.group] = open == 0 ? nil : open
        if open == 0 {
            consumer.continuation.finish()
        }
    }

    private func close() {
        state.withLock { state in
            state.isClosed = true
            Self.endStreams(in: &state)
        }
    }

    private static func endStreams(in state: inout State) {
        for consumer in state.consumers.values {
            consumer.continuation.finish()
        }
        state.consumers = [:]
        state.openAnswers = [:]
    }

    private func sleep(untilSeconds: Double) async -> Bool {
        do {
            try await clock.sleep(
                until: origin.advanced(by: .seconds(untilSeconds)), tolerance: .zero)
            return true
        } catch {
            return false
        }
    }

    private func seconds(at instant: C.Instant) -> Double {
        origin.duration(to: instant) / .seconds(1)
    }
}
