/// The buckets of several histograms, brought together by everything but their bound.
package struct BucketGroups: Sendable {
    /// Cumulative counts (or their rates) by upper bound, per set of the other labels.
    package let groups: [SeriesLabels: [(upperBound: Double, count: Double)]]

    /// - Parameter vector: elements with an `le`; one whose `le` is no number is left out.
    package init(_ vector: [SeriesLabels: Double]) {
        var groups: [SeriesLabels: [(upperBound: Double, count: Double)]] = [:]
        for (labels, count) in vector {
            guard let bound = Double(labels["le"]), !bound.isNaN else { continue }
            groups[labels.dropping("le"), default: []].append((bound, count))
        }
        self.groups = groups
    }
}
