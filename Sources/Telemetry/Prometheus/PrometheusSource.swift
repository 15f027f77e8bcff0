import Exposition
package import Signals

/// Computes expressions in a store that speaks the Prometheus API, at one moment.
package struct PrometheusSource: ExpressionSource {
    private let api: PrometheusAPI
    private let unixSeconds: Double
    private let rangeSeconds: Double

    /// - Parameters:
    ///   - api: the store.
    ///   - unixSeconds: the moment.
    ///   - rangeSeconds: the length of every range, back from the moment; milliseconds count.
    package init(_ api: PrometheusAPI, at unixSeconds: Double, rangeSeconds: Double) {
        self.api = api
        self.unixSeconds = unixSeconds
        self.rangeSeconds = rangeSeconds
    }

    /// The value of an expression, computed by the store.
    ///
    /// What PromQL cannot express is computed here, on the store's own samples.
    ///
    /// - Throws: `PrometheusError`.
    package func vector(of expression: MetricExpression) async throws -> [SeriesLabels: Double] {
        let milliseconds = Int((rangeSeconds * 1000).rounded())
        guard let query = expression.promQL(window: "\(max(milliseconds, 1))ms") else {
            let evaluator = WindowEvaluator(
                try await samples(of: expression), at: unixSeconds, rangeSeconds: rangeSeconds,
                method: .extrapolated(closedStart: false))
            return evaluator.vector(of: expression)
        }
        let answer = try await api.query(query, at: unixSeconds)
        var result: [SeriesLabels: Double] = [:]
        for series in answer.value.series ?? [] {
            result[SeriesLabels(series.labels)] = series.samples.last?.value
        }
        return result
    }

    /// The samples of every series that an expression reads, as far back as a value is remembered.
    ///
    /// - Throws: `PrometheusError`.
    package func samples(of expression: MetricExpression) async throws -> ScrapeWindow {
        let back = max(rangeSeconds, WindowEvaluator.lookbackSeconds)
        var found: [String: [ScrapeWindow.Series]] = [:]
        for selector in Set(expression.selectors).sorted(by: { $0.promQL < $1.promQL }) {
            let answer = try await api.rawSamples(
                selector.promQL, from: unixSeconds - back, to: unixSeconds)
            for series in answer.value {
                let samples = series.samples.map {
                    TimedValue(unixSeconds: $0.timeSeconds, value: $0.value)
                }
                let labels = SeriesLabels(series.labels)
                guard found[selector.name]?.contains(where: { $0.labels == labels }) != true else {
                    continue
                }
                found[selector.name, default: []].append(
                    ScrapeWindow.Series(labels: labels, samples: samples))
            }
        }
        return ScrapeWindow(series: found)
    }
}
