/// A choice that a dashboard's reader has.
package struct DashboardVariable: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        /// A data source of the type Prometheus.
        case dataSource
        /// The values of a label of some series; all of them at first.
        case label(String, of: String)
    }

    package let name: String
    /// What stands before the choice.
    package let title: String
    package let detail: String
    package let source: Source

    /// The query that fills the variable: `label_values(up, job)`; nil for a data source.
    package var query: String? {
        guard case .label(let label, let selector) = source else { return nil }
        return "label_values(\(selector), \(label))"
    }

    /// What stands for all values: the empty one too, for series without the label.
    package static let all = ".*"
}
