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
    package var isRange: Bool { duration > .zero && kind != .single && !isThin }

    /// Whether a store scraped too rarely for the range to have rates.
    package var isThin: Bool { kind == .store && scrapes < Self.storeScrapesLeast }

    /// The fewest scrapes in a store's range that make a rate: its rates are drawn out to the ends
    /// of the range, by up to half of what two or three scrapes saw.
    package static let storeScrapesLeast = 4
}
