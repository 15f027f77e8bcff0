import Yams

/// Finds the inhibition rules of an Alertmanager configuration.
struct AlertmanagerReader {
    let file: Int
    let yaml: YAMLReader

    /// The rules of a configuration, or of an AlertmanagerConfig's `spec`.
    func read(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        let rules = node["inhibit_rules"] ?? node["inhibitRules"]
        for rule in yaml.list(rules, "inhibit_rules", of: "rules", for: &document) {
            let source = matchers(rule, "source", "sourceMatch", for: &document)
            let target = matchers(rule, "target", "targetMatch", for: &document)
            let equal = yaml.list(rule["equal"], "equal", of: "labels", for: &document)
            document.inhibitions.append(
                InhibitionRule(
                    file: file, source: source, target: target,
                    equal: equal.compactMap { label in
                        guard let text = yaml.text(of: label) else { return nil }
                        return .init(name: text.text, range: text.whole)
                    }, range: yaml.fileRange(of: rule)))
        }
        return document
    }

    private func matchers(
        _ rule: Node, _ side: String, _ custom: String, for document: inout LintDocument
    ) -> [AlertMatcher] {
        var result: [AlertMatcher] = []
        let key = "\(side)_matchers"
        for node in yaml.list(rule[key], key, of: "matchers", for: &document) {
            let text = node.string ?? ""
            if !text.contains("=") && !text.contains("!~") {
                document.problems.append(
                    yaml.problem(
                        node,
                        "a matcher is \(YAMLReader.words(node)); expected one such as "
                            + "severity=\"critical\""))
            }
            // One text may hold several, in braces or not.
            result += text.split(separator: ",").compactMap {
                AlertMatcher(String($0.filter { $0 != "{" && $0 != "}" }))
            }
        }
        for (key, isRegex) in [("\(side)_match", false), ("\(side)_match_re", true)] {
            for (label, value) in rule[key]?.mapping ?? [:] {
                result.append(
                    AlertMatcher(
                        label: label.string ?? "", value: value.string ?? "", isRegex: isRegex))
            }
        }
        for node in rule[custom]?.array() ?? [] {
            let type = node["matchType"]?.string ?? (node["regex"]?.bool == true ? "=~" : "=")
            result.append(
                AlertMatcher(
                    label: node["name"]?.string ?? "", value: node["value"]?.string ?? "",
                    isRegex: type.hasSuffix("~"), isNegative: type.hasPrefix("!")))
        }
        return result
    }
}
