import Inference
import Readiness
import Signals
import Synchronization
import Testing

/// The check against an engine that exists only as a script: no network, no waiting.
@Suite struct CancelCheckTests {
    /// An engine whose metrics follow a script, one entry for each reading; the last one stays.
    private final class Engine: Sendable {
        private struct State {
            var script: [Double?]
            var readings = 0
            var now = ContinuousClock.now
        }

        private let state: Mutex<State>

        /// - Parameter running: The count of running requests at each reading; `nil` where the
        ///   metrics cannot be read.
        init(_ running: [Double?]) {
            state = Mutex(State(script: running))
        }

        var now: ContinuousClock.Instant { state.withLock { $0.now } }
        var readings: Int { state.withLock { $0.readings } }

        func read() -> SignalReading? {
            let running = state.withLock { state in
                defer { state.readings += 1 }
                return state.script[min(state.readings, state.script.count - 1)]
            }
            return running.flatMap { try? Metrics(running: $0).reading }
        }

        func pass(_ time: Duration) { state.withLock { $0.now += time } }
    }

    /// Waits until the task is cancelled, as a long answer does.
    private static func longAnswer() async -> Outcome {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        for await _ in stream {}
        continuation.finish()
        return .cancelled(.runEnded)
    }

    private func run(
        _ engine: Engine, send: @escaping CancelCheck.Send = { await longAnswer() }
    ) async -> CheckResult {
        let result = await CancelCheck(
            read: { engine.read() }, send: send, pause: { engine.pass($0) },
            now: { engine.now }
        ).run()
        #expect(result.id == "cancel" && result.group == .function)
        return result
    }

    @Test func `a request that stops when it is left passes`() async {
        // Idle; not yet shown; shown; still running twice; gone.
        let result = await run(Engine([0, 0, 1, 1, 1, 0]))
        #expect(result.state == .passed)
        #expect(result.message == "a cancelled request stops within 100 ms")
    }

    @Test func `a request that goes on is a warning`() async {
        let result = await run(Engine([0, 1]))
        #expect(result.state == .warning)
        #expect(
            result.message
                == "a cancelled request still runs 5 s later: users who leave keep their slot")
    }

    @Test func `without metrics the check is skipped by name`() async {
        let result = await run(Engine([nil]))
        #expect(result.state == .skipped)
        #expect(result.message == "no metrics are readable, so it cannot be seen")
    }

    @Test func `metrics without the count are not enough`() async {
        let result = await CancelCheck(
            read: { try? Metrics(running: nil).reading }, send: { .truncated }, pause: { _ in }
        ).run()
        #expect(result.state == .skipped)
        #expect(result.message == "the metrics do not tell how many requests run")
    }

    @Test func `other requests make it impossible to tell`() async {
        let result = await run(Engine([3]))
        #expect(result.state == .skipped)
        #expect(
            result.message == "other requests are running (3), so it cannot be told apart")
    }

    @Test func `a count that lags behind gets a moment to settle`() async {
        #expect(await run(Engine([1, 1, 1, 0, 1, 0])).state == .passed)
    }

    @Test func `a request that ends by itself proves nothing`() async {
        let result = await run(Engine([0])) { .rejected(status: 400, nil) }
        #expect(result.state == .skipped)
        #expect(
            result.message
                == "the request ended before it could be cancelled: 400 request rejected")
    }

    @Test func `a request that the metrics never showed proves nothing`() async {
        let engine = Engine([0])
        let result = await run(engine)
        #expect(result.state == .skipped)
        #expect(
            result.message
                == "the metrics never showed the request running, so its end proves nothing")
        #expect(engine.readings > 50)
    }

    @Test func `metrics that vanish afterwards prove nothing`() async {
        let result = await run(Engine([0, 1, nil]))
        #expect(result.state == .skipped)
        #expect(result.message == "the metrics vanished while it was looked for")
    }

    @Test func `a reading that fails once does no harm`() async {
        #expect(await run(Engine([0, nil, 1, nil, 1, nil, 0])).state == .passed)
    }

    @Test func `an interrupted run ends the check`() async {
        let engine = Engine([0])
        let check = CancelCheck(
            read: { engine.read() }, send: { await Self.longAnswer() },
            // Time stands still: only the cancellation can end it.
            pause: { _ in await Task.yield() }, now: { engine.now })
        let running = Task { await check.run() }
        running.cancel()
        let result = await running.value
        #expect(result.state == .skipped)
        #expect(result.message == "the run was interrupted")
    }
}
