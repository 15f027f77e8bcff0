import PromQL

enum MissingSeriesRule: LintRule {
    static let id = "missing-series"
    static let summary = "a metric that the live source does not have"
    static let explanation = """
        Only with `--against` or `--prometheus`: what is there now has no series of that name. \
        Optional features and counters without an event yet may be the reason. A scrape of one \
        program is not asked for the series of another known one.
        """

    static func check(_ query: QueryContext) {
        guard let knowledge = query.target.knowledge else { return }
        for selector in query.namedSelectors {
            guard case .notThere(let nearest) = selector.verdict else { continue }
            query.report(
                .warning, at: selector.range, "\(selector.name) is not in \(knowledge.title)",
                hint: nearest.map { "the nearest name there is \($0)" })
        }
    }
}
