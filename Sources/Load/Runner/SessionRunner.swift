import Inference
import Synchronization

/// Plays sessions: one turn after the other, each from its intended start.
struct SessionRunner<C: Clock, Value: Sendable>: Sendable
where C.Duration == Duration {
    /// Keeps the events of different lanes apart.
    private final class Turnstile: Sendable {
        let lock = Mutex(())
    }

    let plan: LoadPlan
    let workload: any Workload
    let book: LoadBook<C.Instant>
    let perform: LoadRunner<C>.Perform<Value>
    let onStart: @Sendable (LoadRequest) -> LoadStep
    let onResult: @Sendable (LoadRequest, Value) -> LoadStep

    private let turnstile = Turnstile()

    init(
        plan: LoadPlan, workload: any Workload, book: LoadBook<C.Instant>,
        perform: @escaping LoadRunner<C>.Perform<Value>,
        onStart: @escaping @Sendable (LoadRequest) -> LoadStep,
        onResult: @escaping @Sendable (LoadRequest, Value) -> LoadStep
    ) {
        self.plan = plan
        self.workload = workload
        self.book = book
        self.perform = perform
        self.onStart = onStart
        self.onResult = onResult
    }

    /// Keeps a place of a closed loop busy: one session after the other.
    ///
    /// - Parameters:
    ///   - place: The place.
    ///   - moment: When its first turn is intended.
    ///   - lane: The number of the lane.
    ///   - clock: The lane's clock.
    func keep(place: Int, from moment: C.Instant, lane: Int, clock: C) async {
        var moment = moment
        while true {
            guard let session = book.nextSession(),
                let end = await converse(
                    session, from: moment, place: place, lane: lane, clock: clock)
            else {
                book.leave(place: place, now: clock.now)
                return
            }
            guard book.permission(place: place, now: clock.now) == .granted else { return }
            moment = end
        }
    }

    /// Plays one session.
    ///
    /// - Parameters:
    ///   - session: The session's number.
    ///   - moment: When its first turn is intended.
    ///   - place: The place in a closed loop that it takes; `nil` in an open one.
    ///   - lane: The number of the lane.
    ///   - clock: The lane's clock.
    /// - Returns: When the last answer ended; `nil` when nothing more is to start here.
    func converse(
        _ session: Int, from moment: C.Instant, place: Int?, lane: Int, clock: C
    ) async -> C.Instant? {
        var moment = moment
        var history: [ChatMessage] = []
        var number = 0
        while let turn = workload.turn(number, ofSession: session) {
            if number > 0 {
                if let place, !book.isWanted(place: place) { return moment }
                moment = moment.advanced(by: turn.thinkTime)
            }
            guard await wait(until: moment, on: clock),
                let index = book.claim(
                    intended: moment, isPlanned: place == nil && number == 0, now: clock.now)
            else { return nil }
            if plan.history == .grow { history += turn.messages }
            var request = LoadRequest(
                index: index, session: session, turn: number,
                messages: plan.history == .grow ? history : turn.messages,
                maxTokens: turn.maxTokens,
                isWarmup: book.begin.duration(to: moment) < plan.warmup)
            request.promptTokens = turn.promptTokens
            request.repeats = turn.repeats
            let answer = await play(request, from: moment, lane: lane, clock: clock)
            moment = answer.endedAt
            number += 1
            guard plan.history == .grow else { continue }
            guard let text = answer.text else { return moment }
            history.append(ChatMessage(role: .assistant, content: text))
        }
        // A session without a first turn is not there: the workload is at its end.
        return number > 0 ? moment : nil
    }

    private func play(
        _ request: LoadRequest, from moment: C.Instant, lane: Int, clock: C
    ) async -> LoadAnswer<Value, C.Instant> {
        if turnstile.lock.withLock({ _ in onStart(request) }) == .stop {
            book.close(.stopped, at: clock.now)
        }
        let answer = await perform(request, moment, lane)
        if turnstile.lock.withLock({ _ in onResult(request, answer.value) }) == .stop {
            book.close(.stopped, at: clock.now)
        }
        book.finish(tokens: answer.tokens, now: clock.now)
        return answer
    }

    /// Waits for an intended start; `false` when the run is over before.
    private func wait(until moment: C.Instant, on clock: C) async -> Bool {
        if let deadline = book.deadline, moment >= deadline { return false }
        guard moment > clock.now else { return true }
        return (try? await clock.sleep(until: moment, tolerance: nil)) != nil
    }
}
