/// Asks one exporter's dialect of a window.
struct Surveyor {
    let window: ScrapeWindow
    let dialect: Dialect
    let naming: EngineDetection.Naming
    let restriction: [LabelMatcher]
    /// Whether there are at least two scrapes, so that increases can be told.
    let isWindow: Bool

    /// The names on the wire that the dialect reads.
    var names: Set<String> {
        Set(dialect.sources.values.joined().flatMap(wireNames))
    }

    /// What the window says about a signal.
    func row(of signal: Signal) async -> SignalSurvey.Row {
        guard let sources = dialect.sources[signal], !sources.isEmpty else {
            return SignalSurvey.Row(signal: signal, answers: [], series: [], gap: .notExported)
        }
        guard let source = sources.first(where: isThere) else {
            return SignalSurvey.Row(
                signal: signal, answers: [], series: [],
                gap: .absent(
                    series: sources.flatMap { $0.formula.selectors.map { naming.spell($0.name) } },
                    releases: sources.compactMap(\.releases)))
        }
        let answers = await answers(about: signal)
        let series = source.formula.selectors.map { naming.spell($0.name) }
        return SignalSurvey.Row(
            signal: signal, answers: answers, series: series,
            gap: answers.isEmpty ? .quiet(silence(of: signal)) : nil)
    }

    private func answers(about signal: Signal) async -> [SignalSurvey.Answer] {
        let estimator = SignalEstimator(
            WindowSource(WindowEvaluator(whole: window)), dialect: dialect, naming: naming,
            restriction: restriction)
        var answers: [SignalSurvey.Answer] = []
        for statistic in signal.definition.kind.statistics {
            if !isWindow, [.maximum, .minimum, .average].contains(statistic) { continue }
            guard let estimate = try? await estimator.estimate(signal, statistic) else { continue }
            answers.append(SignalSurvey.Answer(statistic: statistic, estimate: estimate))
        }
        return answers
    }

    private func isThere(_ source: SignalSource) -> Bool {
        wireNames(source).contains { name in
            let matchers = source.formula.selectors.first { name.hasPrefix(naming.spell($0.name)) }
            return !window.series(
                SeriesSelector(name: name, matchers: (matchers?.matchers ?? []) + restriction)
            ).isEmpty
        }
    }

    private func wireNames(_ source: SignalSource) -> [String] {
        let names = source.formula.selectors.map { naming.spell($0.name) }
        guard case .histogram = source.formula else { return names }
        return names.flatMap { name in ["_bucket", "_sum", "_count"].map { name + $0 } }
    }

    private func silence(of signal: Signal) -> String {
        switch signal.definition.kind {
        case .gauge: "the series is there and its value is none that the signal can have"
        case .counter, .histogram, .share:
            isWindow
                ? "the series is there and nothing happened in the window"
                : "totals since the server started say nothing about now; a second body of the same "
                    + "server makes a window"
        }
    }
}
