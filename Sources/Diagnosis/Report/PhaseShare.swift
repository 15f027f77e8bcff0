package import Estimates

/// A part of the time a user waits.
package struct PhaseShare: Sendable, Hashable {
    /// Where the time goes.
    package enum Phase: String, Sendable, Hashable, Codable, CaseIterable {
        case network
        case queue
        case prefill
        case decode
    }

    package let phase: Phase
    /// Mean seconds per request.
    package let seconds: Estimate
    /// Share of the mean E2E, 0 to 1; nil when E2E is unknown.
    package let share: Double?

    package init(phase: Phase, seconds: Estimate, share: Double?) {
        self.phase = phase
        self.seconds = seconds
        self.share = share
    }
}
