/// The two text formats in which exporters answer a scrape.
package enum ExpositionFormat: Sendable, Hashable, CaseIterable {
    /// Prometheus text format 0.0.4: forgiving, timestamps in whole milliseconds.
    case text
    /// OpenMetrics 1.0: strict, ends in `# EOF`, timestamps in seconds, exemplars.
    case openMetrics

    /// The `Content-Type` of a body in this format.
    package var contentType: String {
        switch self {
        case .text: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }

    /// The format that a `Content-Type` header announces.
    ///
    /// Only the media type decides, in any case: OpenMetrics names itself
    /// (`application/openmetrics-text`, whatever its version), and everything else that exporters
    /// send (`text/plain` with a version, bare, or no header at all) is the text format.
    ///
    /// - Parameter contentType: the header's value; nil when the answer has none.
    package init(contentType: String?) {
        let mediaType = (contentType ?? "").utf8.prefix { $0 != UInt8(ascii: ";") }
        let letters = mediaType.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        let isOpenMetrics =
            letters.count == Self.openMetricsMediaType.utf8CodeUnitCount
            && Self.openMetricsMediaType.withUTF8Buffer { expected in
                zip(letters, expected).allSatisfy { Self.lowercase($0) == $1 }
            }
        self = isOpenMetrics ? .openMetrics : .text
    }

    private static let openMetricsMediaType: StaticString = "application/openmetrics-text"

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
