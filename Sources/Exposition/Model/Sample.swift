/// One line of an exposition: a series and its value.
package struct Sample: Sendable, Hashable {
    /// The name on the wire, with its suffix: `x_bucket`, `x_sum`, `x_total`.
    package var name: String
    /// The labels in the order of the wire; the order carries no meaning.
    package var labels: LabelSet
    package var value: Double
    /// The time of the value, or nil when the exporter leaves it to the scraper.
    package var timestamp: Timestamp?
    private var exemplarBox: ExemplarBox?

    package init(
        name: String, labels: LabelSet, value: Double, timestamp: Timestamp? = nil,
        exemplar: Exemplar? = nil
    ) {
        self.name = name
        self.labels = labels
        self.value = value
        self.timestamp = timestamp
        self.exemplarBox = exemplar.map(ExemplarBox.init)
    }

    package init(
        name: String, labels: [Label] = [], value: Double, timestamp: Timestamp? = nil,
        exemplar: Exemplar? = nil
    ) {
        self.init(
            name: name, labels: LabelSet(labels), value: value, timestamp: timestamp,
            exemplar: exemplar)
    }

    /// The observation that this bucket or counter points to; only OpenMetrics carries it.
    package var exemplar: Exemplar? {
        get { exemplarBox?.exemplar }
        set { exemplarBox = newValue.map(ExemplarBox.init) }
    }

    /// The value of the label `name`, or nil when the series does not carry it.
    package func label(_ name: String) -> String? {
        labels.value(of: name)
    }
}
