/// One line of an exposition: a series and its value.
package struct Sample: Sendable, Hashable {
    /// The name on the wire, with its suffix: `x_bucket`, `x_sum`, `x_total`.
    package var name: String
    /// The labels in the order of the wire; the order carries no meaning.
    package var labels: [Label]
    package var value: Double
    /// Milliseconds since the Unix epoch, or nil when the exporter leaves the time to the scraper.
    package var timestamp: Int64?

    package init(name: String, labels: [Label] = [], value: Double, timestamp: Int64? = nil) {
        self.name = name
        self.labels = labels
        self.value = value
        self.timestamp = timestamp
    }

    /// The value of the label `name`, or nil when the series does not carry it.
    package func label(_ name: String) -> String? {
        labels.first { $0.name == name }?.value
    }
}
