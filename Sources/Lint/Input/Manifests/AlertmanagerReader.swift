import Yams

/// Finds the inhibition rules of an Alertmanager configuration.
struct AlertmanagerReader {
    let file: Int
    let yaml: YAMLReader

    /// The rules of a configuration, or of an AlertmanagerConfig's `spec`.
    func read(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        let rules = node["inhibit_rules"] ?? node["inhibitRules"]
        document.inhibitions = (rules?.array() ?? []).map { rule in
            InhibitionRule(
                file: file, source: matchers(rule, "source", "sourceMatch"),
                target: matchers(rule, "target", "targetMatch"),
                equal: (rule["equal"]?.array() ?? []).compactMap { label in
                    guard let text = yaml.text(of: label) else { return nil }
                    return .init(name: text.text, range: text.whole)
                }, range: yaml.fileRange(of: rule))
        }
        return document
    }

    private func matchers(_ rule: Node, _ side: String, _ custom: String) -> [AlertMatcher] {
        var result = (rule["\(side)_matchers"]?.array() ?? []).flatMap { node in
            // One text may hold several, in braces or not.
            (node.string ?? "").split(separator: ",").compactMap {
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
