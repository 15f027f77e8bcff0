import PromQL

enum SyntaxRule: LintRule {
    static let id = "syntax"
    static let summary = "a text that is no query"
    static let explanation = """
        Prometheus would refuse it. A common case: `metric by (label)`; grouping needs an \
        aggregation, as in `max by (label) (metric)`.
        """
    static let example: LintExample? = LintExample(
        wrong: "vllm:kv_cache_usage_perc by (instance)",
        right: "max by (instance) (vllm:kv_cache_usage_perc)")

    static func check(_ project: ProjectContext) {
        for query in project.queries {
            guard let failure = query.failure else { continue }
            // A function that this grammar is too old for is no mistake on a newer server.
            let isNewer = failure.hint?.contains("newer than Prometheus") == true
            let severity: LintSeverity =
                isNewer && project.target.prometheusMajor != 2 ? .info : .error
            let end = max(failure.range.end, min(failure.range.start + 1, query.text.count))
            project.findings.append(
                LintFinding(
                    rule: id, severity: severity, message: failure.message,
                    hint: query.failureHint ?? failure.hint, file: query.file,
                    range: query.text.fileRange(failure.range.start, end)))
        }
    }
}
