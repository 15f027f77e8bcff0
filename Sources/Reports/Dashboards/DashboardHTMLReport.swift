package import Monitoring

/// Dashboards with their data as one page for a browser, for a look without Grafana.
///
/// The page holds everything it shows and runs nothing. What a server said is escaped.
package enum DashboardHTMLReport {
    /// Renders a preview.
    ///
    /// - Parameter preview: The boards and what a Prometheus answered.
    /// - Returns: A whole HTML document; ends in a line feed.
    package static func render(_ preview: DashboardPreview) -> String {
        DashboardHTMLPage(preview: preview).document
    }
}
