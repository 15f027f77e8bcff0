/// A metric family: what the metadata lines say about a name, and its samples.
///
/// The samples of a histogram or summary include its `_bucket`, `_sum` and `_count` children; in
/// OpenMetrics also `_created`, and a counter `x` has samples `x_total`. In Prometheus text format
/// the counter family itself is called `x_total`; `converted(from:to:)` goes from one to the other.
package struct MetricFamily: Sendable, Hashable {
    package var name: String
    /// The unescaped help text; nil when there was no `# HELP` line.
    package var help: String?
    /// The unit, which is also the end of the name: `seconds`, `bytes`; OpenMetrics only.
    package var unit: String?
    package var type: MetricType
    /// In the order of the wire; empty for a family that is declared and has no series yet.
    package var samples: [Sample]

    package init(
        name: String, help: String? = nil, unit: String? = nil, type: MetricType,
        samples: [Sample] = []
    ) {
        self.name = name
        self.help = help
        self.unit = unit
        self.type = type
        self.samples = samples
    }
}
