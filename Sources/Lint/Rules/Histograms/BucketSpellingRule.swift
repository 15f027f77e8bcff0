import PromQL
import Signals

enum BucketSpellingRule: LintRule {
    static let id = "bucket-spelling"
    static let summary = "a value of le that is not written as the exporter and Prometheus write it"
    static let explanation = """
        `le` is a text. Python exporters (vLLM, SGLang, TensorRT-LLM, LMDeploy) write `5.0`, and \
        Prometheus 3.0 and later writes every bound so. Go and Rust exporters (TGI, Dynamo) write \
        `5`, which Prometheus 2 keeps. `le="5"` on vLLM matches nothing. Where both have to be \
        served: `le=~"5(\\\\.0)?"`. Say `--prometheus-version 2` or `3` to have the Go and Rust \
        exporters checked.
        """
    static let example: LintExample? = LintExample(
        wrong: "sum(rate(vllm:e2e_request_latency_seconds_bucket{le=\"5\"}[5m]))",
        right: "sum(rate(vllm:e2e_request_latency_seconds_bucket{le=\"5.0\"}[5m]))")

    static func check(_ query: QueryContext) {
        for placed in query.expression.selectors {
            guard let name = placed.selector.metricName, name.hasSuffix("_bucket") else { continue }
            for matcher in placed.selector.matchers(of: "le")
            where matcher.operation == .equal && !query.isVariable(matcher.valueRange) {
                guard let value = BucketText.value(matcher.value),
                    let right = spelling(of: value, name, query), right != matcher.value
                else { continue }
                let quote = query.text(of: matcher.valueRange).first ?? "\""
                query.report(
                    .error, at: matcher.valueRange,
                    "le=\"\(matcher.value)\" matches nothing; the bound is written \"\(right)\"",
                    edits: [(matcher.valueRange, "\(quote)\(right)\(quote)")])
            }
        }
    }

    /// How the bound is written where the query runs; nil when that cannot be told.
    private static func spelling(of value: Double, _ name: String, _ query: QueryContext) -> String?
    {
        if let written = query.target.knowledge?.bounds(of: name) {
            // A body tells how its exporter writes; Prometheus 3 writes all bounds alike.
            if query.target.prometheusMajor ?? 0 >= 3 { return BucketText.float(value) }
            return written.first { BucketText.value($0) == value }
        }
        // Common names, such as http_request_duration_seconds, may come from any program.
        guard let exporter = KnownFamilies.exporter(ownsPrefixOf: name) else { return nil }
        if exporter.writesFloatBounds { return BucketText.float(value) }
        switch query.target.prometheusMajor {
        case .some(let major): return major >= 3 ? BucketText.float(value) : BucketText.short(value)
        case nil: return nil
        }
    }
}
