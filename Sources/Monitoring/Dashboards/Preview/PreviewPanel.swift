/// A panel with what a Prometheus answered to its queries.
package struct PreviewPanel: Sendable, Hashable {
    package let panel: Panel
    /// By query, then by name.
    package let series: [PreviewSeries]
    /// Queries that the server refused, in its words.
    package let faults: [String]

    /// Creates a panel's data.
    package init(panel: Panel, series: [PreviewSeries], faults: [String] = []) {
        self.panel = panel
        self.series = series
        self.faults = faults
    }

    /// Whether there is a value to show.
    package var hasData: Bool {
        series.contains { panel.targets[$0.target].role == .value && !$0.points.isEmpty }
    }
}
