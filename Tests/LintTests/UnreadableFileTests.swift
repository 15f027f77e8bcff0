import Lint
import TestKit
import Testing

@Suite struct UnreadableFileTests {
    struct Case: CustomTestStringConvertible {
        var text: String
        var message: String
        var testDescription: String { message }
    }

    @Test(arguments: [
        Case(text: "a: [1", message: "f:1:6: is no YAML"),
        Case(text: "{\"panels\": [", message: "f:1:12: is no JSON"),
        Case(text: "kind: Namespace\n", message: "f: holds no rules and no dashboard"),
        Case(text: "", message: "f: holds no rules and no dashboard"),
        Case(
            text: "groups:\n{{- if .Values.rules }}\n- name: x\n{{- end }}\n",
            message: "it looks like a Helm template; render it first"),
        Case(
            text: "{{- if .Values.rules }}\ngroups: []\n{{- end }}\n",
            message: "it looks like a Helm template; render it first"),
        Case(text: "a: 1\na: 2\n", message: "stands twice"),
    ])
    func `a file that cannot be looked at is told with its place`(test: Case) throws {
        let report = Linter().check([LintSource(path: "f", text: test.text)])
        let failure = try #require(report.failures.first)
        #expect("\(failure)".contains(test.message), "\(failure)")
        #expect(report.findings.isEmpty)
    }

    struct Shape: CustomTestStringConvertible {
        var text: String
        /// What the only failure says, place included.
        var message: String
        var testDescription: String { message }

        init(_ text: String, _ message: String) {
            self.text = text
            self.message = message
        }
    }

    private static let rule = "groups:\n- name: g\n  rules:\n  - alert: A\n"

    @Test(arguments: [
        Shape("groups: 3\n", "f:1:9: groups is the text \"3\"; expected a list of groups of rules"),
        Shape(
            "groups:\n  rules: []\n",
            "f:2:3: groups is a mapping; expected a list of groups of rules"),
        Shape("group:\n- rules: []\n", "f:1:1: the key group is unknown; did you mean groups?"),
        Shape(
            "groups:\n- name: g\n  rule: []\n",
            "f:3:3: the key rule is unknown; did you mean rules?"),
        Shape(
            "groups: [{rules: {a: b}}]\n", "f:1:18: rules is a mapping; expected a list of rules"),
        Shape(
            "groups: [{rules: [up]}]\n",
            "f:1:19: a rule is the text \"up\"; expected alert or record, and expr"),
        Shape(rule, "f:4:5: the rule A has no expr; expected a query"),
        Shape(rule + "    expr: [up]\n", "f:5:11: expr is a list; expected a query"),
        Shape(rule + "    exprs: up\n", "f:5:5: the key exprs is unknown; did you mean expr?"),
        Shape(
            rule + "    expr: up\n    lables: {a: b}\n",
            "f:6:5: the key lables is unknown; did you mean labels?"),
        Shape(
            rule + "    expr: up\n    for: 5 minutes\n",
            "f:6:10: for is \"5 minutes\"; expected a duration such as 15s or 1h30m"),
        Shape(
            rule + "    expr: up\n    record: a:b\n",
            "f:4:5: the rule has both alert and record; expected one of them"),
        Shape(
            "groups: [{rules: [{expr: up}]}]\n",
            "f:1:19: the rule has neither alert nor record; expected one of them"),
        Shape(
            "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  group: []\n",
            "f:4:3: the key group is unknown; did you mean groups?"),
        Shape(
            "kind: PrometheusRule\nspec:\n  a: b\n",
            "f:3:3: there are no groups; expected groups with a list of rules"),
        Shape(
            "scrape_configs:\n  job_name: vllm\n",
            "f:2:3: scrape_configs is a mapping; expected a list of jobs"),
        Shape(
            "scrape_configs:\n- job_name: vllm\n  scrape_interval: fast\n",
            "f:3:20: scrape_interval is \"fast\"; expected a duration such as 15s or 1h30m"),
        Shape(
            "inhibit_rules: yes\n",
            "f:1:16: inhibit_rules is the text \"yes\"; expected a list of rules"),
        Shape(
            "inhibit_rules:\n- source_matchers: [severity]\n",
            "f:2:21: a matcher is the text \"severity\"; expected one such as severity=\"critical\""
        ),
        Shape(
            "kind: ScaledObject\nspec:\n  triggers: [{type: prometheus, metadata: {a: b}}]\n",
            "f:3:43: there is no query; expected a query"),
        Shape(
            "kind: AnalysisTemplate\nspec:\n  metrics: {a: b}\n",
            "f:3:12: metrics is a mapping; expected a list of metrics"),
        Shape(
            "tests:\n- promql_expr_test: [{eval_time: 1m}]\n",
            "f:2:22: there is no expr; expected a query"),
        Shape(
            "services: {a: {image: x, command: {a: b}}}\n",
            "f:1:35: command is a mapping; expected a text or a list of words"),
        Shape(
            "{\n\"panels\": 3}",
            "f:1:1: panels of the object that begins here is no list; expected a list"),
        Shape(
            "{\"panels\": [{\"targets\": [\n{\"expr\": 3}]}]}",
            "f:2:1: expr of the object that begins here is no text; expected a query"),
        Shape(
            "groups:\n\t- rules: []\n",
            "f:2:1: is no YAML: found character that cannot start any token; expected blanks, for no "
                + "tab may indent"),
    ])
    func `what stands in the wrong place is told once, with what was expected`(shape: Shape) {
        let report = Linter().check([LintSource(path: "f", text: shape.text)])
        #expect(report.failures.map { "\($0)" } == [shape.message])
    }

    @Test func `the rest of a file with a mistake is looked at`() {
        let text = """
            groups:
            - rules:
              - alert: A
              - record: a:b
                expr: max(vllm:gpu_cache_usage_perc)
            """
        let report = Linter().check([LintSource(path: "f", text: text)])
        #expect(report.failures.count == 1)
        #expect(report.findings.map(\.rule) == ["renamed-metric"])
    }

    @Test func `another encoding is named`() {
        let bytes: [UInt8] = [0xFF, 0xFE, 0x67, 0x00]
        let report = Linter().check([LintSource(path: "f", bytes: bytes)])
        #expect(
            report.failures.map { "\($0)" } == ["f:1:1: is written in UTF-16; expected UTF-8"])
    }

    @Test func `a variable may stand where a duration does`() {
        let text = "scrape_configs:\n- job_name: vllm\n  scrape_interval: ${INTERVAL}\n"
        let report = Linter().check([LintSource(path: "f", text: text)])
        #expect(report.failures.isEmpty)
        #expect(report.findings.isEmpty)
    }

    @Test func `what is no text is told without its bytes`() throws {
        let source = LintSource(path: "f", text: "a: \u{1}\u{1B}[2Jb\n")
        let report = Linter().check([source])
        let failure = try #require(report.failures.first)
        #expect("\(failure)" == "f:1:4: is no YAML: control characters are not allowed")
        #expect(report.text() == "error: \(failure)\n")
    }

    @Test func `Jsonnet has to be rendered`() throws {
        let text = "local g = import 'g.libsonnet';\ng.new('x') + { panels: [{ a: 'b' }] }\n"
        let report = Linter().check([LintSource(path: "d.jsonnet", text: text)])
        let failure = try #require(report.failures.first)
        #expect("\(failure)".hasSuffix("render it first: jsonnet FILE | firstlight lint -"))
    }

    @Test func `nesting cannot exhaust the stack`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(Linter().check([LintSource(path: "f", text: deep)]).failures.count == 1)
        let json = "{\"panels\": " + deep
        #expect(Linter().check([LintSource(path: "f", text: json)]).failures.count == 1)
    }

    @Test func `bytes of any kind are read or refused`() throws {
        var random = SeededGenerator(seed: 20_261_121)
        let seed = try LintSample.source("texts/lesson.dashboard.json").bytes
        for _ in 0..<200 {
            var bytes = seed
            for _ in 0..<3 {
                let place = Int.random(in: bytes.indices, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            let report = Linter().check([LintSource(path: "f", bytes: bytes)])
            for finding in report.findings {
                #expect(finding.range.upperBound <= bytes.count)
            }
        }
    }
}
