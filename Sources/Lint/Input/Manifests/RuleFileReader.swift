import Yams

/// Finds the rules of a Prometheus rule file, or of a manifest that holds them.
struct RuleFileReader {
    let file: Int
    let yaml: YAMLReader

    private static let groupKeys = [
        "name", "interval", "query_offset", "limit", "rules", "labels",
        "partial_response_strategy",
    ]

    private static let ruleKeys = [
        "alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations",
    ]

    /// The rules below a mapping with the key `groups`.
    func read(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        if node["groups"] == nil,
            yaml.slips(node, among: ["groups"], for: &document).isEmpty
        {
            document.problems.append(
                yaml.problem(node, "there are no groups; expected groups with a list of rules"))
        }
        for group in yaml.list(node["groups"], "groups", of: "groups", for: &document) {
            _ = yaml.slips(group, among: Self.groupKeys, for: &document)
            for rule in yaml.list(group["rules"], "rules", of: "rules", for: &document) {
                add(rule, to: &document)
            }
        }
        return document
    }

    private func add(_ rule: Node, to document: inout LintDocument) {
        guard rule.mapping != nil else {
            document.problems.append(
                yaml.problem(
                    rule, "a rule is \(YAMLReader.words(rule)); expected alert or record, and expr")
            )
            return
        }
        // What Grafana evaluates itself has queries of another form.
        guard rule["data"] == nil else { return }
        let meant = yaml.slips(rule, among: Self.ruleKeys, for: &document)
        let name = rule["alert"]?.string ?? rule["record"]?.string ?? ""
        guard let text = yaml.text(of: rule["expr"]) else {
            if !meant.contains("expr") {
                let found =
                    rule["expr"].map { "expr is \(YAMLReader.words($0))" }
                    ?? "the rule \(name) has no expr"
                document.problems.append(
                    yaml.problem(rule["expr"] ?? rule, "\(found); expected a query"))
            }
            return
        }
        if (rule["alert"] == nil) == (rule["record"] == nil), meant.isEmpty {
            let found = rule["alert"] == nil ? "neither alert nor" : "both alert and"
            document.problems.append(
                yaml.problem(rule, "the rule has \(found) record; expected one of them"))
        }
        _ = yaml.duration(rule["for"], "for", for: &document)
        var query = LintQuery(
            file: file, reading: text, place(of: rule), item: yaml.fileRange(of: rule))
        if query.failure != nil, text.text.contains("{{") {
            query.failureHint = HelmTemplate.hint
        }
        document.queries.append(query)
    }

    private func place(of rule: Node) -> LintPlace {
        guard let name = rule["alert"]?.string else {
            return .record(
                RecordingRule(
                    name: rule["record"]?.string ?? "", labels: Set(strings(rule["labels"]).keys)))
        }
        return .alert(
            AlertRule(
                name: name, labels: strings(rule["labels"]),
                annotations: strings(rule["annotations"]), hasWait: rule["for"]?.string != nil))
    }

    private func strings(_ node: Node?) -> [String: String] {
        var result: [String: String] = [:]
        for (key, value) in node?.mapping ?? [:] {
            if let name = key.string { result[name] = value.string ?? "" }
        }
        return result
    }
}
