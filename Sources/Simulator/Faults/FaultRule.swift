/// When faults strike, where, and which: one line of a ``FaultScript``.
package struct FaultRule: Equatable, Sendable {
    /// The requests it applies to, counted from 0 in the order of their arrival; nil for all.
    ///
    /// Conditions ignore it.
    package var requests: Range<Int>?
    /// The time it applies to, since the server began to listen; nil for always.
    package var elapsed: Range<Duration>?
    /// The replica it applies to, from 0; nil for all, and for what lies before the balancer.
    package var replica: Int?
    /// The adapter, as requests name their model, it applies to; nil for all.
    package var model: String?
    /// Share of those requests that are struck, from 0 to 1; conditions ignore it.
    package var share: Double
    /// A struck request gets one of these, each equally often; conditions hold all at once.
    package var faults: [Fault]

    /// Describes a rule.
    ///
    /// - Parameters:
    ///   - requests: The requests it applies to; nil for all.
    ///   - elapsed: The time it applies to; nil for always.
    ///   - replica: The replica it applies to; nil for all.
    ///   - model: The model name it applies to; nil for all.
    ///   - share: Share of them that are struck.
    ///   - faults: What strikes them.
    package init(
        requests: Range<Int>? = nil,
        elapsed: Range<Duration>? = nil,
        replica: Int? = nil,
        model: String? = nil,
        share: Double = 1,
        faults: [Fault]
    ) {
        self.requests = requests
        self.elapsed = elapsed
        self.replica = replica
        self.model = model
        self.share = share
        self.faults = faults
    }
}
