/// One child of a histogram family: its buckets, sum and count under one set of labels.
package struct HistogramSeries: Sendable, Hashable {
    /// The labels of the child, without `le`.
    package var labels: [Label]
    /// The finite upper bounds, ascending, in the unit of the family.
    package var upperBounds: [Double]
    /// Observations at or below each bound, cumulative as on the wire; same length as `upperBounds`.
    package var cumulativeCounts: [Double]
    /// All observations: the `+Inf` bucket, which equals `_count`.
    package var count: Double
    /// The sum of the observed values; nil when the exporter gives none.
    package var sum: Double?
    /// When the child began to count, in Unix seconds; nil when the exporter does not say.
    package var createdSeconds: Double?

    package init(
        labels: [Label] = [], upperBounds: [Double], cumulativeCounts: [Double], count: Double,
        sum: Double?, createdSeconds: Double? = nil
    ) {
        precondition(
            upperBounds.count == cumulativeCounts.count,
            "a histogram has one cumulative count per finite bound")
        self.labels = labels
        self.upperBounds = upperBounds
        self.cumulativeCounts = cumulativeCounts
        self.count = count
        self.sum = sum
        self.createdSeconds = createdSeconds
    }
}
