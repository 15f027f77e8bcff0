/// Values for the variables in a panel's queries, as Grafana puts them in.
package struct PanelVariables: Sendable, Hashable {
    /// The range of rates: four scrapes, or a step and a scrape where that is more.
    package let rateIntervalSeconds: Double

    /// Chooses values.
    ///
    /// - Parameters:
    ///   - scrapeSeconds: From one scrape to the next.
    ///   - stepSeconds: From one value of the panel to the next.
    package init(scrapeSeconds: Double, stepSeconds: Double) {
        rateIntervalSeconds = max(4 * scrapeSeconds, stepSeconds + scrapeSeconds)
    }

    /// A query with all jobs, models and replicas chosen.
    ///
    /// - Parameters:
    ///   - expression: The query, with Grafana's variables.
    ///   - dashboard: Whose variables they are.
    /// - Returns: A query that a Prometheus reads.
    package func resolved(_ expression: String, of dashboard: Dashboard) -> String {
        // The longest names first, so that none is taken for the beginning of another.
        let names = dashboard.variables.filter { $0.query != nil }.map(\.name)
            .sorted { ($0.count, $0) > ($1.count, $1) }
        var text = expression.replacing(
            "$__rate_interval", with: "\(Int((rateIntervalSeconds * 1000).rounded()))ms")
        for name in names { text = text.replacing("$\(name)", with: DashboardVariable.all) }
        return text
    }
}
