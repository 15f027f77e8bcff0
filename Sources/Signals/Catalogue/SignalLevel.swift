/// Whose view a signal gives.
package enum SignalLevel: String, Sendable, Hashable, CaseIterable {
    /// What a user of the endpoint feels.
    case user
    /// What the serving system does: load, capacity, throughput.
    case system
    /// What explains the two others.
    case diagnostic
}
