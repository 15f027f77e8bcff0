/// What of a machine can fill up.
package enum MachineStore: String, CaseIterable, Sendable {
    /// The memory of the card.
    case card
    /// The main memory of the host.
    case memory
    /// The disk of the host.
    case disk
}
