/// Which labels an aggregation keeps: `by (job)`, `without (instance)`.
package struct Grouping: Sendable, Hashable {
    /// How the labels are meant.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The named ones are kept.
        case by
        /// All but the named ones are kept.
        case without
    }

    package var kind: Kind
    package var labels: [LabelName]
    /// From the keyword to behind the closing parenthesis.
    package var range: SourceRange

    package init(_ kind: Kind, labels: [LabelName], range: SourceRange = .none) {
        self.kind = kind
        self.labels = labels
        self.range = range
    }
}

extension Grouping {
    /// Whether a label survives the aggregation.
    package func keeps(_ label: String) -> Bool {
        labels.contains { $0.text == label } == (kind == .by)
    }
}
