/// Something that is wrong with an engine's limits, or cannot be told.
package struct LimitFinding: Sendable, Hashable {
    /// What was found; the raw value is a stable name.
    package enum ID: String, Sendable, Hashable, CaseIterable {
        /// The target does not answer.
        case unreachable
        /// The slots are fewer than what the memory always holds.
        case admissionThrottled = "admission-throttled"
        /// The slots are more than the memory usually holds.
        case preemptionRisk = "preemption-risk"
        /// The capacity check lacks a number.
        case admissionUnknown = "admission-unknown"
        /// Sources about the running process contradict each other.
        case sourcesDisagree = "sources-disagree"
        /// Replicas run with different limits.
        case replicasDiffer = "replicas-differ"
        /// The running process does not run what the manifest says.
        case manifestDrift = "manifest-drift"
        /// The running process does not run what the profile expects.
        case profileDrift = "profile-drift"
        /// A dashboard compares with a number that is not the running process's limit.
        case dashboardDrift = "dashboard-drift"
        /// A threshold in a dashboard lies above the limit and is never reached.
        case thresholdUnreachable = "threshold-unreachable"
        /// The model changed and the scheduler's flags did not.
        case flagsInherited = "flags-inherited"
        /// A flag that makes the engine refuse to start.
        case deadFlag = "dead-flag"
        /// Fewer requests are let in than there are slots.
        case admittedBelowSlots = "admitted-below-slots"
    }

    /// How bad it is.
    package enum Severity: String, Sendable, Hashable, CaseIterable {
        case critical
        /// Cannot be told although it has to be.
        case unknown
        case warning
        case note
    }

    package var id: ID
    package var severity: Severity
    /// The limit it is about.
    package var kind: LimitKind?
    /// What was found, a sentence without its full stop.
    package var message: String
    /// What to do about it, an imperative without its full stop.
    package var next: String?
    /// Where it stands, for those found in a file.
    package var place: SourcePlace?

    /// Makes a finding.
    package init(
        _ id: ID, _ severity: Severity, kind: LimitKind? = nil, _ message: String,
        next: String? = nil, place: SourcePlace? = nil
    ) {
        self.id = id
        self.severity = severity
        self.kind = kind
        self.message = message
        self.next = next
        self.place = place
    }
}
