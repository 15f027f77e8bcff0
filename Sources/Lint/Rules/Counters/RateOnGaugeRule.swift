import Exposition
import PromQL
import Signals

enum RateOnGaugeRule: LintRule {
    static let id = "rate-on-gauge"
    static let summary = "rate(), irate() or increase() of a gauge"
    static let explanation = """
        These functions take every decrease for a restart of the process and add it up as growth: \
        of a gauge they make a number that is never negative and means nothing. Use `deriv()` or \
        `delta()` for a trend, and `changes()` for a code such as the last XID error.
        """
    static let example: LintExample? = LintExample(
        wrong: "rate(vllm:num_requests_waiting[5m])",
        right: "deriv(vllm:num_requests_waiting[5m])")

    /// Series that the catalogue takes for counters although their exporter types them as gauges.
    private static let mistypedTotals: Set<String> = Set(
        EngineKind.allCases.compactMap { Dialect.of($0) }.flatMap(\.sources)
            .filter { $0.key.definition.kind == .counter }
            .flatMap { $0.value.flatMap(\.formula.selectors).map(\.name) })

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            guard case .call(let call) = node, FactFinder.growth.contains(call.name),
                let selector = call.arguments.first.flatMap(FactFinder.selector),
                let name = selector.metricName,
                let series = KnownFamilies.series(named: name).first
            else { return }
            let told = query.target.knowledge?.type(of: name)
            let isGauge = told.map { $0 == .gauge } ?? !series.isCumulative
            guard isGauge, series.role == .value, series.family.type == .gauge,
                !mistypedTotals.contains(name)
            else { return }
            let isCode = series.family.unit == .state
            query.report(
                .error, at: call.nameRange,
                "\(call.name)() of the gauge \(name)",
                hint: isCode
                    ? series.family.remark
                    : series.family.unit == .bytesPerSecond
                        || series.family.unit == .tokensPerSecond
                        ? "it already is a rate" : "use deriv() or delta() for its trend")
        }
    }
}
