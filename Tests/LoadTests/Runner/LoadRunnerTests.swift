import Inference
import Load
import Testing

@Suite(.timeLimit(.minutes(1))) struct LoadRunnerTests {
    private let trial = LoadTrial()

    private func closed(_ sessions: Double, requests: Int? = nil) -> LoadPlan {
        var plan = LoadPlan(shape: .closed(sessions: LoadCurve(constant: sessions)), seed: 1)
        plan.requestsMax = requests
        return plan
    }

    private func open(_ rate: Double) -> LoadPlan {
        LoadPlan(shape: .open(rate: LoadCurve(constant: rate), arrivals: .constant), seed: 1)
    }

    // MARK: - Closed loop

    @Test func `as many sessions as asked for are in flight and never more`() async {
        let running = trial.play(closed(3, requests: 5))
        await trial.requests.startedCount(3)
        trial.requests.release(1)
        await trial.requests.startedCount(4)
        trial.requests.release(0, 2, 3, 4)
        let summary = await running.value
        #expect(summary.end == .requestsSpent)
        #expect(summary.started == 5)
        #expect(trial.requests.runningMost == 3)
        #expect(trial.starts.map(\.request.index).sorted() == [0, 1, 2, 3, 4])
        #expect(trial.ended.sorted() == [0, 1, 2, 3, 4])
    }

    @Test func `the next turn is intended when the last answer has ended`() async {
        let running = trial.play(closed(1, requests: 2))
        await trial.requests.startedCount(1)
        trial.clock.advance(by: .seconds(7))
        trial.requests.release(0, 1)
        _ = await running.value
        #expect(trial.starts.map(\.intended) == [.zero, .seconds(7)])
    }

    @Test func `think time passes between the turns of a session`() async {
        let workload = ScriptedSessions(sessionCount: 1, turns: 2, thinkTime: .seconds(5))
        let running = trial.play(closed(1), workload)
        await trial.requests.startedCount(1)
        trial.clock.advance(by: .seconds(2))
        trial.requests.release(0, 1)
        await trial.clock.slept(by: 1)
        #expect(trial.starts.count == 1)
        // The client wakes a second late; the wait counts from the intended moment all the same.
        trial.clock.advance(by: .seconds(6))
        #expect(await running.value.end == .requestsSpent)
        #expect(trial.starts.map(\.intended) == [.zero, .seconds(7)])
        #expect(trial.starts.map(\.sent) == [.zero, .seconds(8)])
        #expect(trial.starts.map(\.request.turn) == [0, 1])
    }

    @Test func `a workload that ends ends the run`() async {
        trial.requests.release(0, 1, 2)
        let summary = await trial.play(closed(2), ScriptedSessions(sessionCount: 3)).value
        #expect(summary.end == .requestsSpent)
        #expect(trial.starts.map(\.request.session).sorted() == [0, 1, 2])
    }

    @Test func `sessions come and go with the curve`() async {
        let curve = LoadCurve(points: [
            .init(offsetSeconds: 0, value: 1), .init(offsetSeconds: 10, value: 1),
            .init(offsetSeconds: 10, value: 3), .init(offsetSeconds: 20, value: 3),
            .init(offsetSeconds: 20, value: 1),
        ])
        let running = trial.play(LoadPlan(shape: .closed(sessions: curve), seed: 1), stopAt: 3)
        await trial.requests.startedCount(1)
        await trial.clock.slept(by: 1)
        trial.clock.advance(by: .seconds(10))
        await trial.requests.startedCount(3)
        #expect(trial.starts.dropFirst().allSatisfy { $0.intended == .seconds(10) })
        await trial.clock.slept(by: 1)
        trial.clock.advance(by: .seconds(10))
        // The two that are too many go when their answers are there.
        trial.requests.release(1, 2)
        await trial.endedCount(2)
        trial.requests.release(0)
        await trial.requests.startedCount(4)
        #expect(trial.starts.count == 4)
        trial.requests.release(3)
        #expect(await running.value.end == .stopped)
        #expect(trial.starts.count == 4)
    }

    // MARK: - History

    @Test func `a history that grows holds what was answered`() async {
        var plan = closed(1)
        plan.history = .grow
        trial.requests.release(0, 1, 2)
        let workload = ScriptedSessions(sessionCount: 1, turns: 3)
        _ = await trial.play(plan, workload).value
        #expect(
            trial.starts[2].request.messages.map(\.content)
                == ["s0t0", "answer", "s0t1", "answer", "s0t2"])
        #expect(
            trial.starts[2].request.messages.map(\.role)
                == [.user, .assistant, .user, .assistant, .user])
    }

    @Test func `without history every turn stands alone`() async {
        trial.requests.release(0, 1)
        _ = await trial.play(closed(1), ScriptedSessions(sessionCount: 1, turns: 2)).value
        #expect(trial.starts.map { $0.request.messages.map(\.content) } == [["s0t0"], ["s0t1"]])
    }

    @Test func `a failed turn ends a session whose history grows`() async {
        var plan = closed(1)
        plan.history = .grow
        trial.requests.release(0, 1)
        let workload = ScriptedSessions(sessionCount: 2, turns: 3)
        _ = await trial.play(plan, workload, answer: nil).value
        #expect(trial.starts.map(\.request.session) == [0, 1])
        #expect(trial.starts.map(\.request.turn) == [0, 0])
    }

    // MARK: - Open loop

    @Test func `starts follow the schedule whatever the server does`() async {
        var plan = open(1)
        plan.duration = .seconds(4)
        plan.drain = .seconds(3)
        let running = trial.play(plan)
        for count in 1...4 {
            await trial.requests.startedCount(count)
            await trial.clock.slept(by: 2)
            trial.clock.advance(by: .seconds(1))
        }
        // Nothing was answered; the drain, which sleeps beside the watch over the run's end, is over
        // three seconds later.
        await trial.clock.slept(by: 2)
        trial.clock.advance(by: .seconds(3))
        let summary = await running.value
        #expect(summary.end == .timeSpent)
        #expect(summary.countsUntil == .seconds(4))
        #expect(summary.unsentCount == 0)
        #expect(trial.starts.map(\.intended) == [.zero, .seconds(1), .seconds(2), .seconds(3)])
        #expect(trial.ended.count == 4)
    }

    @Test func `a client that wakes late says how late, and catches up`() async {
        var plan = open(1)
        plan.requestsMax = 4
        let running = trial.play(plan)
        await trial.requests.startedCount(1)
        await trial.clock.slept(by: 1)
        trial.clock.advance(by: .milliseconds(2_500))
        trial.requests.release(0, 1, 2, 3)
        await trial.requests.startedCount(3)
        await trial.clock.slept(by: 1)
        trial.clock.advance(by: .milliseconds(500))
        #expect(await running.value.end == .requestsSpent)
        let starts = trial.starts.sorted { $0.request.index < $1.request.index }
        #expect(starts.map(\.intended).sorted() == [.zero, .seconds(1), .seconds(2), .seconds(3)])
        #expect(starts.first { $0.intended == .seconds(1) }?.sent == .milliseconds(2_500))
    }

    @Test func `what a stalled client never sent is counted`() async {
        var plan = open(10)
        plan.duration = .seconds(2)
        let running = trial.play(plan)
        await trial.requests.startedCount(1)
        await trial.clock.slept(by: 2)
        trial.requests.release(0)
        await trial.endedCount(1)
        // Asleep from the first start to long after the end.
        trial.clock.advance(by: .seconds(60))
        trial.requests.release(Array(1..<20))
        let summary = await running.value
        #expect(summary.end == .timeSpent)
        #expect(summary.started + summary.unsentCount == 20)
    }

    @Test func `too many in flight end the run as over-saturated`() async {
        var plan = open(1)
        plan.duration = .seconds(60)
        plan.inFlightMax = 3
        plan.drain = .seconds(5)
        let running = trial.play(plan)
        for count in 1...3 {
            await trial.requests.startedCount(count)
            await trial.clock.slept(by: 2)
            trial.clock.advance(by: .seconds(1))
        }
        // The end, the next start and the drain are waited for.
        await trial.clock.slept(by: 3)
        trial.requests.release(0, 1, 2)
        let summary = await running.value
        #expect(summary.end == .overSaturated)
        #expect(summary.started == 3)
        #expect(summary.unsentCount == 1)
        #expect(summary.countsUntil == .seconds(3))
    }

    @Test func `a trace is replayed at its own times, stretched`() async {
        let plan = LoadPlan(shape: .replay(timeScale: 2), seed: 1)
        let workload = ScriptedSessions(
            sessionCount: 3, starts: [.zero, .seconds(1), .milliseconds(1_500)])
        trial.requests.release(0, 1, 2)
        let running = trial.play(plan, workload)
        await trial.clock.slept(by: 1)
        trial.clock.advance(by: .seconds(2))
        await trial.requests.startedCount(2)
        await trial.clock.slept(by: 1)
        trial.clock.advance(by: .seconds(1))
        #expect(await running.value.end == .requestsSpent)
        #expect(trial.starts.map(\.intended) == [.zero, .seconds(2), .seconds(3)])
    }

    // MARK: - Ends

    @Test func `requests intended before the end of the warm-up belong to it`() async {
        var plan = open(1)
        plan.warmup = .seconds(2)
        plan.duration = .seconds(2)
        trial.requests.release(0, 1, 2, 3)
        let running = trial.play(plan)
        for count in 1...4 {
            await trial.requests.startedCount(count)
            await trial.clock.slept(by: 2)
            trial.clock.advance(by: .seconds(1))
        }
        let summary = await running.value
        #expect(summary.countsFrom == .seconds(2))
        #expect(summary.countsUntil == .seconds(4))
        #expect(trial.starts.map(\.request.isWarmup) == [true, true, false, false])
    }

    @Test func `a token budget that is spent starts nothing more`() async {
        var plan = closed(1)
        plan.tokensMax = 25
        trial.requests.release(0, 1, 2, 3)
        let summary = await trial.play(plan, tokens: 10).value
        #expect(summary.end == .tokensSpent)
        #expect(summary.started == 3)
    }

    @Test func `a stop cancels what is in flight and reports it`() async {
        let running = trial.play(closed(3), stopAt: 1)
        await trial.requests.startedCount(3)
        trial.requests.release(1)
        #expect(await running.value.end == .stopped)
        #expect(trial.ended.first == 1)
        #expect(trial.ended.sorted() == [0, 1, 2])
    }

    @Test func `a closed loop's time ends it, and what is in flight may drain`() async {
        var plan = closed(2)
        plan.duration = .seconds(10)
        let running = trial.play(plan)
        await trial.requests.startedCount(2)
        await trial.clock.slept(by: 1)
        trial.clock.advance(by: .seconds(10))
        await trial.clock.slept(by: 1)
        trial.requests.release(0, 1)
        let summary = await running.value
        #expect(summary.end == .timeSpent)
        #expect(summary.countsUntil == .seconds(10))
        #expect(trial.starts.count == 2)
    }

    @Test func `nobody waits for users who think when nothing more starts`() async {
        var plan = closed(2, requests: 3)
        plan.drain = .seconds(1_000)
        let workload = ScriptedSessions(turns: 2, thinkTime: .seconds(100))
        trial.requests.release(0, 1, 2)
        let running = trial.play(plan, workload)
        await trial.clock.slept(by: 2)
        trial.clock.advance(by: .seconds(100))
        #expect(await running.value.end == .requestsSpent)
        #expect(trial.starts.count == 3)
    }

    @Test func `cancelling the task cancels what is in flight`() async {
        let running = trial.play(closed(2))
        await trial.requests.startedCount(2)
        running.cancel()
        #expect(await running.value.end == .cancelled)
        #expect(trial.ended.sorted() == [0, 1])
    }

    @Test(arguments: 0..<20) func `every request is reported exactly once`(seed: Int) async {
        let count = 1 + seed * 7 % 50
        trial.requests.release(Array(0..<count))
        let summary = await trial.play(
            closed(Double(1 + seed % 6), requests: count),
            ScriptedSessions(turns: 1 + seed % 3), lanes: 1 + seed % 2
        ).value
        #expect(summary.started == count)
        #expect(trial.ended.sorted() == Array(0..<count))
        #expect(trial.starts.map(\.request.index).sorted() == Array(0..<count))
        #expect(trial.requests.runningMost <= 1 + seed % 6)
    }
}
