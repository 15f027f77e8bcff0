import PromQL
import Signals

enum RemovedMetricRule: LintRule {
    static let id = "removed-metric"
    static let summary = "a metric that is no longer exported, and has no successor"
    static let explanation = """
        What it measured no longer exists or is no longer told; the finding says what to watch \
        instead. An alert on such a metric is silent forever.
        """
    static let example: LintExample? = LintExample(
        wrong: "sum(vllm:num_requests_swapped) > 0",
        right: "sum(rate(vllm:num_preemptions_total[5m])) > 0")

    static func check(_ query: QueryContext) {
        for selector in query.namedSelectors {
            guard case .removed(let series, let presence) = selector.verdict else { continue }
            let exporter = series.family.exporter
            let lifetime = series.family.lifetime
            let message =
                if presence == .hidden, let hidden = lifetime.hidden {
                    "\(selector.name) is hidden since \(exporter.title) \(exporter.text(of: hidden))"
                } else if let gone = lifetime.gone {
                    "\(selector.name) is not exported any more, as of \(exporter.title) "
                        + exporter.text(of: gone)
                } else {
                    "\(selector.name) is not exported any more"
                }
            let isCertain = query.target.version(of: exporter) != nil && presence == .gone
            query.report(
                isCertain ? .error : .warning, at: selector.range, message,
                hint: series.family.remark)
        }
    }
}
