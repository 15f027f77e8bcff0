import PromQL
import Signals

enum DeltaOnCounterRule: LintRule {
    static let id = "delta-on-counter"
    static let summary = "delta(), deriv() or avg_over_time() of a counter"
    static let explanation = """
        A counter starts at 0 whenever its process restarts. `rate()` and `increase()` know that; \
        `delta()`, `idelta()`, `deriv()` and `predict_linear()` show a fall instead, and an average \
        of a counter's readings means nothing.
        """
    static let example: LintExample? = LintExample(
        wrong: "delta(vllm:generation_tokens_total[5m])",
        right: "increase(vllm:generation_tokens_total[5m])")

    private static let functions: Set<String> = [
        "delta", "idelta", "deriv", "predict_linear", "avg_over_time",
    ]

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            guard case .call(let call) = node, functions.contains(call.name),
                let selector = FactFinder.vectorArgument(of: call).flatMap(FactFinder.selector),
                let name = selector.metricName,
                let series = KnownFamilies.series(named: name).first, series.isCumulative
            else { return }
            query.report(
                .warning, at: call.nameRange, "\(call.name)() of the counter \(name)",
                hint: "use rate() or increase()")
        }
    }
}
