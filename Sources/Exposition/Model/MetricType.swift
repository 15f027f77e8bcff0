/// The type that a `# TYPE` line declares for a metric family.
///
/// The raw value is the word on the wire, but for `untyped`, which OpenMetrics calls `unknown`.
package enum MetricType: String, Sendable, Hashable, CaseIterable {
    case counter
    case gauge
    case histogram
    /// Buckets that can go down, such as the ages of waiting requests; OpenMetrics only.
    case gaugeHistogram = "gaugehistogram"
    case summary
    /// Facts about the target as labels, with the value 1; OpenMetrics only.
    case info
    /// A set of booleans, one series each; OpenMetrics only.
    case stateSet = "stateset"
    /// Declared `untyped` or `unknown`, or not declared at all.
    case untyped

    /// The word for this type in a `# TYPE` line, or nil when the format does not have it.
    package func word(in format: ExpositionFormat) -> String? {
        switch (format, self) {
        case (.openMetrics, .untyped): "unknown"
        case (.text, .gaugeHistogram), (.text, .info), (.text, .stateSet): nil
        default: rawValue
        }
    }

    /// The type that `word` declares in a format, or nil.
    init?(word: String, in format: ExpositionFormat) {
        guard let type = Self.allCases.first(where: { $0.word(in: format) == word }) else {
            return nil
        }
        self = type
    }

    /// The words a format has, for messages.
    static func words(in format: ExpositionFormat) -> [String] {
        allCases.compactMap { $0.word(in: format) }
    }

    /// What follows the family's name in the names of its series; empty for the bare name.
    func suffixes(in format: ExpositionFormat) -> [String] {
        switch (format, self) {
        case (.text, .histogram): ["", "_bucket", "_sum", "_count"]
        case (.text, .summary): ["", "_sum", "_count"]
        case (.openMetrics, .counter): ["_total", "_created"]
        case (.openMetrics, .histogram): ["_bucket", "_sum", "_count", "_created"]
        case (.openMetrics, .gaugeHistogram): ["_bucket", "_gsum", "_gcount"]
        case (.openMetrics, .summary): ["", "_sum", "_count", "_created"]
        case (.openMetrics, .info): ["_info"]
        default: [""]
        }
    }
}
