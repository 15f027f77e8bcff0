package import Exposition

/// A series apart from its value, whatever the order of its labels.
package struct SeriesIdentity: Sendable, Hashable {
    package let name: String
    package let labels: Set<Label>

    init(_ sample: Sample) {
        name = sample.name
        labels = Set(sample.labels)
    }

    /// The value of a label; empty when the series does not carry it.
    package func value(of label: String) -> String {
        labels.first { $0.name == label }?.value ?? ""
    }
}
