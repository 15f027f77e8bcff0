import PromQL

enum AlertCompletenessRule: LintRule {
    static let id = "incomplete-alert"
    static let summary = "an alert without a wait, a severity or a summary"
    static let explanation = """
        Without `for` one bad scrape pages; without `severity` nothing routes it; without a summary \
        the person who is woken has to read the query. Runs only with `--all-rules`.
        """
    static let isOptional = true

    static func check(_ query: QueryContext) {
        guard case .alert(let rule) = query.query.place else { return }
        var missing: [String] = []
        if !rule.hasWait { missing.append("for") }
        if rule.labels["severity"] == nil { missing.append("the label severity") }
        if rule.annotations["summary"] == nil { missing.append("the annotation summary") }
        guard !missing.isEmpty else { return }
        query.report(
            .info, at: query.expression.range,
            "the alert \(rule.name) lacks \(missing.joined(separator: ", "))")
    }
}
