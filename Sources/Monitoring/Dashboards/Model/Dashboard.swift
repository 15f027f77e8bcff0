/// A dashboard before it is written in one of Grafana's schemas.
package struct Dashboard: Sendable, Hashable {
    /// The identifier in Grafana's addresses: at most 40 characters, the same at every generation.
    package let uid: String
    /// The file's name without its extension.
    package let name: String
    package let title: String
    /// What the dashboard answers: one or two sentences.
    package let detail: String
    package let tags: [String]
    package let variables: [DashboardVariable]
    package let annotations: [DashboardAnnotation]
    /// Rows from top to bottom; none is empty.
    package let rows: [DashboardRow]

    /// Every panel in the order of reading.
    package var panels: [Panel] { rows.flatMap(\.panels) }
}
