extension PrometheusAPI {
    /// Evaluates an expression at one time.
    ///
    /// - Parameters:
    ///   - expression: in PromQL.
    ///   - timeSeconds: in seconds since the Unix epoch; the server's own time when nil.
    /// - Returns: what it evaluates to. VictoriaMetrics answers scalars as vectors without labels
    ///   and leaves out what is NaN.
    /// - Throws: `PrometheusError`; a fault of the expression is `.api` in the server's words.
    package func query(
        _ expression: String, at timeSeconds: Double? = nil
    ) async throws(PrometheusError) -> PrometheusAnswer<PrometheusValue> {
        var parameters = [FormParameter("query", expression)]
        if let timeSeconds {
            parameters.append(
                FormParameter("time", try PrometheusTime.text(unixSeconds: timeSeconds)))
        }
        return try await evaluate("/query", parameters)
    }

    /// Evaluates an expression at equal steps of a range.
    ///
    /// - Parameters:
    ///   - expression: in PromQL, of a vector or a scalar.
    ///   - startSeconds: the first time, in seconds since the Unix epoch.
    ///   - endSeconds: no time is after it.
    ///   - step: from one time to the next; servers refuse more than 11,000 steps.
    /// - Returns: the series with a sample for each time at which they had a value.
    /// - Throws: `PrometheusError`.
    package func queryRange(
        _ expression: String, from startSeconds: Double, to endSeconds: Double, step: Duration
    ) async throws(PrometheusError) -> PrometheusAnswer<[PrometheusSeries]> {
        guard startSeconds <= endSeconds else {
            throw .invalidTime(
                "the range from \(startSeconds) to \(endSeconds) ends before it begins")
        }
        let parameters = [
            FormParameter("query", expression),
            FormParameter("start", try PrometheusTime.text(unixSeconds: startSeconds)),
            FormParameter("end", try PrometheusTime.text(unixSeconds: endSeconds)),
            FormParameter("step", try PrometheusTime.text(seconds: step)),
        ]
        return try matrix(in: try await evaluate("/query_range", parameters))
    }

    /// The samples that a server has kept, as they were scraped, with both ends of the range.
    ///
    /// Prometheus 3 leaves the beginning of a range out and Prometheus 2 keeps it: a millisecond
    /// more is asked for, and what is outside is left out here.
    ///
    /// - Parameters:
    ///   - selector: of an instant vector, such as `vllm:num_requests_running{model_name="m"}`.
    ///   - startSeconds: in seconds since the Unix epoch.
    ///   - endSeconds: in seconds since the Unix epoch.
    /// - Returns: the series that have a sample in the range.
    /// - Throws: `PrometheusError`.
    package func rawSamples(
        _ selector: String, from startSeconds: Double, to endSeconds: Double
    ) async throws(PrometheusError) -> PrometheusAnswer<[PrometheusSeries]> {
        let milliseconds = ((endSeconds - startSeconds) * 1000).rounded(.up) + 1
        guard milliseconds >= 1, milliseconds < 9e15 else {
            throw .invalidTime(
                "the range from \(startSeconds) to \(endSeconds) ends before it begins")
        }
        let answer = try await query(
            "\(selector)[\(Int64(milliseconds))ms]", at: endSeconds)
        return try matrix(in: answer).map { series in
            series.compactMap { series in
                let samples = series.samples.filter {
                    $0.timeSeconds >= startSeconds && $0.timeSeconds <= endSeconds
                }
                return samples.isEmpty
                    ? nil
                    : PrometheusSeries(name: series.name, labels: series.labels, samples: samples)
            }
        }
    }

    // MARK: - What they share

    private func evaluate(
        _ path: String, _ parameters: [FormParameter]
    ) async throws(PrometheusError) -> PrometheusAnswer<PrometheusValue> {
        var parameters = parameters
        if let timeout = configuration.evaluationTimeout {
            parameters.append(
                FormParameter("timeout", try PrometheusTime.text(seconds: timeout)))
        }
        let answer = try await ask(path, parameters, posts: true, for: QueryResult.self)
        let found = answer.value
        let value = answer.map { $0.value }
        guard found.nativeHistograms > 0 else { return value }
        return value.warning(
            "PromQL result: \(found.nativeHistograms) series hold native histograms, which are "
                + "not read")
    }

    private func matrix(
        in answer: PrometheusAnswer<PrometheusValue>
    ) throws(PrometheusError) -> PrometheusAnswer<[PrometheusSeries]> {
        try answer.map { (value) throws(PrometheusError) in
            guard case .matrix(let series) = value else {
                throw .unexpectedType(url: url, found: value.typeName, expected: "matrix")
            }
            return series
        }
    }
}
