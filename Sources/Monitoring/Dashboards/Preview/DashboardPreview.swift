/// Dashboards with their data over a range of time.
package struct DashboardPreview: Sendable, Hashable {
    /// A row with its panels' data.
    package struct Row: Sendable, Hashable {
        package let title: String
        package let panels: [PreviewPanel]

        /// Creates a row.
        package init(title: String, panels: [PreviewPanel]) {
            self.title = title
            self.panels = panels
        }
    }

    /// A board with its panels' data.
    package struct Board: Sendable, Hashable {
        package let dashboard: Dashboard
        package let rows: [Row]

        /// Creates a board.
        package init(dashboard: Dashboard, rows: [Row]) {
            self.dashboard = dashboard
            self.rows = rows
        }
    }

    /// Engine, release and profile in words.
    package let subject: String
    /// The server that was asked.
    package let source: String
    package let boards: [Board]
    /// Seconds since the Unix epoch.
    package let startSeconds: Double
    /// Seconds since the Unix epoch.
    package let endSeconds: Double
    /// From one value to the next.
    package let stepSeconds: Double
    /// What stood for `$__rate_interval`.
    package let rateIntervalSeconds: Double

    /// Creates a preview.
    package init(
        subject: String, source: String, boards: [Board], startSeconds: Double, endSeconds: Double,
        stepSeconds: Double, rateIntervalSeconds: Double
    ) {
        self.subject = subject
        self.source = source
        self.boards = boards
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
        self.stepSeconds = stepSeconds
        self.rateIntervalSeconds = rateIntervalSeconds
    }

    /// Every panel.
    package var panels: [PreviewPanel] { boards.flatMap(\.rows).flatMap(\.panels) }
}
