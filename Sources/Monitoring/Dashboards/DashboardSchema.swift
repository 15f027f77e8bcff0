/// In which of Grafana's schemas dashboards are written.
package enum DashboardSchema: Sendable, Hashable, CaseIterable {
    /// Files of schema version 39, for Grafana 10.4 and later.
    case v1
    /// Resources of `dashboard.grafana.app/v2`, for Grafana 12 and later.
    case v2
}
