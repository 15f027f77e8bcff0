/// When faults strike, and which: one line of a ``FaultScript``.
package struct FaultRule: Equatable, Sendable {
    /// The requests it applies to, counted from 0 in the order of their arrival; nil for all.
    package var requests: Range<Int>?
    /// The time it applies to, since the server began to listen; nil for always.
    package var elapsed: Range<Duration>?
    /// Share of those requests that are struck, from 0 to 1.
    package var share: Double
    /// A struck request gets one of these, each equally often.
    package var faults: [Fault]

    /// Describes a rule.
    ///
    /// - Parameters:
    ///   - requests: The requests it applies to; nil for all.
    ///   - elapsed: The time it applies to; nil for always.
    ///   - share: Share of them that are struck.
    ///   - faults: What strikes them.
    package init(
        requests: Range<Int>? = nil,
        elapsed: Range<Duration>? = nil,
        share: Double = 1,
        faults: [Fault]
    ) {
        self.requests = requests
        self.elapsed = elapsed
        self.share = share
        self.faults = faults
    }
}
