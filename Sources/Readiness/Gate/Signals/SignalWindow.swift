package import Signals

/// Every scrape of a gate's own window, wherever the scrapes were kept.
///
/// The window reaches from before the first probe to after the last. Scrapes that fall inside it tell
/// what certainly happened in it; the last one before it and the first one after it bound what may
/// have. For scrapes of our own both are the same, because they begin and end the window.
package struct SignalWindow: Sendable {
    /// Who made the scrapes.
    package enum Origin: Sendable, Hashable {
        /// firstlight itself.
        case scrapes
        /// A store of metrics; its name for people.
        case store(String)
    }

    /// Who made the scrapes.
    package let origin: Origin
    /// The beginning, Unix seconds.
    package let startSeconds: Double
    /// The end, Unix seconds.
    package let endSeconds: Double
    /// The engine and how its series are spelled.
    package let detection: EngineDetection
    /// Conditions for every series.
    package let restriction: [LabelMatcher]
    /// The engine's release as it states it.
    package let engineVersion: String?
    /// The scrapes inside the window, by replica, in the order of time.
    package let inner: [String: [TimedScrape]]
    /// Replicas that were expected.
    package let replicasExpected: Int

    let innerWindow: ScrapeWindow
    let outerWindow: ScrapeWindow
    /// Replicas of which no scrape lies before the window, or none after it.
    let uncovered: [String]

    /// The fewest scrapes that a store must hold of the window: with less of them a gauge is seen so
    /// rarely, and a counter so late, that it says little about a window of this length.
    package static let storeScrapesMin = 4

    /// Sorts scrapes into a window.
    ///
    /// - Parameters:
    ///   - scrapes: In any order; each names its replica.
    ///   - origin: Who made them.
    ///   - startSeconds: The beginning, Unix seconds.
    ///   - endSeconds: The end, Unix seconds.
    ///   - replicasExpected: How many replicas there are at least; those seen when there are more.
    ///   - detection: The engine and how its series are spelled.
    ///   - restriction: Conditions for every series, such as a model's name.
    ///   - engineVersion: The engine's release as it states it.
    package init(
        _ scrapes: [TimedScrape], origin: Origin, from startSeconds: Double,
        to endSeconds: Double, replicasExpected: Int = 1, detection: EngineDetection,
        restriction: [LabelMatcher] = [], engineVersion: String? = nil
    ) {
        self.origin = origin
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
        self.detection = detection
        self.restriction = restriction
        self.engineVersion = engineVersion
        var inner: [String: [TimedScrape]] = [:]
        var outer: [TimedScrape] = []
        var uncovered: [String] = []
        var endsCovered = true
        for (replica, group) in Dictionary(grouping: scrapes, by: \.instance) {
            let sorted = group.sorted { $0.unixSeconds < $1.unixSeconds }
            let inside = sorted.filter {
                $0.unixSeconds >= startSeconds && $0.unixSeconds <= endSeconds
            }
            inner[replica] = inside
            let before = sorted.last { $0.unixSeconds <= startSeconds }
            let after = sorted.first { $0.unixSeconds >= endSeconds }
            if before == nil || after == nil { uncovered.append(replica) }
            if after == nil { endsCovered = false }
            outer += inside
            for edge in [before, after] {
                guard let edge, edge.unixSeconds < startSeconds || edge.unixSeconds > endSeconds
                else { continue }
                outer.append(edge)
            }
        }
        self.inner = inner
        self.uncovered = uncovered.sorted()
        self.endsCovered = endsCovered
        self.replicasExpected = max(replicasExpected, inner.count, 1)
        innerWindow = ScrapeWindow(inner.values.flatMap { $0 })
        outerWindow = ScrapeWindow(outer)
    }

    /// Whether every replica was scraped at or after the end.
    let endsCovered: Bool

    /// The length in seconds.
    package var spanSeconds: Double { endSeconds - startSeconds }

    /// The fewest scrapes that any replica has inside the window.
    package var scrapeCount: Int { inner.values.map(\.count).min() ?? 0 }

    /// The median time between two scrapes of a replica, before and after the window included;
    /// `nil` when no replica has two.
    package var intervalSeconds: Double? {
        let gaps = outerWindow.scrapeTimes.values.flatMap { times in
            zip(times, times.dropFirst()).map { $1 - $0 }
        }.sorted()
        return gaps.isEmpty ? nil : gaps[gaps.count / 2]
    }

    /// Why nothing at all can be judged by the window; `nil` when something can.
    package var blindness: String? {
        if inner.values.allSatisfy(\.isEmpty), scrapesOutside == 0 {
            return switch origin {
            case .scrapes: "no metrics are readable"
            case .store(let name): "\(name) holds no series of this endpoint"
            }
        }
        guard case .store = origin, scrapeCount < Self.storeScrapesMin else { return nil }
        let length = Self.time(spanSeconds)
        let scrapes = scrapeCount == 1 ? "1 scrape" : "\(scrapeCount) scrapes"
        let rhythm = intervalSeconds.map { ", one every \(Self.time($0))" } ?? ""
        return "the window of \(length) holds \(scrapes)\(rhythm); "
            + "\(Self.storeScrapesMin) are needed"
    }

    private var scrapesOutside: Int { outerWindow.scrapeCount }

    /// Seconds for people.
    static func time(_ seconds: Double) -> String {
        DurationText.rounded(.seconds(seconds), digits: 2)
    }
}
