/// One observation that a bucket or counter points to, usually by a trace identifier.
package struct Exemplar: Sendable, Hashable {
    /// Often `trace_id` and `span_id`; names and values together hold at most 128 characters.
    package var labels: LabelSet
    /// The value of that observation, in the unit of the family.
    package var value: Double
    /// When it was observed; nil when the exporter does not say.
    package var timestamp: Timestamp?

    package init(labels: LabelSet, value: Double, timestamp: Timestamp? = nil) {
        self.labels = labels
        self.value = value
        self.timestamp = timestamp
    }
}
