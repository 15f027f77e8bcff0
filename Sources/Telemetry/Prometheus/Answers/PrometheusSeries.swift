package import Exposition

/// A series of an answer and its samples.
package struct PrometheusSeries: Sendable, Hashable {
    /// The metric's name; nil where a function or an aggregation has dropped it.
    package let name: String?
    /// The labels without `__name__`, sorted by name.
    package let labels: [Label]
    /// In the order of time; exactly one in an instant vector.
    package let samples: [PrometheusSample]

    package init(name: String?, labels: [Label], samples: [PrometheusSample]) {
        self.name = name
        self.labels = labels
        self.samples = samples
    }

    /// The value of the label `name`, or nil when the series does not carry it.
    package func label(_ name: String) -> String? {
        labels.first { $0.name == name }?.value
    }
}
