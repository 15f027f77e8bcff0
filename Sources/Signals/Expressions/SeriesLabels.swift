package import Exposition

/// The labels of an element of a vector, whatever their order.
package struct SeriesLabels: Sendable, Hashable, CustomStringConvertible {
    /// Sorted by name; none has an empty value.
    package let labels: [Label]

    package init(_ labels: some Sequence<Label>) {
        self.labels = labels.filter { !$0.value.isEmpty }.sorted { $0.name < $1.name }
    }

    /// No labels: what a bare aggregation leaves.
    package static let none = SeriesLabels([])

    /// The value of a label; empty when it is not there.
    package subscript(name: String) -> String {
        labels.first { $0.name == name }?.value ?? ""
    }

    /// Only the given labels.
    package func keeping(_ names: [String]) -> SeriesLabels {
        SeriesLabels(labels.filter { names.contains($0.name) })
    }

    /// All but one label.
    package func dropping(_ name: String) -> SeriesLabels {
        SeriesLabels(labels.filter { $0.name != name })
    }

    package var description: String {
        "{" + labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ", ") + "}"
    }
}
