package import Signals
package import Telemetry

/// What the servers said of themselves, scrape by scrape: read directly, or raw samples of a store.
package struct ServerEvidence: Sendable {
    /// Pages of the engine, of its card and of its machine, of all replicas, in any order.
    package var scrapes: [TimedScrape]
    /// Pages that could not be had.
    package var missed: [MissedScrape]
    /// Engine, release, models and limits as the server tells them; nil when it was not asked.
    package var identity: EngineIdentity?
    /// What the engine wrote while it started; nil without one.
    package var startupLog: StartupLog?

    package init(
        scrapes: [TimedScrape], missed: [MissedScrape] = [], identity: EngineIdentity? = nil,
        startupLog: StartupLog? = nil
    ) {
        self.scrapes = scrapes
        self.missed = missed
        self.identity = identity
        self.startupLog = startupLog
    }
}
