/// A metric family: what `# HELP` and `# TYPE` say about a name, and its samples.
///
/// The samples of a histogram or summary include its `_bucket`, `_sum` and `_count` children.
package struct MetricFamily: Sendable, Hashable {
    package var name: String
    /// The unescaped help text; nil when there was no `# HELP` line.
    package var help: String?
    package var type: MetricType
    /// In the order of the wire; empty for a family that is declared and has no series yet.
    package var samples: [Sample]

    package init(name: String, help: String? = nil, type: MetricType, samples: [Sample] = []) {
        self.name = name
        self.help = help
        self.type = type
        self.samples = samples
    }
}
