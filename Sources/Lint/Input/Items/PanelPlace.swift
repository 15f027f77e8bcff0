/// A panel of a dashboard, apart from its queries.
package struct PanelPlace: Sendable, Hashable {
    package var title: String
    package var legend: String
    /// Grafana's word, such as `timeseries` or `stat`.
    package var type: String
    /// Grafana's word for the unit, such as `percentunit`; empty when none is set.
    package var unit: String

    /// Whether the panel shows one value of each series, not how it goes on.
    var showsSingleValues: Bool {
        ["stat", "singlestat", "gauge", "bargauge", "table", "table-old", "piechart", "text"]
            .contains(type)
    }
}
