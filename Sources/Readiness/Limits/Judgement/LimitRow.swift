/// One limit with what each source says of it.
package struct LimitRow: Sendable, Hashable {
    /// How the sources stand to each other.
    package enum Standing: String, Sendable, Hashable, CaseIterable {
        case ok
        case warning
        case critical
        case unknown
        /// Nothing to compare with.
        case told
    }

    package var kind: LimitKind
    /// What is believed of the running process; nil when nothing tells it.
    package var live: TrustedLimit?
    package var manifest: LimitReading?
    package var log: LimitReading?
    package var profile: LimitReading?
    /// Constants and thresholds typed into dashboards.
    package var dashboards: [LimitReading]
    package var standing: Standing
    /// The judgement in a few words.
    package var judgement: String

    /// Makes a row.
    package init(
        kind: LimitKind, live: TrustedLimit? = nil, manifest: LimitReading? = nil,
        log: LimitReading? = nil, profile: LimitReading? = nil, dashboards: [LimitReading] = [],
        standing: Standing, judgement: String
    ) {
        self.kind = kind
        self.live = live
        self.manifest = manifest
        self.log = log
        self.profile = profile
        self.dashboards = dashboards
        self.standing = standing
        self.judgement = judgement
    }
}
