/// Over what time the numbers of a health report were read.
package struct HealthWindow: Sendable, Hashable {
    /// Where the numbers came from; the raw value is the name in JSON.
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Several scrapes: counters and histograms are differences over the window.
        case scrapes
        /// One scrape: levels only.
        case single
        /// Bodies that were recorded before.
        case recorded
        /// A range of a Prometheus-compatible store.
        case store
    }

    package var kind: Kind
    /// From the first scrape to the last.
    package var duration: Duration
    /// The smallest number of scrapes that a replica has.
    package var scrapes: Int

    package init(kind: Kind, duration: Duration, scrapes: Int) {
        self.kind = kind
        self.duration = duration
        self.scrapes = scrapes
    }

    /// Whether counters and histograms have a difference.
    package var isRange: Bool { duration > .zero && kind != .single }
}
