package import Signals

/// A signal that a health report lacks, and why.
package struct HealthAbsence: Sendable, Hashable {
    package var signal: Signal
    package var section: HealthSection
    /// The replica; nil when no replica tells it.
    package var replica: String?
    /// Why, as a sentence.
    package var reason: String

    package init(
        _ signal: Signal, section: HealthSection, replica: String?, reason: String
    ) {
        self.signal = signal
        self.section = section
        self.replica = replica
        self.reason = reason
    }
}
