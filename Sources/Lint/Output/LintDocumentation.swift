/// The rules' chapter of the documentation, written from the rules themselves.
package enum LintDocumentation {
    /// The rules in Markdown, a section each.
    package static var rules: String {
        LintRules.all.map(section).joined(separator: "\n")
    }

    /// The wrong and the right query of each rule that has them.
    package static var examples: [(rule: String, example: LintExample)] {
        LintRules.all.compactMap { rule in rule.example.map { (rule.id, $0) } }
    }

    private static func section(_ rule: any LintRule.Type) -> String {
        var text = "### `\(rule.id)`\n\nFinds \(rule.summary).\n\n\(rule.explanation)\n"
        if let example = rule.example {
            text += "\n```promql\n# wrong\n\(example.wrong)\n# right\n\(example.right)\n```\n"
        }
        return text
    }
}
