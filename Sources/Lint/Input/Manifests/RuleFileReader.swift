import Yams

/// Finds the rules of a Prometheus rule file, or of a manifest that holds them.
struct RuleFileReader {
    let file: Int
    let yaml: YAMLReader

    /// The rules below a mapping with the key `groups`.
    func read(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        for group in node["groups"]?.array() ?? [] {
            for rule in group["rules"]?.array() ?? [] {
                if let query = query(of: rule) { document.queries.append(query) }
            }
        }
        return document
    }

    private func query(of rule: Node) -> LintQuery? {
        guard let expression = rule["expr"], let text = yaml.text(of: expression) else {
            return nil
        }
        let place: LintPlace
        if let name = rule["alert"]?.string {
            place = .alert(
                AlertRule(
                    name: name, labels: strings(rule["labels"]),
                    annotations: strings(rule["annotations"]),
                    hasWait: rule["for"]?.string != nil))
        } else {
            place = .record(
                RecordingRule(
                    name: rule["record"]?.string ?? "", labels: Set(strings(rule["labels"]).keys)))
        }
        var query = LintQuery(file: file, reading: text, place, item: yaml.fileRange(of: rule))
        if query.failure != nil, text.text.contains("{{") {
            query.failureHint = HelmTemplate.hint
        }
        return query
    }

    private func strings(_ node: Node?) -> [String: String] {
        var result: [String: String] = [:]
        for (key, value) in node?.mapping ?? [:] {
            if let name = key.string { result[name] = value.string ?? "" }
        }
        return result
    }
}
