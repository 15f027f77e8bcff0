package import Telemetry

/// Reads targets again and again for a while, all at the same moments.
package struct HealthWatch<C: Clock>: Sendable where C.Duration == Duration {
    /// How long and how often.
    package struct Plan: Sendable, Hashable {
        /// From the first scrape to the last; zero for one scrape.
        package var duration: Duration
        package var interval: Duration

        package init(duration: Duration, interval: Duration) {
            self.duration = duration
            self.interval = interval
        }

        /// One look.
        package static var once: Plan { Plan(duration: .zero, interval: .seconds(1)) }

        /// When to read, counted from the start; the last moment is the end of the window.
        package var moments: [Duration] {
            guard duration > .zero, interval > .zero else { return [.zero] }
            var moments: [Duration] = []
            var moment = Duration.zero
            // A last step of less than half an interval is left to the one before it.
            while moment + interval / 2 <= duration {
                moments.append(moment)
                moment += interval
            }
            return moments + [duration]
        }
    }

    /// Reads one URL; replaced in tests.
    package typealias Reader =
        @Sendable (HealthTarget, ServerURL) async -> Result<Snapshot, FailedScrape>

    private let targets: [HealthTarget]
    private let plan: Plan
    private let clock: C
    private let read: Reader

    /// - Parameters:
    ///   - targets: what to read.
    ///   - plan: how long and how often.
    ///   - clock: where the moments are kept.
    ///   - read: reads one URL.
    package init(
        targets: [HealthTarget], plan: Plan, clock: C, read: @escaping Reader
    ) {
        self.targets = targets
        self.plan = plan
        self.clock = clock
        self.read = read
    }

    /// Reads until the plan is done, the task is cancelled, or nothing has answered twice.
    ///
    /// - Parameter progress: told after each round how many are done of how many.
    /// - Returns: what each target gave, in their order.
    package func run(
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async -> [ReplicaLog] {
        var logs = targets.map(ReplicaLog.init)
        let start = clock.now
        let moments = plan.moments
        for (round, moment) in moments.enumerated() {
            if round > 0 {
                guard
                    (try? await clock.sleep(until: start.advanced(by: moment), tolerance: nil))
                        != nil
                else { break }
            }
            await readAll(into: &logs)
            progress(round + 1, moments.count)
            if Task.isCancelled { break }
            if round == 1, logs.allSatisfy(\.snapshots.isEmpty) { break }
        }
        return logs
    }

    private func readAll(into logs: inout [ReplicaLog]) async {
        let places = logs.map { ($0.target, $0.metrics) }
        let outcomes = await withTaskGroup(
            of: (Int, ServerURL, Result<Snapshot, FailedScrape>).self
        ) { group in
            for (place, (target, url)) in places.enumerated() {
                group.addTask {
                    let (found, outcome) = await look(target, url)
                    return (place, found, outcome)
                }
            }
            var outcomes: [(Int, ServerURL, Result<Snapshot, FailedScrape>)] = []
            for await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
        for (place, url, outcome) in outcomes {
            // What the end of the run cut short did not fail.
            if Task.isCancelled, case .failure = outcome { continue }
            logs[place].metrics = url
            logs[place].add(outcome)
        }
    }

    /// TensorRT-LLM serves JSON at `/metrics`, and what is wanted one path further.
    private func look(
        _ target: HealthTarget, _ url: ServerURL
    ) async -> (ServerURL, Result<Snapshot, FailedScrape>) {
        let outcome = await read(target, url)
        guard case .failure(let failure) = outcome, case .json = failure.reason,
            !target.isMetricsNamed, let root = target.root
        else { return (url, outcome) }
        let other = root.appending("/prometheus/metrics")
        let second = await read(target, other)
        guard case .success = second else { return (url, outcome) }
        return (other, second)
    }
}
