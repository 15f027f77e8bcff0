/// A number typed into a dashboard or a rule where a limit of the engine belongs.
package struct DashboardConstant: Sendable, Hashable {
    /// How the number is used.
    package enum Use: String, Sendable, Hashable, CaseIterable {
        /// A load is divided by it or compared with it, or it is the top of an axis.
        case limit
        /// A step of a panel's colours.
        case threshold
    }

    package var kind: LimitKind
    package var value: Double
    package var use: Use
    /// What holds it: `variable max_seqs`, `panel "Engine Saturation"`, `rule VLLMQueue`.
    package var holder: String
    package var place: SourcePlace
    /// The expression or the key it was found in.
    package var evidence: String

    /// Makes a constant.
    package init(
        kind: LimitKind, value: Double, use: Use, holder: String, place: SourcePlace,
        evidence: String
    ) {
        self.kind = kind
        self.value = value
        self.use = use
        self.holder = holder
        self.place = place
        self.evidence = evidence
    }

    /// The constant as a reading.
    package var reading: LimitReading {
        LimitReading(
            kind, value, .dashboard, source: "\(place) \(holder)", evidence: evidence)
    }
}
