import PromQL
import Signals

enum BucketBoundRule: LintRule {
    static let id = "bucket-bound"
    static let summary = "a value of le that is no bound of the histogram"
    static let explanation = """
        A bucket exists only at the histogram's bounds; `le="3"` where the bounds are 2.5 and 5 \
        matches nothing. Take the next bound below, which is the careful side, or ask the server \
        for other bounds where it can be told. The table knows the bounds of each release; without \
        `--engine NAME@VERSION` a bound that the newest release has no more is a warning. With a live \
        source its own bounds count.
        """
    static let example: LintExample? = LintExample(
        wrong: "sum(rate(vllm:time_to_first_token_seconds_bucket{le=\"3.0\"}[5m]))",
        right: "sum(rate(vllm:time_to_first_token_seconds_bucket{le=\"2.5\"}[5m]))")

    static func check(_ query: QueryContext) {
        for placed in query.expression.selectors {
            guard let name = placed.selector.metricName,
                let series = KnownFamilies.series(named: name).first, series.role == .bucket,
                KnownFamilies.exporter(ownsPrefixOf: name) != nil
            else { continue }
            for matcher in placed.selector.matchers(of: "le")
            where matcher.operation == .equal && !query.isVariable(matcher.valueRange) {
                guard let value = BucketText.value(matcher.value) else {
                    query.report(
                        .error, at: matcher.valueRange,
                        "le=\"\(matcher.value)\" is no number")
                    continue
                }
                check(value, matcher, name, series, query)
            }
        }
    }

    private static func check(
        _ value: Double, _ matcher: PromQL.LabelMatcher, _ name: String, _ series: KnownSeries,
        _ query: QueryContext
    ) {
        let exporter = series.family.exporter
        if let written = query.target.knowledge?.bounds(of: name) {
            let bounds = written.compactMap(BucketText.value)
            guard !bounds.contains(value) else { return }
            report(value, bounds, matcher, name, certain: true, query)
            return
        }
        // The engine that these files start is told to have it.
        if let engine = exporter.engine,
            query.project.customBounds[engine]?.contains(value) == true
        {
            return
        }
        let version = query.target.version(of: exporter)
        if version == nil, let since = series.family.buckets?.dropped(value) {
            report(
                value, series.family.buckets?.bounds(in: nil) ?? [], matcher, name, certain: false,
                since: " since \(exporter.title) \(exporter.text(of: since))", query)
            return
        }
        guard series.family.buckets?.contains(value, in: version) == false else { return }
        report(
            value, series.family.buckets?.bounds(in: version) ?? [], matcher, name,
            certain: series.family.buckets?.adjustableSince == nil, query)
    }

    private static func report(
        _ value: Double, _ bounds: [Double], _ matcher: PromQL.LabelMatcher, _ name: String,
        certain: Bool, since: String = "", _ query: QueryContext
    ) {
        let below = bounds.filter { $0 < value }.max().map(plainNumber)
        let above = bounds.filter { $0 > value && $0.isFinite }.min().map(plainNumber)
        let near = [below, above].compactMap(\.self).joined(separator: " and ")
        query.report(
            certain ? .error : .warning, at: matcher.valueRange,
            "le=\"\(matcher.value)\" is no bound of \(name)\(since)",
            hint: near.isEmpty
                ? "the bounds are the 1-2-5 series" : "the nearest bounds are \(near)")
    }
}
