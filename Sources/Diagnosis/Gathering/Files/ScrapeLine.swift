import Exposition
package import Foundation
package import Signals
package import Telemetry

/// A line of `scrapes.jsonl`: a page of metrics with its time and its replica, or why there is none.
///
///     {"body":"# TYPE up gauge\nup 1\n","instance":"127.0.0.1:8000","time":1700000000.5}
///     {"instance":"127.0.0.1:8000","missed":"connection refused","time":1700000001.5}
package struct ScrapeLine: Codable, Sendable, Hashable {
    /// When the scrape began, in seconds since the Unix epoch.
    package var time: Double
    /// The replica; empty when there is only one and it has no name.
    package var instance: String
    /// The page in the text format, or in OpenMetrics when it ends in `# EOF`.
    package var body: String?
    /// Why the page could not be had.
    package var missed: String?

    /// The line of a page.
    ///
    /// - Parameter scrape: The page.
    package init(_ scrape: TimedScrape) {
        time = scrape.unixSeconds
        instance = scrape.instance
        let format: ExpositionFormat =
            Self.areOpenMetrics(scrape.families) ? .openMetrics : .text
        body = String(
            decoding: ExpositionEncoder.encode(scrape.families, format: format), as: UTF8.self)
    }

    /// The line of a page that could not be had.
    ///
    /// - Parameter scrape: When and why.
    package init(_ scrape: MissedScrape) {
        time = scrape.unixSeconds
        instance = scrape.instance
        missed = scrape.reason
    }

    /// The line itself.
    ///
    /// - Returns: One object with sorted keys and a line feed.
    /// - Throws: `EncodingError` when the time is not finite.
    package func bytes() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data([0x0A])
    }

    /// What a line says.
    package enum Content: Sendable {
        /// A page of metrics.
        case page(TimedScrape)
        /// A page that could not be had.
        case gap(MissedScrape)
    }

    /// What the line says: a page or a gap.
    ///
    /// - Parameter name: The file and line, for messages.
    /// - Returns: One of the two.
    /// - Throws: `RecordedBodyError` when the body is no metrics body.
    package func content(name: String) throws(RecordedBodyError) -> Content {
        guard let body else {
            return .gap(
                MissedScrape(
                    instance: instance, unixSeconds: time, reason: missed ?? "no reason given"))
        }
        // Given a time, a body is one moment.
        let families = try RecordedBody.parse(Array(body.utf8), name: name, at: time)
            .flatMap(\.families)
        return .page(TimedScrape(instance: instance, unixSeconds: time, families: families))
    }

    /// Whether families have OpenMetrics' names and types, which text cannot carry.
    private static func areOpenMetrics(_ families: [MetricFamily]) -> Bool {
        families.contains { family in
            switch family.type {
            case .info, .stateSet, .gaugeHistogram: true
            case .counter:
                !family.name.hasSuffix("_total")
                    && family.samples.contains { $0.name == family.name + "_total" }
            default: false
            }
        }
    }
}
