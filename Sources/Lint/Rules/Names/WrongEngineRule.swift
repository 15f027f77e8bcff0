import PromQL
import Signals

enum WrongEngineRule: LintRule {
    static let id = "wrong-engine"
    static let summary = "a metric of another engine than the one in use"
    static let explanation = """
        With `--engine` or a live source it is known which engine answers; a query for another \
        one's metric returns nothing there. Dynamo and Triton pass the series of the engine behind \
        them on, so theirs are never reported.
        """

    static func check(_ query: QueryContext) {
        for selector in query.namedSelectors {
            guard case .otherEngine(let series, let same) = selector.verdict,
                let engine = query.target.engine
            else { continue }
            query.report(
                .error, at: selector.range,
                "\(selector.name) is a metric of \(series.family.exporter.title), and the engine "
                    + "is \(engine.title)",
                hint: same.map { "\(engine.title) has \($0)" },
                edits: same.map { [(selector.range, $0)] } ?? [])
        }
    }
}
