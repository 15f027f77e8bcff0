package import Load

/// What the client measured and what it knows of itself.
package struct ClientEvidence: Sendable {
    /// Every request, warm-up included, in start order.
    package var probes: [ProbeRecord]
    /// Cheap requests beside them; empty when none were made.
    package var beacons: [Beacon]
    /// How late the client's own event loop ran; nil when unknown.
    package var lag: SchedulingLag?
    /// Processors the client kept busy on average; nil when unknown.
    package var processorUse: Double?

    package init(
        probes: [ProbeRecord], beacons: [Beacon] = [], lag: SchedulingLag? = nil,
        processorUse: Double? = nil
    ) {
        self.probes = probes
        self.beacons = beacons
        self.lag = lag
        self.processorUse = processorUse
    }
}
