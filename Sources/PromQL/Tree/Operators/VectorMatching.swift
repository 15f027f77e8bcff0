/// How series of two sides find each other: `on (job) group_left (version)`.
package struct VectorMatching: Sendable, Hashable {
    /// Which labels have to be equal.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The named ones only.
        case on
        /// All but the named ones.
        case ignoring
    }

    package var kind: Kind
    package var labels: [LabelName]
    /// Which side may have several series for one of the other, nil when neither may.
    package var group: GroupModifier?
    /// From `on` or `ignoring` to behind the last parenthesis.
    package var range: SourceRange

    package init(
        _ kind: Kind, labels: [LabelName], group: GroupModifier? = nil,
        range: SourceRange = .none
    ) {
        self.kind = kind
        self.labels = labels
        self.group = group
        self.range = range
    }
}
