import Signals

/// Writes scenarios as unit tests for promtool.
struct RuleTestFile {
    /// Which rules take part.
    enum Scope {
        case engine
        case machine
        case all
    }

    let subject: GenerationSubject
    let recordings: [RuleGroup]
    let alerts: [RuleGroup]

    init(_ subject: GenerationSubject) {
        self.subject = subject
        recordings = RecordingRules.groups(for: subject)
        alerts = AlertRules.groups(for: subject)
    }

    /// A file of tests.
    ///
    /// - Parameters:
    ///   - scenarios: The stories.
    ///   - interval: How often rules are evaluated, in PromQL's spelling.
    ///   - scope: Which rules take part; fewer take less time.
    /// - Returns: The text.
    func text(_ scenarios: [AlertScenario], interval: String, _ scope: Scope) -> String {
        let groups = (recordings + alerts).filter { group in
            scope == .all || RulesPart.isOfMachine(group) == (scope == .machine)
        }
        let own = [RulesPart.recordingPath, RulesPart.alertPath]
        let files =
            (scope == .machine ? [] : own) + (scope == .engine ? [] : [RulesPart.machinePath])
        return GeneratedHeader.comment(for: subject, ["Run: promtool test rules FILE."])
            + YAMLWriter.document([
                "rule_files": .list(
                    files.map { .text("../rules/" + ($0.split(separator: "/").last ?? "")) }),
                "evaluation_interval": .text(interval),
                "group_eval_order": .list(groups.map { .text($0.name) }),
                "tests": .list(scenarios.map(test)),
            ])
    }

    private func test(_ scenario: AlertScenario) -> YAMLNode {
        [
            "name": .text(scenario.name),
            "interval": "1m",
            "input_series": .list(
                scenario.series.map { ["series": .text($0.text), "values": .text($0.values)] }),
            "alert_rule_test": .list(scenario.checks.map(check)),
        ]
    }

    private func check(_ check: AlertScenario.Check) -> YAMLNode {
        [
            "eval_time": .text("\(check.minute)m"),
            "alertname": .text(check.alert.rawValue),
            "exp_alerts": .list(
                check.firing.compactMap { expected in
                    rule(check.alert, expected).map { node($0, expected) }
                }),
        ]
    }

    private func node(_ rule: AlertRule, _ expected: AlertExpectation) -> YAMLNode {
        let labels = expected.labels.filter { rule.resultLabels.contains($0.key) }
            .merging(rule.writtenLabels) { $1 }
        let annotations = rule.allAnnotations(for: subject).mapValues(expected.expanded)
        return ["exp_labels": .texts(labels), "exp_annotations": .texts(annotations)]
    }

    /// The rule that an expectation is about.
    func rule(_ alert: AlertID, _ expected: AlertExpectation) -> AlertRule? {
        alerts.flatMap(\.alerts).first {
            $0.alert == alert && $0.tier == expected.tier
                && (expected.signal == nil || $0.labels["signal"] == expected.signal?.rawValue)
        }
    }
}
