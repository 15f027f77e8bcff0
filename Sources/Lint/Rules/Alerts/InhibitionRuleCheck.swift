import PromQL

enum InhibitionRuleCheck: LintRule {
    static let id = "inhibition"
    static let summary = "an inhibition that can never match, or that matches everything"
    static let explanation = """
        Alertmanager silences a target when a source fires and every label of `equal` is the same \
        on both. An alert from a bare `sum(...)` has no `instance`: with `equal: [instance]` and a \
        source that has one, the two never match. A label that is missing on both counts as equal: \
        then any source silences every target. The labels are computed from the alerts' expressions, \
        so give the rule files together with the configuration.
        """

    static func check(_ project: ProjectContext) {
        let alerts = project.alerts.enumerated().compactMap { index, alert -> Candidate? in
            guard let expression = alert.0.expression else { return nil }
            return Candidate(
                index: index, rule: alert.1, labels: project.facts.facts(of: expression).labels)
        }
        guard !alerts.isEmpty else { return }
        for rule in project.inhibitions { check(rule, alerts, project) }
    }

    /// An alert and the labels that it can carry.
    private struct Candidate {
        var index: Int
        var rule: AlertRule
        var labels: LabelSet

        /// Whether the alert has a label: nil where it may have it.
        func has(_ label: String) -> Bool? {
            if label == "alertname" { return true }
            if let value = rule.labels[label] { return value.contains("{{") ? nil : !value.isEmpty }
            if labels.certain.contains(label) { return true }
            return labels.mayHave(label) ? nil : false
        }

        /// The label's value, where the rule fixes it.
        func value(_ label: String) -> String? {
            if label == "alertname" { return rule.name }
            if let value = rule.labels[label] { return value.contains("{{") ? nil : value }
            return has(label) == false ? "" : nil
        }

        func mayMatch(_ matchers: [AlertMatcher]) -> Bool {
            matchers.allSatisfy { matcher in
                value(matcher.label).map { matcher.accepts($0) ?? true } ?? true
            }
        }
    }

    private static func check(
        _ rule: InhibitionRule, _ alerts: [Candidate], _ project: ProjectContext
    ) {
        let sources = alerts.filter { $0.mayMatch(rule.source) }
        let targets = alerts.filter { $0.mayMatch(rule.target) }
        for (side, found) in [("source", sources), ("target", targets)] where found.isEmpty {
            report(
                project, rule, .warning, rule.range, "no alert of these files matches the \(side)")
            return
        }
        // Alerts of one name, say the tiers of one, are meant where the name has to be the same.
        let isOfOneName = rule.equal.contains { $0.name == "alertname" }
        let pairs = sources.flatMap { source in
            targets.filter {
                isOfOneName
                    ? $0.index != source.index
                    : $0.rule.name != source.rule.name || targets.count == 1
            }.map { (source, $0) }
        }
        let used =
            pairs.isEmpty ? sources.flatMap { source in targets.map { (source, $0) } } : pairs
        for label in rule.equal {
            let never = used.allSatisfy { source, target in
                guard let left = source.has(label.name), let right = target.has(label.name) else {
                    return false
                }
                if left != right { return true }
                guard left, let one = source.value(label.name), let other = target.value(label.name)
                else { return false }
                return one != other
            }
            if never {
                report(
                    project, rule, .error, label.range,
                    "can never match: \(label.name) is never the same on source and target",
                    hint: detail(label.name, used))
            }
        }
        let isBlind =
            !rule.equal.isEmpty
            && used.allSatisfy { source, target in
                rule.equal.allSatisfy {
                    source.has($0.name) == false && target.has($0.name) == false
                }
            }
        if isBlind {
            report(
                project, rule, .warning, rule.range,
                "neither side has the labels of equal, so any source silences every target")
        }
    }

    private static func detail(_ label: String, _ pairs: [(Candidate, Candidate)]) -> String? {
        guard let (source, target) = pairs.first else { return nil }
        if source.has(label) == true, target.has(label) == false {
            return "the expression of \(target.rule.name) has no label \(label)"
        }
        if source.has(label) == false, target.has(label) == true {
            return "the expression of \(source.rule.name) has no label \(label)"
        }
        if let one = source.value(label), let other = target.value(label) {
            return "it is \"\(one)\" on \(source.rule.name) and \"\(other)\" on \(target.rule.name)"
        }
        return nil
    }

    private static func report(
        _ project: ProjectContext, _ rule: InhibitionRule, _ severity: LintSeverity,
        _ range: Range<Int>, _ message: String, hint: String? = nil
    ) {
        project.findings.append(
            LintFinding(
                rule: id, severity: severity, message: message, hint: hint, file: rule.file,
                range: range))
    }
}
