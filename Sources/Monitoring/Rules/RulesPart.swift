import Signals

/// The part `rules`: recording rules, alerts, and the unit tests of both.
package enum RulesPart {
    /// Where the recording rules are, below the output folder.
    package static let recordingPath = "prometheus/rules/llm-recording.rules.yml"

    /// Where the alerts are, below the output folder.
    package static let alertPath = "prometheus/rules/llm-alerts.rules.yml"

    /// The files and notes for a subject.
    ///
    /// - Parameter subject: For what.
    /// - Returns: The rule files, and notes on what the engine does not tell.
    static func files(for subject: GenerationSubject) -> GeneratedSet {
        var set = GeneratedSet(files: [
            GeneratedFile(
                path: recordingPath,
                text: RuleFile.text(
                    RecordingRules.groups(for: subject), for: subject,
                    remarks: ["Check: promtool check rules FILE."]),
                purpose: "Recording rules: the same series for every engine.",
                use: "Name it in `rule_files` of prometheus.yml and reload Prometheus."),
            GeneratedFile(
                path: alertPath,
                text: RuleFile.text(
                    AlertRules.groups(for: subject), for: subject,
                    remarks: ["They read the series of llm-recording.rules.yml."]),
                purpose: "Alerts in tiers: critical pages, warning is a ticket, info is shown.",
                use: "Name it in `rule_files` beside the recording rules, on which it builds."),
        ])
        for test in AlertScenarios.files(for: subject) {
            set.add(
                GeneratedFile(
                    path: "prometheus/tests/\(test.name)", text: test.text,
                    purpose: "Unit tests of the alerts: what they fire on, and what not.",
                    use: test.name == "llm-health.test.yml"
                        ? "`promtool test rules prometheus/tests/*.test.yml`" : nil))
        }
        for note in AlertRules(subject: subject).notes { set.add(note) }
        for note in AlertNeeds.notes(for: subject) { set.add(note) }
        return set
    }
}
