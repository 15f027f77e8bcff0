package import Signals

/// What is known of a replica beside its series: whether it answered, how, and what it is.
package struct ReplicaObservation: Sendable, Hashable {
    /// The value of `instance` on its series, and its name in the report.
    package var name: String
    /// What its metrics body is; nil when there was none.
    package var detection: EngineDetection?
    /// The engine as anything told it; `unknown` when nothing did.
    package var engine: EngineKind
    /// The release as the server stated it.
    package var version: String?
    /// Why it gave no metrics, or gave none at the end of the window; nil when it did.
    package var failure: MetricsFailure?
    /// Whether it is an exporter of the machine below and no engine.
    package var isExporter: Bool
    package var scrapes: Int
    package var failedScrapes: Int
    /// The longest scrape; nil where a store made them.
    package var longestScrape: Duration?
    /// When it was last read, Unix seconds; nil when never.
    package var lastReadSeconds: Double?
    /// Whether any sample changed over the window; nil where that cannot be told.
    package var hasChanged: Bool?
    /// The first counter that fell from one scrape to the next; nil when none did.
    package var fallenCounter: FallenCounter?
    /// What its health path answered although its metrics were there; nil when that was well.
    package var unhealthyAnswer: String?

    package init(
        name: String, detection: EngineDetection? = nil, engine: EngineKind = .unknown,
        version: String? = nil, failure: MetricsFailure? = nil, isExporter: Bool = false,
        scrapes: Int = 0, failedScrapes: Int = 0, longestScrape: Duration? = nil,
        lastReadSeconds: Double? = nil, hasChanged: Bool? = nil,
        fallenCounter: FallenCounter? = nil, unhealthyAnswer: String? = nil
    ) {
        self.name = name
        self.detection = detection
        self.engine = engine
        self.version = version
        self.failure = failure
        self.isExporter = isExporter
        self.scrapes = scrapes
        self.failedScrapes = failedScrapes
        self.longestScrape = longestScrape
        self.lastReadSeconds = lastReadSeconds
        self.hasChanged = hasChanged
        self.fallenCounter = fallenCounter
        self.unhealthyAnswer = unhealthyAnswer
    }

    /// The engine's name with its release.
    package var title: String {
        [engine.displayName, version].compactMap(\.self).joined(separator: " ")
    }
}
