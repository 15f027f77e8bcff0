package import Load
package import Signals

/// What a client and a scraper would have kept of a simulated world.
package struct Recording: Sendable {
    /// The measured requests, in start order.
    package var probes: [ProbeRecord]
    /// Cheap requests beside them.
    package var beacons: [Beacon]
    /// The pages of metrics of all replicas, of their cards and of their machines, as they were scraped.
    package var scrapes: [TimedScrape]
    /// Pages that could not be had.
    package var missed: [MissedScrape]
    /// How late the client's own event loop ran; nil when nobody looked.
    package var lag: SchedulingLag?

    package init(
        probes: [ProbeRecord] = [], beacons: [Beacon] = [], scrapes: [TimedScrape] = [],
        missed: [MissedScrape] = [], lag: SchedulingLag? = nil
    ) {
        self.probes = probes
        self.beacons = beacons
        self.scrapes = scrapes
        self.missed = missed
        self.lag = lag
    }
}
