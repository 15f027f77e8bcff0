import PromQL
import Signals

enum RenamedMetricRule: LintRule {
    static let id = "renamed-metric"
    static let summary = "a metric that goes by another name now"
    static let explanation = """
        Engines rename metrics: the old name stays for a few releases, is then hidden behind a flag \
        and at last removed. A query for a removed name returns nothing, an alert on it never \
        fires. `--fix` writes the new name. Where both have to be served, write `new or old`.

        Without `--engine NAME@VERSION` and without a live source it is a warning: an old engine \
        may still have the old name.
        """
    static let example: LintExample? = LintExample(
        wrong: "max by (instance) (vllm:gpu_cache_usage_perc)",
        right: "max by (instance) (vllm:kv_cache_usage_perc)")

    static func check(_ query: QueryContext) {
        for selector in query.namedSelectors {
            guard case .renamed(let series, let new, let presence) = selector.verdict else {
                continue
            }
            let exporter = series.family.exporter
            let lifetime = series.family.lifetime
            var message = "\(selector.name) "
            if presence == .hidden, let hidden = lifetime.hidden {
                message += "is hidden since \(exporter.title) \(exporter.text(of: hidden))"
            } else if let gone = lifetime.gone {
                message += "was removed in \(exporter.title) \(exporter.text(of: gone))"
            }
            message += "; the series is \(new)"
            let isThere = query.target.knowledge?.names.contains(new) == true
            let isCertain =
                isThere
                || (query.target.version(of: exporter) != nil && presence == .gone)
            query.report(
                isCertain ? .error : .warning, at: selector.range, message,
                hint: series.family.remark,
                edits: selector.placed.selector.name == nil ? [] : [(selector.range, new)])
        }
    }
}
