package import Load
package import Signals
import Synchronization

/// A load that is looked at from the server's side while it runs.
package struct WatchedLoad<C: Clock>: Sendable where C.Duration == Duration {
    /// One look at every page of metrics.
    package struct Look: Sendable {
        /// Pages that were read.
        package var scrapes: [TimedScrape]
        /// Pages that could not be had.
        package var missed: [MissedScrape]

        /// Creates a look.
        ///
        /// - Parameters:
        ///   - scrapes: Pages that were read.
        ///   - missed: Pages that could not be had.
        package init(scrapes: [TimedScrape] = [], missed: [MissedScrape] = []) {
            self.scrapes = scrapes
            self.missed = missed
        }
    }

    private let target: any LoadTarget
    private let interval: Duration
    private let clock: C
    private let look: (@Sendable () async -> Look)?

    /// Creates a load that is watched.
    ///
    /// - Parameters:
    ///   - target: What the load is put on.
    ///   - interval: The time between two looks.
    ///   - clock: The clock of the looks.
    ///   - look: Looks at every page; `nil` where there is none.
    package init(
        _ target: any LoadTarget, interval: Duration, clock: C,
        look: (@Sendable () async -> Look)?
    ) {
        self.target = target
        self.interval = interval
        self.clock = clock
        self.look = look
    }

    /// Runs a load to its end and looks all the while: before it, at equal intervals, and after it.
    ///
    /// - Parameters:
    ///   - plan: When requests start and when that ends.
    ///   - workload: What is asked.
    ///   - onEvent: Is told what happens; says whether to go on.
    /// - Returns: What was measured and seen.
    package func measure(
        _ plan: LoadPlan, workload: any Workload,
        onEvent: @escaping @Sendable (LoadEvent) -> LoadStep
    ) async -> LevelRun {
        guard let look else {
            return LevelRun(load: await target.measure(plan, workload: workload, onEvent: onEvent))
        }
        let kept = Mutex(Look())
        let collect: @Sendable () async -> Void = {
            let seen = await look()
            guard !Task.isCancelled else { return }
            kept.withLock {
                $0.scrapes += seen.scrapes
                $0.missed += seen.missed
            }
        }
        await collect()
        let load = await withTaskGroup(of: MeasuredLoad?.self) { group in
            group.addTask { await target.measure(plan, workload: workload, onEvent: onEvent) }
            group.addTask {
                var due = clock.now.advanced(by: interval)
                while (try? await clock.sleep(until: due, tolerance: nil)) != nil {
                    await collect()
                    due = max(due.advanced(by: interval), clock.now)
                }
                return nil
            }
            var measured: MeasuredLoad?
            for await result in group {
                guard let result else { continue }
                measured = result
                group.cancelAll()
            }
            return measured
        }
        await collect()
        let seen = kept.withLock { $0 }
        guard let load else { preconditionFailure("a load always ends with what it measured") }
        return LevelRun(load: load, scrapes: seen.scrapes, missed: seen.missed)
    }
}
