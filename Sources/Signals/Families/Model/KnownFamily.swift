package import Exposition

/// A metric family that a known program exports, or did.
package struct KnownFamily: Sendable, Hashable {
    /// The name in queries; a counter's ends as it does on the wire, a histogram's has no suffix.
    package var name: String

    /// Who exports it.
    package var exporter: Exporter

    package var type: MetricType

    package var unit: FamilyUnit

    /// The labels that the exporter itself writes, without `le` and `quantile`.
    ///
    /// A scrape adds others: instance, job, pod and so on.
    package var labels: [String]

    /// Whether more labels than these may come from the exporter, as on info gauges.
    package var hasOpenLabels = false

    /// A histogram's bounds; nil for other types.
    package var buckets: FamilyBuckets?

    /// In which releases it is there.
    package var lifetime: FamilyLifetime

    /// The names to use instead once it is gone, best first.
    package var successors: [String] = []

    /// What a user of it should know, as a sentence; nil when the name says it all.
    package var remark: String?

    /// The labels of the family's series of one kind.
    ///
    /// - Parameter role: Which of its series.
    /// - Returns: The exporter's labels, with `le` for buckets and `quantile` for quantiles.
    package func labels(of role: SeriesRole) -> Set<String> {
        var all = Set(labels)
        if role == .bucket { all.insert("le") }
        if role == .value, type == .summary { all.insert("quantile") }
        return all
    }
}
