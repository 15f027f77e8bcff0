import Load
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct ClosedLoopTests {
    private typealias Loop = ClosedLoop<ManualClock>

    private let clock = ManualClock()
    private let requests = HeldRequests()

    private func loop(
        concurrency: Int, requestsMax: Int, timeMax: Duration? = nil, interval: Duration? = nil
    ) -> Loop {
        Loop(
            budget: .init(
                concurrency: concurrency, requestsMax: requestsMax, timeMax: timeMax,
                interval: interval),
            clock: clock)
    }

    /// What a loop reported, in order.
    private struct Report: Sendable {
        var end: Loop.End
        var indices: [Int]
        var endings: [HeldRequests.Ending]
    }

    /// Runs a loop in a task of its own, which the test steers and then awaits.
    private func play(
        _ loop: Loop, stopAt: Int? = nil
    ) -> Task<Report, Never> {
        let requests = requests
        // The test itself awaits this task.
        return Task {
            var indices: [Int] = []
            var endings: [HeldRequests.Ending] = []
            let end = await loop.run(
                perform: { await requests.perform($0) },
                onResult: { index, ending in
                    indices.append(index)
                    endings.append(ending)
                    return index == stopAt ? .stop : .proceed
                })
            return Report(end: end, indices: indices, endings: endings)
        }
    }

    // MARK: - Concurrency

    @Test func `as many requests as asked for are in flight and never more`() async {
        let running = play(loop(concurrency: 3, requestsMax: 5))
        await requests.startedCount(3)
        #expect(requests.started.sorted() == [0, 1, 2])
        requests.release(1)
        await requests.startedCount(4)
        requests.release(0)
        await requests.startedCount(5)
        requests.release(2, 3, 4)
        let report = await running.ended
        #expect(report.end == .requestsSpent)
        #expect(report.indices.prefix(2) == [1, 0])
        #expect(report.indices.sorted() == [0, 1, 2, 3, 4])
        #expect(requests.runningMost == 3)
    }

    @Test func `fewer requests than workers start once each`() async {
        requests.release(0, 1)
        let report = await play(loop(concurrency: 8, requestsMax: 2)).ended
        #expect(report.indices.sorted() == [0, 1])
        #expect(report.end == .requestsSpent)
    }

    @Test func `a budget of no requests ends at once`() async {
        let report = await play(loop(concurrency: 2, requestsMax: 0, timeMax: .seconds(1))).ended
        #expect(report.indices.isEmpty)
        #expect(requests.started.isEmpty)
        #expect(report.end == .requestsSpent)
    }

    @Test(arguments: 0..<40) func `every request is reported exactly once`(seed: Int) async {
        let concurrency = 1 + seed % 7
        let count = seed * 3 % 50
        let inFlight = Mutex((now: 0, most: 0))
        var indices: [Int] = []
        let end = await loop(concurrency: concurrency, requestsMax: count).run(
            perform: { index in
                inFlight.withLock { state in
                    state.now += 1
                    state.most = max(state.most, state.now)
                }
                // Requests of different lengths overtake each other.
                for _ in 0..<(index &* 2_654_435_761 &+ seed) % 5 { await Task.yield() }
                inFlight.withLock { $0.now -= 1 }
                return index
            },
            onResult: { index, result in
                #expect(index == result)
                indices.append(index)
                return .proceed
            })
        #expect(end == .requestsSpent)
        #expect(indices.sorted() == Array(0..<count))
        #expect(inFlight.withLock { $0.most } <= concurrency)
    }

    // MARK: - Ends

    @Test func `a stop cancels what is in flight and reports it`() async {
        let running = play(loop(concurrency: 3, requestsMax: 100), stopAt: 1)
        await requests.startedCount(3)
        requests.release(1)
        let report = await running.ended
        #expect(report.end == .stopped)
        #expect(report.indices.first == 1)
        #expect(report.indices.sorted() == [0, 1, 2])
        #expect(report.endings == [.released, .cancelled, .cancelled])
        #expect(requests.started.count == 3)
    }

    @Test func `the time limit cancels what is in flight`() async {
        let running = play(loop(concurrency: 2, requestsMax: 100, timeMax: .seconds(60)))
        await requests.startedCount(2)
        await clock.slept(by: 1)
        requests.release(0)
        await requests.startedCount(3)
        clock.advance(by: .seconds(60))
        let report = await running.ended
        #expect(report.end == .timeSpent)
        #expect(report.indices.first == 0)
        #expect(report.indices.sorted() == [0, 1, 2])
        #expect(report.endings == [.released, .cancelled, .cancelled])
    }

    @Test func `a loop that is done does not wait for its time limit`() async {
        requests.release(0)
        let report = await play(loop(concurrency: 1, requestsMax: 1, timeMax: .seconds(60))).ended
        #expect(report.end == .requestsSpent)
        #expect(clock.now.offset == .zero)
    }

    @Test(arguments: [Duration.seconds(60), nil])
    func `cancelling the task cancels what is in flight`(timeMax: Duration?) async {
        let running = play(loop(concurrency: 2, requestsMax: 100, timeMax: timeMax))
        await requests.startedCount(2)
        running.cancel()
        let report = await running.ended
        #expect(report.end == .cancelled)
        #expect(report.indices.sorted() == [0, 1])
        #expect(report.endings == [.cancelled, .cancelled])
        #expect(requests.started.count == 2)
    }

    @Test func `a cancelled task starts nothing`() async {
        let loop = loop(concurrency: 2, requestsMax: 100)
        let requests = requests
        let end = await withTaskGroup(of: Loop.End.self) { group in
            group.cancelAll()
            group.addTask {
                await loop.run(
                    perform: { await requests.perform($0) }, onResult: { _, _ in .proceed })
            }
            return await group.next()
        }
        #expect(end == .cancelled)
        #expect(requests.started.isEmpty)
    }

    // MARK: - Pace

    /// Starts of requests that take no time, by a clock that the test moves.
    private func starts(
        _ loop: Loop, lasting: [Int: Duration] = [:], steps: [Duration]
    ) async -> [Duration] {
        let starts = Mutex<[Duration]>([])
        let clock = clock
        let running = Task {
            await loop.run(
                perform: { index in
                    starts.withLock { $0.append(clock.now.offset) }
                    if let length = lasting[index] { try? await clock.sleep(for: length) }
                },
                onResult: { _, _ in .proceed })
        }
        for step in steps {
            await clock.slept(by: 1)
            clock.advance(by: step)
        }
        _ = await running.ended
        return starts.withLock { $0 }
    }

    @Test func `an interval paces a worker's starts`() async {
        let found = await starts(
            loop(concurrency: 1, requestsMax: 3, interval: .seconds(5)),
            steps: [.seconds(5), .seconds(5)])
        #expect(found == [.zero, .seconds(5), .seconds(10)])
    }

    @Test func `waking late does not put off later starts`() async {
        let found = await starts(
            loop(concurrency: 1, requestsMax: 3, interval: .seconds(5)),
            steps: [.milliseconds(5200), .milliseconds(4800)])
        #expect(found == [.zero, .milliseconds(5200), .seconds(10)])
    }

    @Test func `no burst makes up for a request longer than its interval`() async {
        let found = await starts(
            loop(concurrency: 1, requestsMax: 4, interval: .seconds(5)),
            lasting: [0: .seconds(17)], steps: [.seconds(17), .seconds(5), .seconds(5)])
        #expect(found == [.zero, .seconds(17), .seconds(22), .seconds(27)])
    }

    @Test func `each worker keeps its own pace`() async {
        let running = play(loop(concurrency: 2, requestsMax: 4, interval: .seconds(5)))
        requests.release(0, 1, 2, 3)
        await requests.startedCount(2)
        await clock.slept(by: 2)
        #expect(requests.started.count == 2)
        clock.advance(by: .seconds(5))
        #expect(await running.ended.end == .requestsSpent)
        #expect(requests.started.sorted() == [0, 1, 2, 3])
    }

    @Test func `a request whose turn has not come is never started and never reported`() async {
        let running = play(
            loop(concurrency: 2, requestsMax: 100, interval: .seconds(5)), stopAt: 1)
        await requests.startedCount(2)
        requests.release(0)
        // The next request of the first worker waits for its turn.
        await clock.slept(by: 1)
        requests.release(1)
        let report = await running.ended
        #expect(report.end == .stopped)
        #expect(report.indices == [0, 1])
        #expect(requests.started.count == 2)
    }

    @Test func `cancelling during an interval ends the loop`() async {
        let running = play(loop(concurrency: 1, requestsMax: 100, interval: .seconds(5)))
        requests.release(0)
        await clock.slept(by: 1)
        running.cancel()
        let report = await running.ended
        #expect(report.end == .cancelled)
        #expect(report.indices == [0])
    }

    @Test func `the time limit ends a pause`() async {
        let running = play(
            loop(concurrency: 1, requestsMax: 100, timeMax: .seconds(3), interval: .seconds(5)))
        requests.release(0)
        await clock.slept(by: 2)
        clock.advance(by: .seconds(3))
        let report = await running.ended
        #expect(report.end == .timeSpent)
        #expect(report.indices == [0])
        #expect(requests.started == [0])
    }
}

extension Task where Failure == Never {
    /// The task's value; a test that runs out of time ends the task, too.
    fileprivate var ended: Success {
        get async {
            await withTaskCancellationHandler {
                await value
            } onCancel: {
                cancel()
            }
        }
    }
}
