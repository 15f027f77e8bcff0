import Signals

/// What can be said about a metric's name.
enum NameVerdict {
    /// Nothing is wrong with it, or nothing is known.
    case fine
    /// It has, or will have, another name.
    case renamed(KnownSeries, to: String, FamilyLifetime.Presence)
    /// It is no longer there, and nothing has its meaning.
    case removed(KnownSeries, FamilyLifetime.Presence)
    /// It came with a later release.
    case notYet(KnownSeries, instead: String?)
    /// An exporter's own prefix, and no such name behind it.
    case unknown(Exporter, nearest: String?, owner: Exporter?)
    /// A published text has made it up.
    case invented(InventedName)
    /// It belongs to another engine than the one that is asked.
    case otherEngine(KnownSeries, sameName: String?)
    /// Only the production-stack router has it.
    case routers(KnownSeries, instead: String?)
    /// What really is there has no such series.
    case notThere(nearest: String?)
}
