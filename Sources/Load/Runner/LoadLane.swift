/// One place where sessions of a load run: an executor and a clock whose sleepers wake on it.
package struct LoadLane<C: Clock>: Sendable where C.Duration == Duration {
    /// Where the sessions' code runs; `nil` for the global pool.
    package var executor: (any TaskExecutor)?

    /// The clock; all lanes of a load tell the same time.
    package var clock: C

    /// Creates a lane.
    ///
    /// - Parameters:
    ///   - executor: Where the sessions' code runs.
    ///   - clock: The clock.
    package init(executor: (any TaskExecutor)? = nil, clock: C) {
        self.executor = executor
        self.clock = clock
    }
}
