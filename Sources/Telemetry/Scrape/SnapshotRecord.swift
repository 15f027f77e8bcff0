package import Signals

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One line of `signals.jsonl`: a scrape and the signals it told, or why it told none.
///
/// A signal that is missing from `signals` is unknown, not zero.
package struct SnapshotRecord: Codable, Sendable, Hashable {
    /// When the scrape began, in ISO 8601 with milliseconds, UTC.
    package let time: String
    package let url: String
    /// The engine's name, or nil when the scrape failed.
    package let engine: EngineKind?
    package let scrapeMilliseconds: Double
    /// Values by the raw value of `Signal`.
    package let signals: [String: SignalRecord]
    package let error: String?

    private enum CodingKeys: String, CodingKey {
        case time
        case url
        case engine
        case scrapeMilliseconds = "scrape_ms"
        case signals
        case error
    }

    package init(_ snapshot: Snapshot) {
        time = Self.text(snapshot.date)
        url = snapshot.url.description
        engine = snapshot.engine
        scrapeMilliseconds = Self.milliseconds(snapshot.duration)
        signals = Dictionary(
            uniqueKeysWithValues: snapshot.reading.known.compactMap { signal in
                snapshot.reading[signal].map {
                    (signal.rawValue, SignalRecord($0, unit: signal.definition.unit))
                }
            })
        error = nil
    }

    package init(_ failure: FailedScrape) {
        time = Self.text(failure.date)
        url = failure.url.description
        engine = nil
        scrapeMilliseconds = Self.milliseconds(failure.duration)
        signals = [:]
        error = failure.reason.description
    }

    /// The record as one line of JSON with sorted keys, ended by a line feed.
    ///
    /// - Throws: `EncodingError`, when a value is not finite, which readings exclude.
    package func jsonLine() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    /// The record in one line of JSON.
    ///
    /// - Parameter jsonLine: the line, with or without its line feed.
    /// - Throws: `DecodingError`.
    package init(jsonLine: [UInt8]) throws {
        self = try JSONDecoder().decode(SnapshotRecord.self, from: Data(jsonLine))
    }

    private static func text(_ date: Date) -> String {
        date.formatted(
            Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
    }

    /// Milliseconds, to the microsecond: what is finer says nothing about a scrape.
    private static func milliseconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        return Double(microseconds) / 1000
    }
}
