package import Signals

/// Queries for the subject's engine, and what its histograms can tell.
extension GenerationSubject {
    /// A query that answers a question about a signal.
    ///
    /// - Parameters:
    ///   - signal: What is asked about.
    ///   - statistic: What is asked.
    ///   - labels: The labels by which the answer is kept apart.
    ///   - window: The range of range selectors: `5m`, or `$__rate_interval` in dashboards.
    ///   - restriction: Further conditions for each series, by how the exporter documents it.
    /// - Returns: nil where the engine does not tell it, or PromQL cannot read it.
    package func promQL(
        _ signal: Signal, _ statistic: SignalStatistic, by labels: [String], window: String = "5m",
        restriction: (SeriesSelector) -> [LabelMatcher] = { _ in [] }
    ) -> String? {
        let expressions = dialect(of: signal).expressions(for: signal, statistic, by: labels)
            .map { restricted($0, of: signal, by: restriction) }
            .filter { $0.promQL(window: window) != nil }
        guard let first = expressions.first else { return nil }
        return expressions.dropFirst().reduce(first) { .either($0, or: $1) }
            .promQL(window: window)
    }

    /// An expression as the live engine spells it, under further conditions.
    ///
    /// - Parameters:
    ///   - expression: As the exporter documents it.
    ///   - signal: What it tells; series of the machine's exporters are never respelled.
    ///   - restriction: Further conditions for each series.
    /// - Returns: The expression to be written.
    package func restricted(
        _ expression: MetricExpression, of signal: Signal,
        by restriction: (SeriesSelector) -> [LabelMatcher]
    ) -> MetricExpression {
        let limited = expression.mapSelectors {
            SeriesSelector(name: $0.name, matchers: $0.matchers + restriction($0))
        }
        return isOfMachine(signal) ? limited : limited.spelled(naming)
    }

    /// The sources of a signal, the preferred one first; empty where nobody tells it.
    package func sources(of signal: Signal) -> [SignalSource] {
        dialect(of: signal).sources[signal] ?? []
    }

    /// Whether the engine, or the machine's exporters, tell a signal.
    package func tells(_ signal: Signal) -> Bool { !sources(of: signal).isEmpty }

    /// The histogram that carries a signal, as the live engine spells it, and the factor that turns
    /// its unit into the signal's; nil where no histogram does.
    package func histogram(of signal: Signal) -> (selector: SeriesSelector, scale: Double)? {
        for source in sources(of: signal) {
            if case .histogram(let selector, let scale) = source.formula {
                return (
                    SeriesSelector(name: naming.spell(selector.name), matchers: selector.matchers),
                    scale
                )
            }
        }
        return nil
    }

    /// The dialect that tells a signal: the engine's, or that of an exporter of the machine.
    func dialect(of signal: Signal) -> Dialect {
        if dialect.sources[signal] != nil { return dialect }
        return Dialect.machine.first { $0.sources[signal] != nil } ?? dialect
    }

    func isOfMachine(_ signal: Signal) -> Bool {
        dialect.sources[signal] == nil
    }
}
