import Exposition

extension PrometheusAPI {
    /// The names of the labels of series.
    ///
    /// - Parameters:
    ///   - selectors: only series that one of them selects; all series when empty.
    ///   - range: only series with samples between these times, in seconds since the Unix epoch; the
    ///     server's own choice when nil, which is everything for Prometheus and the current day for
    ///     VictoriaMetrics.
    /// - Returns: names in the order of the server, `__name__` among them.
    /// - Throws: `PrometheusError`.
    package func labelNames(
        matching selectors: [String] = [], in range: ClosedRange<Double>? = nil
    ) async throws(PrometheusError) -> PrometheusAnswer<[String]> {
        try await ask(
            "/labels", try Self.selection(selectors, range), posts: true, for: [String].self)
    }

    /// The values of a label.
    ///
    /// - Parameters:
    ///   - name: a label's name; `__name__` gives the names of metrics.
    ///   - selectors: as for `labelNames`.
    ///   - range: as for `labelNames`.
    /// - Returns: values in the order of the server.
    /// - Throws: `PrometheusError`.
    package func labelValues(
        of name: String, matching selectors: [String] = [], in range: ClosedRange<Double>? = nil
    ) async throws(PrometheusError) -> PrometheusAnswer<[String]> {
        try await ask(
            "/label/\(FormParameter.percentEncoded(name))/values",
            try Self.selection(selectors, range), posts: false, for: [String].self)
    }

    /// The series that selectors select, without samples.
    ///
    /// - Parameters:
    ///   - selectors: at least one.
    ///   - range: as for `labelNames`.
    /// - Returns: the series.
    /// - Throws: `PrometheusError`.
    package func series(
        matching selectors: [String], in range: ClosedRange<Double>? = nil
    ) async throws(PrometheusError) -> PrometheusAnswer<[PrometheusSeries]> {
        let answer = try await ask(
            "/series", try Self.selection(selectors, range), posts: true,
            for: [[String: String]].self)
        return answer.map { rows in
            rows.map { row in
                var labels = row
                let name = labels.removeValue(forKey: "__name__")
                return PrometheusSeries(
                    name: name,
                    labels: labels.sorted { $0.key < $1.key }.map {
                        Label(name: $0.key, value: $0.value)
                    }, samples: [])
            }
        }
    }

    /// What the server says it is.
    ///
    /// - Returns: its release, where it tells one.
    /// - Throws: `PrometheusError`.
    package func buildInfo() async throws(PrometheusError) -> PrometheusAnswer<PrometheusBuild> {
        try await ask("/status/buildinfo", posts: false, for: PrometheusBuild.self)
    }

    /// The types of metric families, as the scraped exporters state them.
    ///
    /// - Parameter metric: only this family; all when nil.
    /// - Returns: what different targets say, by the family's name; empty for servers that keep no
    ///   types, such as VictoriaMetrics.
    /// - Throws: `PrometheusError`.
    package func metadata(
        of metric: String? = nil
    ) async throws(PrometheusError) -> PrometheusAnswer<[String: [PrometheusMetadata]]> {
        try await ask(
            "/metadata", metric.map { [FormParameter("metric", $0)] } ?? [], posts: false,
            for: [String: [PrometheusMetadata]].self)
    }

    private static func selection(
        _ selectors: [String], _ range: ClosedRange<Double>?
    ) throws(PrometheusError) -> [FormParameter] {
        var parameters = selectors.map { FormParameter("match[]", $0) }
        if let range {
            parameters.append(
                FormParameter("start", try PrometheusTime.text(unixSeconds: range.lowerBound)))
            parameters.append(
                FormParameter("end", try PrometheusTime.text(unixSeconds: range.upperBound)))
        }
        return parameters
    }
}
