import PromQL
import Signals

enum FutureMetricRule: LintRule {
    static let id = "future-metric"
    static let summary = "a metric that the engine's release does not have yet"
    static let explanation = """
        Only with `--engine NAME@VERSION` or a live source: the metric came with a later release. \
        Where an earlier name had the same meaning, `--fix` writes it.
        """

    static func check(_ query: QueryContext) {
        for selector in query.namedSelectors {
            guard case .notYet(let series, let instead) = selector.verdict else { continue }
            let exporter = series.family.exporter
            let first = series.family.lifetime.first.map(exporter.text) ?? "a later release"
            var message = "\(selector.name) came with \(exporter.title) \(first)"
            if let release = query.release(exporter) { message += "; this is \(release)" }
            query.report(
                .error, at: selector.range, message,
                hint: instead.map { "the series is \($0)" },
                edits: instead.map { [(selector.range, $0)] } ?? [])
        }
    }
}
