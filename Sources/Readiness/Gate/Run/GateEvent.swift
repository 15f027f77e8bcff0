package import Load
package import Signals
package import Telemetry

/// What a gate tells while it runs, for progress and for the run directory.
package enum GateEvent: Sendable {
    /// What answers at the address.
    case identified(TargetIdentity)

    /// What the server says of itself.
    case recognised(EngineIdentity)

    /// Something that the reader should know before the first probe.
    case noted(String)

    /// A warm-up request is done.
    case warmedUp(ProbeRecord)

    /// A probe is done; with the state of the evidence after it.
    case probed(ProbeRecord, GateProgress)

    /// The server's signals were read, or could not be.
    case scraped(SnapshotRecord)

    /// A page of metrics as it was scraped, for those who keep it.
    case page(TimedScrape)

    /// A page that could not be had.
    case gap(MissedScrape)

    /// How well firstlight itself kept up while it probed.
    case checkedItself(SelfCheck)
}
