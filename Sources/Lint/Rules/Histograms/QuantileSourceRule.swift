import Exposition
import PromQL
import Signals

enum QuantileSourceRule: LintRule {
    static let id = "quantile-of-no-buckets"
    static let summary = "histogram_quantile() of something that has no buckets, or outside 0 to 1"
    static let explanation = """
        Only `_bucket` series carry `le`. A gauge, a counter, a `_sum` or a `_count` gives nothing, \
        and so does a quantile such as 95 where 0.95 was meant.
        """
    static let example: LintExample? = LintExample(
        wrong: "histogram_quantile(95, "
            + "sum by (le) (rate(vllm:time_to_first_token_seconds_bucket[5m])))",
        right: "histogram_quantile(0.95, "
            + "sum by (le) (rate(vllm:time_to_first_token_seconds_bucket[5m])))")

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            guard case .call(let call) = node, call.name == "histogram_quantile",
                let level = call.arguments.first, let buckets = call.arguments.last
            else { return }
            if let value = level.constant, !query.isVariable(level.range), value < 0 || value > 1 {
                let isPercent = value > 1 && value < 100
                query.report(
                    .error, at: level.range, "a quantile is a number from 0 to 1",
                    edits: isPercent ? [(level.range, plainNumber(value / 100))] : [])
            }
            for placed in buckets.selectors {
                guard let name = placed.selector.metricName,
                    let range = placed.selector.metricNameRange,
                    let series = KnownFamilies.series(named: name).first, series.role != .bucket
                else { continue }
                let bucket = series.family.type == .histogram ? series.family.name + "_bucket" : nil
                query.report(
                    .error, at: range, "\(name) has no buckets",
                    hint: bucket.map { "the buckets are \($0)" },
                    edits: bucket.map { [(range, $0)] } ?? [])
            }
        }
    }
}
