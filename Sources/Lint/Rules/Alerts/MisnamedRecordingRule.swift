import PromQL
import Signals

enum MisnamedRecordingRule: LintRule {
    static let id = "misnamed"
    static let summary = "a recording or legend whose name promises another statistic"
    static let explanation = """
        A median recorded as `avg`, or a 99th percentile drawn as p95, is read for what its name \
        says. The mean of a histogram is `sum(rate(x_sum[5m])) / (sum(rate(x_count[5m])) > 0)`.
        """

    static func check(_ query: QueryContext) {
        let words: String
        switch query.query.place {
        case .record(let rule): words = rule.name.lowercased()
        case .panel(let panel): words = panel.legend.lowercased()
        default: return
        }
        guard case .call(let call) = query.expression.unparenthesized,
            call.name == "histogram_quantile", let level = call.arguments.first?.constant,
            let range = call.arguments.first?.range, !query.isVariable(range)
        else { return }
        let parts = words.split { !$0.isLetter && !$0.isNumber && $0 != "." }
        if parts.contains("avg") || parts.contains("mean") || parts.contains("average") {
            query.report(
                .warning, at: range,
                "the name says mean, and the query takes the quantile \(plainNumber(level))",
                hint: "a mean is sum(rate(x_sum[5m])) / (sum(rate(x_count[5m])) > 0)")
            return
        }
        let expected: [Substring: Double] = [
            "p50": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95, "p99": 0.99, "p999": 0.999,
            "median": 0.5,
        ]
        for part in parts {
            guard let promised = expected[part], abs(promised - level) > 1e-9 else { continue }
            query.report(
                .warning, at: range,
                "the name says \(part), and the query takes the quantile \(plainNumber(level))")
        }
    }
}
