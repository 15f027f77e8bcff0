package import Load
package import Signals

/// One level as it was run: what the client measured, and what the servers said meanwhile.
package struct LevelRun: Sendable {
    /// What the client measured.
    package var load: MeasuredLoad

    /// Pages of the engine's replicas, in any order.
    package var scrapes: [TimedScrape]

    /// Pages that could not be had.
    package var missed: [MissedScrape]

    /// Creates a run.
    ///
    /// - Parameters:
    ///   - load: What the client measured.
    ///   - scrapes: Pages of the engine's replicas.
    ///   - missed: Pages that could not be had.
    package init(load: MeasuredLoad, scrapes: [TimedScrape] = [], missed: [MissedScrape] = []) {
        self.load = load
        self.scrapes = scrapes
        self.missed = missed
    }
}
