import Yams

/// Finds the queries of a file with tests for rules, as `promtool test rules` reads it.
struct RuleTestReader {
    let file: Int
    let yaml: YAMLReader

    /// Whether a document is such a file.
    static func isTest(_ node: Node) -> Bool {
        guard let tests = node["tests"]?.sequence else { return false }
        let keys = ["input_series", "promql_expr_test", "alert_rule_test"]
        return node["rule_files"] != nil
            || tests.contains { test in keys.contains { test[$0] != nil } }
    }

    /// The expressions that the tests evaluate.
    func read(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        for test in node["tests"]?.array() ?? [] {
            let name = test["name"]?.string ?? "test"
            let checks = test["promql_expr_test"]
            for check in yaml.list(checks, "promql_expr_test", of: "tests", for: &document) {
                yaml.addQuery("expr", of: check, named: name, in: check, file: file, to: &document)
            }
        }
        return document
    }
}
