/// What a neighbour on the same machine takes away.
package enum SharedResource: String, CaseIterable, Sendable {
    /// Time on the card: another process computes there.
    case gpu
    /// Processor time of the host.
    case processor
}
