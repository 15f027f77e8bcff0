import Lint
import Testing

@Suite struct InhibitionTests {
    private func findings(_ source: String, _ target: String, equal: String) -> [String] {
        let rules = LintSource(
            path: "rules.yml",
            text: """
                groups:
                - rules:
                  - {alert: Source, expr: '\(source)', labels: {severity: critical}}
                  - {alert: Target, expr: '\(target)', labels: {severity: warning}}
                """)
        let manager = LintSource(
            path: "alertmanager.yml",
            text: """
                inhibit_rules:
                - source_matchers: ['severity="critical"']
                  target_matchers: [severity = warning]
                  equal: \(equal)
                """)
        return Linter().check([rules, manager]).findings
            .filter { $0.rule == "inhibition" }
            .map { "\($0.severity.rawValue) \($0.message)" }
    }

    @Test func `labels on both sides match`() {
        let found = findings(
            "max by (instance) (up) == 0", "vllm:num_requests_waiting > 3", equal: "[instance]")
        #expect(found.isEmpty)
    }

    @Test func `a label that only one side has never matches`() {
        let found = findings(
            "vllm:num_requests_running > 3", "sum(vllm:num_requests_waiting) > 3",
            equal: "[instance]")
        #expect(
            found == ["error can never match: instance is never the same on source and target"])
    }

    @Test func `a label that the rules fix to different values never matches`() {
        let found = findings("up == 0", "up == 0", equal: "[alertname]")
        #expect(
            found == ["error can never match: alertname is never the same on source and target"])
    }

    @Test func `labels that neither side has silence everything`() {
        let found = findings("sum(up) == 0", "sum(up) < 3", equal: "[model_name]")
        #expect(
            found == [
                "warning neither side has the labels of equal, so any source silences every target"
            ])
    }

    @Test func `a label that one of several targets has is enough`() {
        let rules = LintSource(
            path: "rules.yml",
            text: """
                groups:
                - rules:
                  - {alert: Source, expr: 'up == 0', labels: {severity: critical}}
                  - {alert: A, expr: 'sum(up) < 3', labels: {severity: warning}}
                  - {alert: B, expr: 'vllm:num_requests_waiting > 3', labels: {severity: warning}}
                """)
        let manager = LintSource(
            path: "alertmanager.yml",
            text: """
                inhibit_rules:
                - source_matchers: ['severity="critical"']
                  target_matchers: ['severity="warning"']
                  equal: [instance]
                """)
        #expect(Linter().check([rules, manager]).findings.isEmpty)
        let only = LintSource(
            path: "alertmanager.yml",
            text: String(decoding: manager.bytes, as: UTF8.self).replacing(
                "['severity=\"warning\"']", with: "[alertname=A]"))
        #expect(Linter().check([rules, only]).findings.map(\.rule) == ["inhibition"])
    }

    @Test(arguments: [
        ("severity=page", "severity=warning", "source"),
        ("severity=critical", "severity=~ticket|info", "target"),
        ("alertname=Sauce", "severity=warning", "source"),
        ("severity=critical", "alertname=Target, team=~chat|code", "target"),
        ("severity=critical", "severity!~warning|critical", "target"),
    ])
    func `matchers that no alert has are told`(source: String, target: String, side: String) {
        let rules = LintSource(
            path: "rules.yml",
            text: """
                groups:
                - rules:
                  - {alert: Source, expr: sum(up) == 0, labels: {severity: critical}}
                  - {alert: Target, expr: sum(up) < 3, labels: {severity: warning}}
                """)
        let manager = LintSource(
            path: "alertmanager.yml",
            text: """
                inhibit_rules:
                - source_matchers: ['\(source)']
                  target_matchers: ['\(target)']
                """)
        // The order of the files does not matter.
        for files in [[rules, manager], [manager, rules]] {
            let report = Linter().check(files)
            let found = report.findings.map { "\($0.severity.rawValue) \($0.rule): \($0.message)" }
            #expect(
                found == ["warning inhibition: no alert of these files matches the \(side)"])
            #expect(report.text().contains("alertmanager.yml:2:3: "))
        }
    }

    @Test func `two tiers of one alert have the same name`() {
        let rules = LintSource(
            path: "rules.yml",
            text: """
                groups:
                - rules:
                  - {alert: A, expr: 'up == 0', labels: {severity: critical}}
                  - {alert: A, expr: 'up < 1', labels: {severity: warning}}
                  - {alert: B, expr: 'up == 0', labels: {severity: critical}}
                  - {alert: B, expr: 'up < 1', labels: {severity: warning}}
                """)
        let manager = LintSource(
            path: "alertmanager.yml",
            text: """
                inhibit_rules:
                - source_matchers: ['severity="critical"']
                  target_matchers: ['severity="warning"']
                  equal: [alertname, instance]
                """)
        #expect(
            Linter().check([rules, manager]).findings.filter { $0.rule == "inhibition" }.isEmpty)
    }

    @Test func `labels that nobody can foresee are left alone`() {
        #expect(findings("up == 0", "my_metric > 3", equal: "[namespace]").isEmpty)
    }

    @Test func `a configuration alone is not judged`() {
        let manager = LintSource(
            path: "a.yml",
            text: "inhibit_rules: [{source_match: {a: b}, target_match_re: {c: d|e}, equal: [x]}]")
        let report = Linter().check([manager])
        #expect(report.failures.isEmpty)
        #expect(report.findings.isEmpty)
    }
}
