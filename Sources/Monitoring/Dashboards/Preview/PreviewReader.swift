import Exposition
package import Telemetry

/// Asks a Prometheus for the data of dashboards.
package struct PreviewReader: Sendable {
    private let api: PrometheusAPI
    private let rangeSeconds: Double

    /// How many values a series has at most: about one for every four pixels of a wide panel.
    private static let valuesMost = 240.0

    /// The interval of scrapes when the server has none to look at.
    private static let scrapeSecondsDefault = 15.0

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - api: The server.
    ///   - range: How far back to look.
    package init(_ api: PrometheusAPI, range: Duration) {
        self.api = api
        let (seconds, attoseconds) = range.components
        rangeSeconds = Double(seconds) + Double(attoseconds) * 1e-18
    }

    /// Reads dashboards up to the server's own present.
    ///
    /// - Parameters:
    ///   - dashboards: The boards.
    ///   - subject: For what they were generated.
    /// - Returns: The boards with their data; a query that the server refuses becomes a fault of its
    ///   panel.
    /// - Throws: `PrometheusError` when the server cannot be reached.
    package func read(
        _ dashboards: [Dashboard], for subject: GenerationSubject
    ) async throws(PrometheusError) -> DashboardPreview {
        let end = try await now()
        let scrape = try await scrapeSeconds(at: end)
        let step = max(scrape, rangeSeconds / Self.valuesMost)
        let variables = PanelVariables(scrapeSeconds: scrape, stepSeconds: step)
        var boards: [DashboardPreview.Board] = []
        for dashboard in dashboards {
            var rows: [DashboardPreview.Row] = []
            for row in dashboard.rows {
                var panels: [PreviewPanel] = []
                for panel in row.panels {
                    panels.append(
                        try await read(panel, of: dashboard, variables, until: end, step: step))
                }
                rows.append(DashboardPreview.Row(title: row.title, panels: panels))
            }
            boards.append(DashboardPreview.Board(dashboard: dashboard, rows: rows))
        }
        return DashboardPreview(
            subject: subject.inputs, source: "\(api.url)", boards: boards,
            startSeconds: end - rangeSeconds, endSeconds: end, stepSeconds: step,
            rateIntervalSeconds: variables.rateIntervalSeconds)
    }

    // MARK: - Time

    /// The server's clock, so that ours need not agree.
    private func now() async throws(PrometheusError) -> Double {
        let answer = try await api.query("time()")
        guard let value = answer.value.series?.first?.samples.last?.value, value.isFinite else {
            throw .unexpectedType(
                url: api.url, found: answer.value.typeName, expected: "a scalar for time()")
        }
        return value
    }

    /// The shortest time between two scrapes of a target lately.
    private func scrapeSeconds(at end: Double) async throws(PrometheusError) -> Double {
        let series = try await api.rawSamples("up", from: end - 600, to: end).value
        let gaps = series.flatMap { series in
            zip(series.samples, series.samples.dropFirst()).map { $1.timeSeconds - $0.timeSeconds }
        }.filter { $0 > 0 }.sorted()
        guard !gaps.isEmpty else { return Self.scrapeSecondsDefault }
        return gaps[gaps.count / 2]
    }

    // MARK: - Panels

    private func read(
        _ panel: Panel, of dashboard: Dashboard, _ variables: PanelVariables, until end: Double,
        step: Double
    ) async throws(PrometheusError) -> PreviewPanel {
        var series: [PreviewSeries] = []
        var faults: [String] = []
        for (index, target) in panel.targets.enumerated() {
            let expression = variables.resolved(target.expression, of: dashboard)
            do {
                let found = try await answer(expression, panel.kind, until: end, step: step)
                series += found.map { Self.series($0, of: target, at: index) }
                    .sorted { $0.name < $1.name }
            } catch .api(_, _, _, let message) {
                faults.append(message)
            }
        }
        return PreviewPanel(panel: panel, series: series, faults: faults)
    }

    private func answer(
        _ expression: String, _ kind: PanelKind, until end: Double, step: Double
    ) async throws(PrometheusError) -> [PrometheusSeries] {
        if kind.isInstant {
            return try await api.query(expression, at: end).value.series ?? []
        }
        return try await api.queryRange(
            expression, from: end - rangeSeconds, to: end, step: .seconds(step)
        ).value
    }

    private static func series(
        _ found: PrometheusSeries, of target: PanelTarget, at index: Int
    ) -> PreviewSeries {
        let labels = Dictionary(
            found.labels.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        return PreviewSeries(
            target: index, name: PreviewSeries.name(target.legend, labels), labels: labels,
            points: found.samples.filter { !$0.value.isNaN }.map {
                PreviewSeries.Point(timeSeconds: $0.timeSeconds, value: $0.value)
            })
    }
}
