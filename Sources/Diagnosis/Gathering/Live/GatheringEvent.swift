package import Load
package import Signals
package import Telemetry

/// What a gathering tells while it goes on.
package enum GatheringEvent: Sendable {
    /// What answers at the address.
    case identified(EngineIdentity, model: String)
    /// A request is done; how many were until now, of how many at most.
    case probed(ProbeRecord, done: Int, of: Int)
    /// A cheap request is done.
    case beaconed(Beacon)
    /// A page was read.
    case scraped(TimedScrape)
    /// A page could not be read.
    case missed(MissedScrape)
}
