package import Load

/// What happens while a sweep runs, for those who show or write it.
package enum SweepEvent: Sendable {
    /// A level begins at an endpoint.
    case began(endpoint: String, level: Double, number: Int)
    /// A request ended.
    case finished(endpoint: String, level: Double, ProbeRecord)
    /// A page of metrics was read, or could not be.
    case watched(endpoint: String, LevelRun)
    /// A level is judged.
    case judged(endpoint: String, SweepLevel)
}
