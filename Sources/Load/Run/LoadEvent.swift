/// What happens while a load runs, for those who show or write it.
package enum LoadEvent: Sendable {
    /// A request was sent.
    case started(LoadRequest)
    /// A request ended.
    case finished(ProbeRecord)
}
