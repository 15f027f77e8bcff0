import Inference
import Load

/// One run of a load on a manual clock, its requests held by the test.
final class LoadTrial: Sendable {
    /// What was sent.
    struct Start: Sendable, Equatable {
        var request: LoadRequest
        /// When it was intended to start, since the run began.
        var intended: Duration
        /// When it was sent.
        var sent: Duration
    }

    let clock = ManualClock()
    let requests = HeldRequests()
    private let log = Watched<[Start]>([])
    private let results = Watched<[Int]>([])

    /// The requests sent so far, in order.
    var starts: [Start] { log.value }

    /// The numbers of the requests that ended, in order.
    var ended: [Int] { results.value }

    /// Runs a plan in a task that the test awaits.
    func play(
        _ plan: LoadPlan, _ workload: ScriptedSessions = ScriptedSessions(), lanes: Int = 1,
        answer: String? = "answer", tokens: Int = 10, stopAt: Int? = nil
    ) -> Task<LoadRunSummary, Never> {
        let runner = LoadRunner(
            plan: plan, workload: workload,
            lanes: Array(repeating: LoadLane(clock: clock), count: lanes))
        let (clock, requests, log, results) = (clock, requests, log, results)
        return Task {
            await runner.run(
                perform: { request, intended, _ in
                    let start = Start(
                        request: request, intended: intended.offset, sent: clock.now.offset)
                    log.change { $0.append(start) }
                    let ending = await requests.perform(request.index)
                    return LoadAnswer(
                        ending, endedAt: clock.now, tokens: tokens,
                        text: ending == .released ? answer : nil)
                },
                onResult: { request, _ in
                    results.change { $0.append(request.index) }
                    return request.index == stopAt ? .stop : .proceed
                })
        }
    }

    /// Waits until so many requests have ended.
    func endedCount(_ count: Int) async {
        await results.wait { $0.count >= count }
    }
}
