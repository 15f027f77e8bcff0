import Exposition

/// The series of several scrapes of one or many replicas, by name.
///
/// A series that a body no longer holds ends there, as it does in Prometheus. A body's own timestamps
/// are ignored in favour of the time of the scrape. Samples that are no number are kept as they are.
package struct ScrapeWindow: Sendable {
    /// One series: its labels, with `instance`, and its samples by ascending time.
    package struct Series: Sendable, Hashable {
        package let labels: SeriesLabels
        package var samples: [TimedValue]

        package init(labels: SeriesLabels, samples: [TimedValue]) {
            self.labels = labels
            self.samples = samples
        }
    }

    private let series: [String: [Series]]
    /// When each replica was scraped, ascending.
    package let scrapeTimes: [String: [Double]]

    /// - Parameter scrapes: in any order; of two at the same moment of a replica the first is taken.
    package init(_ scrapes: [TimedScrape]) {
        var builder = Builder()
        for (instance, group) in Dictionary(grouping: scrapes, by: \.instance) {
            builder.add(group.sorted { $0.unixSeconds < $1.unixSeconds }, of: instance)
        }
        series = builder.finished()
        scrapeTimes = builder.times
    }

    /// A window of series that a store keeps already.
    ///
    /// - Parameter series: by name; the samples of each by ascending time.
    package init(series: [String: [Series]]) {
        self.series = series
        scrapeTimes = [:]
    }

    /// The series that a selector selects.
    package func series(_ selector: SeriesSelector) -> [Series] {
        (series[selector.name] ?? []).filter { candidate in
            selector.matchers.allSatisfy { $0.matches(candidate.labels[$0.label]) }
        }
    }

    /// Every name in the window, sorted.
    package var names: [String] { series.keys.sorted() }

    /// The time of the last scrape of any replica; nil when there was none.
    package var lastScrape: Double? { scrapeTimes.values.compactMap(\.last).max() }

    /// The time of the first scrape of any replica; nil when there was none.
    package var firstScrape: Double? { scrapeTimes.values.compactMap(\.first).min() }

    /// The smallest number of scrapes that a replica has.
    package var scrapeCount: Int { scrapeTimes.values.map(\.count).min() ?? 0 }

    /// Collects series scrape by scrape.
    private struct Builder {
        var times: [String: [Double]] = [:]
        private var index: [String: [SeriesLabels: Int]] = [:]
        private var collected: [String: [Series]] = [:]

        mutating func add(_ scrapes: [TimedScrape], of instance: String) {
            var previous: Set<SeriesName> = []
            for scrape in scrapes where times[instance]?.last != scrape.unixSeconds {
                times[instance, default: []].append(scrape.unixSeconds)
                var present: Set<SeriesName> = []
                for sample in scrape.families.lazy.flatMap(\.samples) {
                    let labels = SeriesLabels(
                        sample.labels
                            + (instance.isEmpty ? [] : [Label(name: "instance", value: instance)]))
                    let name = SeriesName(name: sample.name, labels: labels)
                    guard present.insert(name).inserted else { continue }
                    append(sample.value, at: scrape.unixSeconds, to: name)
                }
                for gone in previous.subtracting(present) {
                    append(nil, at: scrape.unixSeconds, to: gone)
                }
                previous = present
            }
        }

        private mutating func append(_ value: Double?, at seconds: Double, to name: SeriesName) {
            let sample = TimedValue(unixSeconds: seconds, value: value)
            if let position = index[name.name]?[name.labels] {
                collected[name.name]?[position].samples.append(sample)
            } else {
                index[name.name, default: [:]][name.labels] = collected[name.name]?.count ?? 0
                collected[name.name, default: []].append(
                    Series(labels: name.labels, samples: [sample]))
            }
        }

        func finished() -> [String: [Series]] { collected }
    }

    private struct SeriesName: Hashable {
        let name: String
        let labels: SeriesLabels
    }
}
